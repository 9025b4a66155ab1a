import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { credentials } from '../prepare.js'
import { day, returnId } from './making.js'
import { sandboxOf, startServer } from '../servers.js'

const api = '/submissions/v1.0'

/** A sandbox whose garbage can be collected. */
export function startSandbox () {
  const collectable = ['--expose-gc', '--import', './bench/returns/collect.js']
  return startServer([...collectable, ...sandboxOf('empty', ['--rate-limit', 'off', '--clock', `frozen:${day}T09:00`])])
}

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

const agent = new Agent({ keepAlive: true })

/** Plain node:http, as what the client takes is part of the time from the beginning to the end. Nothing gives up. */
async function call ({ url }, method, path, body = '') {
  const sent = Buffer.from(body)
  const headers = { ...credentials, ...(sent.length > 0 && { 'content-type': 'application/json' }), 'content-length': sent.length }
  const [reply] = await once(request(`${url}${api}${path}`, { agent, method, headers }).end(sent), 'response')
  const answered = await text(reply)
  if (reply.statusCode > 299) throw new Error(`${method} ${path} answers ${reply.statusCode}: ${answered}`)
  return answered === '' ? undefined : JSON.parse(answered)
}
