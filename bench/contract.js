import { readFileSync } from 'node:fs'
import { startSandbox } from '../dist/index.js'
import { runBench } from './harness/bench.js'
import { sendOne } from './harness/client.js'
import { tableOf } from './harness/turns.js'
import { credentials } from './work-based/prepare.js'

// What a contract costs: adopting one, and a request under it as a ratio to the same without, in one run. Each request under it comes after
// one without, so that whatever else the machine has to do falls on both alike. node bench/contract.js
const learner = {
  learnerLocalId: 'L-77',
  identity: { nationalStudentNumber: 130001777, dateOfBirth: '2004-07-19', nameIdCode: 'TUHOM' },
  demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
  educationHistory: {}
}

/** What is asked, and what it is sent; nothing is kept, so that the thousandth finds what the first found. */
const kinds = [
  { what: 'GET of a training plan', method: 'GET', path: '/training-plans/DEMO-TP04', status: 200, headers: credentials },
  {
    what: 'POST of a learner',
    method: 'POST',
    path: '/learners',
    status: 201,
    body: JSON.stringify(learner),
    headers: { ...credentials, 'content-type': 'application/json', 'sandbox-dry-run': '1' }
  }
]

const document = JSON.parse(readFileSync(new URL('../openapi/tec-work-based.json', import.meta.url), 'utf8'))
const renamed = JSON.parse(JSON.stringify({ ...document, servers: [{ url: '/api/v9' }] }).replaceAll('"visitDate"', '"dateOfTheVisit"'))
// As large as the documents that there are: what is beyond ours is new.
for (let n = Object.values(renamed.paths).flatMap(it => Object.keys(it)).length; n < 60; n++) {
  const get = { ...renamed.paths['/v1.0/learners/{learnerLocalId}'].get, operationId: `More${n}`, summary: `More ${n}` }
  renamed.paths[`/v1.0/more-${n}/{id}`] = { get }
}

const ways = { 'through a socket': sendOne, 'without a socket': inject }

await runBench('contract', { requests: 6000 }, async ({ requests }) => {
  const [plain, under] = [await startSandbox({ fixture: 'demo' }), await startSandbox({ fixture: 'demo' })]
  const [first, again] = [await adopt(under), await adopt(under)]
  const tables = []
  for (const [how, send] of Object.entries(ways)) {
    for (const kind of kinds) {
      const measured = []
      for (let n = 0; n < requests; n++) {
        const without = await time(send, plain, '/work-submission-api/v1.0', kind)
        measured.push({ 'under a contract': await time(send, under, '/api/v9/v1.0', kind), without })
      }
      const { medians, ratios } = tableOf('', measured.slice(requests / 10), ['under a contract', 'without'])
      tables.push({ title: `${kind.what}, ${how}`, medians, ratios })
    }
  }
  await Promise.all([plain.close(), under.close()])
  return { tables, lines: [`adopting 60 operations: ${first.toFixed(0)} ms the first time, ${again.toFixed(0)} ms again`] }
})

async function adopt (sandbox) {
  const before = performance.now()
  const { statusCode, payload } = await sandbox.inject({ method: 'PUT', url: '/__admin/contract', payload: renamed })
  if (statusCode !== 200) throw new Error(payload)
  return performance.now() - before
}

async function inject (sandbox, { method, path, headers, body }) {
  const { statusCode, payload } = await sandbox.inject({ method, url: path, headers, payload: body })
  return { status: statusCode, text: payload }
}

async function time (send, sandbox, root, { what, status, ...request }) {
  const before = performance.now()
  const answer = await send(sandbox, { ...request, path: `${root}${request.path}` })
  const wallTime = (performance.now() - before) * 1000
  if (answer.status !== status) throw new Error(`${what} answers ${answer.status}: ${answer.text}`)
  return { wallTime }
}
