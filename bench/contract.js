import { Agent, get } from 'node:http'
import { readFileSync } from 'node:fs'
import { startSandbox } from '../dist/index.js'

/** What a contract costs: adopting one, and a request under it as a ratio to the same without, one in turn with the other, in one run. */

const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }
const [rounds, requests] = [30, 300]
const plan = '/training-plans/DEMO-TP04'

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

const throughSocket = ({ url }, path) => new Promise((resolve, reject) => {
  get(url + path, { headers, agent }, reply => reply.resume().on('end', () => resolve(reply.statusCode))).on('error', reject)
})

const inProcess = async (sandbox, url) => (await sandbox.inject({ url, headers })).statusCode

async function time (send, sandbox, url) {
  const before = performance.now()
  for (let n = 0; n < requests; n++) if (await send(sandbox, url) !== 200) throw new Error(url)
  return (performance.now() - before) / requests
}

const first = await adopt()
const again = await adopt()
console.log(`adopting 60 operations: ${first.toFixed(0)} ms the first time, ${again.toFixed(0)} ms again`)
for (const [how, send] of [['through a socket', throughSocket], ['without a socket', inProcess]]) {
  const [without, beneath] = [[], []]
  for (let round = 0; round < rounds; round++) {
    without.push(await time(send, plain, `/work-submission-api/v1.0${plan}`))
    beneath.push(await time(send, under, `/api/v9/v1.0${plan}`))
  }
  const [a, b] = [median(without), median(beneath)]
  const [alone, beneathIt] = [a, b].map(it => (it * 1000).toFixed(0))
  console.log(`a request ${how}: ${alone} µs without, ${beneathIt} µs under a contract: ${(b / a).toFixed(2)} times`)
}
agent.destroy()
await Promise.all([plain.close(), under.close()])
