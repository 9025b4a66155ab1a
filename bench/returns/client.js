import { sendOne } from '../harness/client.js'
import { collectable } from '../harness/machine.js'
import { sandboxOf, startServer, unlimited } from '../harness/servers.js'
import { credentials } from '../work-based/prepare.js'
import { day, returnId } from './making.js'

const api = '/submissions/v1.0'

/** A sandbox whose garbage can be collected, or one whose Node is started with other words. */
export const startSandbox = (words = collectable) =>
  startServer([...words, ...sandboxOf('empty', [...unlimited, '--clock', `frozen:${day}T09:00`])])

/** Drops what was uploaded before, and answers the token of a submission that waits for its records. */
export async function begin (server) {
  const { submissionToken } = await call(server, 'POST', `/token/${returnId}`)
  await call(server, 'DELETE', `/token/${submissionToken}`)
  return (await call(server, 'POST', `/token/${returnId}`)).submissionToken
}

/** The request that uploads a batch. */
export const uploadRequest = (submissionToken, { collection, content }) =>
  ({ path: `/${collection.name}`, body: JSON.stringify({ submissionToken, content }) })

export const upload = (server, { path, body }) => call(server, 'PUT', path, body)

/** Asks for a validation and waits until it is over, which its status is answered after. */
export async function validate (server, submissionToken) {
  const path = `/validation/${submissionToken}`
  await call(server, 'POST', path)
  const run = await call(server, 'GET', path)
  if (run.status !== 'Processed') throw new Error(`The validation ends with ${JSON.stringify(run)}`)
}

async function call (server, method, path, body = '') {
  const headers = { ...credentials, ...(body !== '' && { 'content-type': 'application/json' }) }
  const { status, text } = await sendOne(server, { method, path: `${api}${path}`, headers, body })
  if (status > 299) throw new Error(`${method} ${path} answers ${status}: ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
