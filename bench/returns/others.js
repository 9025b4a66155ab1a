import { load } from '../harness/load.js'
import { alternate, inRounds } from '../harness/turns.js'
import { preparePlan } from '../work-based/prepare.js'
import { validate } from './client.js'

const other = { authorization: 'Bearer demo-token-9002', eid: '9002' }

/** What another organisation sees of a server that validates this one's return, against one that does not. */
export async function measureOthers (sandbox, submissionToken, rounds, seconds) {
  const { path, json } = await preparePlan(sandbox.url, other)
  const readPlan = { status: 200, body: json, isAlwaysNew: false, request: () => ({ method: 'GET', path, headers: other }) }
  const read = () => load(sandbox, readPlan, { connections: 10, seconds })
  await read()
  const sides = { 'while another validates': () => whileValidating(sandbox, submissionToken, read), alone: read }
  return inRounds(rounds, round => alternate(round, sides))
}

/** Asks for a validation as soon as the last is over, until the work is done; the last is waited for. */
async function whileValidating (sandbox, submissionToken, work) {
  const done = new AbortController()
  const validating = validateUntil(sandbox, submissionToken, done.signal)
  try {
    return await work()
  } finally {
    done.abort()
    await validating
  }
}

async function validateUntil (sandbox, submissionToken, signal) {
  while (!signal.aborted) await validate(sandbox, submissionToken)
}
