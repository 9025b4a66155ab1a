import { Agent, request } from 'node:http'
import { readFileSync } from 'node:fs'
import { startSandbox } from '../dist/index.js'

/**
 * What a contract costs: adopting one, and a request under it as a ratio to the same without, in one run. Each request under it comes after
 * one without, so that whatever else the machine has to do falls on both alike.
 */

const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }
const requests = 6000
const learner = {
  learnerLocalId: 'L-77',
  identity: { nationalStudentNumber: 130001777, dateOfBirth: '2004-07-19', nameIdCode: 'TUHOM' },
  demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
  educationHistory: {}
}

/** What is asked, and what it is sent; nothing is kept, so that the thousandth finds what the first found. */
const kinds = [
  { what: 'GET of a training plan', method: 'GET', path: '/training-plans/DEMO-TP04', status: 200, headers },
  {
    what: 'POST of a learner',
    method: 'POST',
    path: '/learners',
    status: 201,
    body: JSON.stringify(learner),
    headers: { ...headers, 'content-type': 'application/json', 'sandbox-dry-run': '1' }
  }
]

const document = JSON.parse(readFileSync(new URL('../openapi/tec-work-based.json', import.meta.url), 'utf8'))
const renamed = JSON.parse(JSON.stringify({ ...document, servers: [{ url: '/api/v9' }] }).replaceAll('"visitDate"', '"dateOfTheVisit"'))
// As large as the documents that there are: what is beyond ours is new.
for (let n = Object.values(renamed.paths).flatMap(it => Object.keys(it)).length; n < 60; n++) {
  const get = { ...renamed.paths['/v1.0/learners/{learnerLocalId}'].get, operationId: `More${n}`, summary: `More ${n}` }
  renamed.paths[`/v1.0/more-${n}/{id}`] = { get }
}

const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

const [plain, under] = [await startSandbox({ fixture: 'demo' }), await startSandbox({ fixture: 'demo' })]

async function adopt () {
  const before = performance.now()
  const { statusCode, payload } = await under.inject({ method: 'PUT', url: '/__admin/contract', payload: renamed })
  if (statusCode !== 200) throw new Error(payload)
  return performance.now() - before
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 })

const throughSocket = ({ url }, root, { method, path, headers, body }) => new Promise((resolve, reject) => {
  request(url + root + path, { method, headers, agent }, reply => reply.resume().on('end', () => resolve(reply.statusCode)))
    .on('error', reject).end(body)
})

const inProcess = async (sandbox, root, { method, path, headers, body }) =>
  (await sandbox.inject({ method, url: root + path, headers, payload: body })).statusCode

async function time (send, sandbox, root, kind) {
  const before = performance.now()
  if (await send(sandbox, root, kind) !== kind.status) throw new Error(kind.what)
  return performance.now() - before
}

const first = await adopt()
const again = await adopt()
console.log(`adopting 60 operations: ${first.toFixed(0)} ms the first time, ${again.toFixed(0)} ms again`)
for (const [how, send] of [['through a socket', throughSocket], ['without a socket', inProcess]]) {
  for (const kind of kinds) {
    const [without, beneath] = [[], []]
    for (let n = 0; n < requests; n++) {
      without.push(await time(send, plain, '/work-submission-api/v1.0', kind))
      beneath.push(await time(send, under, '/api/v9/v1.0', kind))
    }
    const [a, b] = [without, beneath].map(times => median(times.slice(requests / 10)))
    const [alone, beneathIt] = [a, b].map(it => (it * 1000).toFixed(0))
    console.log(`a ${kind.what} ${how}: ${alone} µs without, ${beneathIt} µs under a contract: ${(b / a).toFixed(2)} times`)
  }
}
agent.destroy()
await Promise.all([plain.close(), under.close()])
