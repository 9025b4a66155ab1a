import t from 'tap'
import { demand, open } from '../harness.ts'
import { anotherContract } from './another-contract.ts'

const asFirst = { authorization: 'Bearer demo-token-9001', eid: '9001' }

/** Some of what ours has, with a member that is new, and required. */
const document = anotherContract({
  basePath: '/wbl/v2',
  names: { visitDate: 'meetingDate', visitLocalId: 'meetingKey', trainingPlanLocalId: 'planKey' },
  places: { RecordVisit: ['put', '/plans/{trainingPlanLocalId}/meetings'] },
  change (document) {
    const { paths, components: { schemas: { Visit } } } = document
    Visit.properties.venue = { type: 'object', required: ['isOnline'], properties: { isOnline: { type: 'boolean' } } }
    Visit.required.push('venue')
    for (const [path, item] of Object.entries<any>(paths)) {
      if (Object.values<any>(item).some(({ operationId }) => operationId === 'xTransferEnrolment')) delete paths[path]
    }
  }
})

const overlay = { matches: { 'RecordVisit.body.visitDate': 'meetingDate', 'RecordVisit.body.visitLocalId': 'meetingKey' } }

const official = { document, overlay }

const place = '/wbl/v2/plans/{planKey}/meetings'

t.test('Whatever is read of rules, readings and coverage has the names of the contract, and their ids stay', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  const before = (await admin('GET', '/rules')).body
  demand(await admin('PUT', '/contract', official))
  const rules = (await admin('GET', '/rules')).body
  t.same(rules.map((it: any) => it.id), before.map((it: any) => it.id))
  const rule = rules.find((it: any) => it.id === 'visit.date-on-or-after-plan-signed')
  t.match(rule, { statement: /^meetingDate must be/, field: 'meetingDate', operations: ['xRecordVisit'] })
  t.match((await admin('PATCH', `/rules/${rule.id}`, { mode: 'usual' })).body, { field: 'meetingDate', operations: ['xRecordVisit'] })
  t.notMatch(JSON.stringify(rules), /visitDate|visitLocalId/)
  const readings = (await admin('GET', '/readings')).body
  t.match(readings.find((it: any) => it.id === 'unknown-id').bearsOn, ['xGetLearner'])
  const visit = { meetingKey: 'V-1', meetingDate: '2025-11-11', venue: { isOnline: true } }
  const url = '/wbl/v2/plans/DEMO-TP04/meetings'
  const dry = await inject({ method: 'PUT', url, headers: { ...asFirst, 'sandbox-dry-run': '1' }, payload: visit })
  t.match(dry, { status: 400, body: { errors: { meetingDate: [/^meetingDate 2025-11-11/] } }, headers: { 'sandbox-dry-run': '1' } })
  const { operations } = (await admin('GET', '/rules/coverage')).body
  t.match(operations.find((it: any) => it.operation === 'xRecordVisit'), {
    summary: 'Record a Visit against a Training Plan', method: 'PUT', path: place
  })
  t.notOk(operations.some((it: any) => /TransferEnrolment/.test(it.operation)), 'nothing is said of what the contract does not have')
  t.notOk(operations.some((it: any) => it.operation === 'RecordVisit'))
  const html = (await inject({ method: 'GET', url: '/__admin/rules/coverage', headers: { accept: 'text/html' } })).text
  t.match(html, /<b>xRecordVisit<\/b>/)
  const apis = (await admin('GET', '/apis')).body.apis.find((it: any) => it.name === 'tec-work-based')
  t.match(apis, { path: '/wbl/v2', firstCalls: [{}, { request: { method: 'PUT', path: /^\/wbl\/v2\/plans\/.*\/meetings$/ } }] })
  for (const { isRefused, request: { method, path, headers, body } } of apis.firstCalls) {
    const { status } = await inject({ method, url: path, headers, ...body && { payload: body } })
    t.equal(status, isRefused ? 400 : 200, path)
  }
})

t.test('Examples of rules are the requests of the contract, and do what they are to show', async t => {
  const { admin, inject, reset } = await open(t, { fixture: 'demo' })
  demand(await admin('PUT', '/contract', official))
  const shown = ['visit.date-by-today', 'visit.local-id-unused', 'plan.exists', 'learner.local-id-unused']
  for (const id of shown) {
    await reset('data')
    const { given, accepted, broken } = demand(await admin('GET', `/rules/${id}/examples`)).body
    for (const { method, path, headers, body } of [...given, broken]) {
      t.match(path, /^\/wbl\/v2\//)
      const reply = await inject({ method, url: path, headers, ...body && { payload: body } })
      if (broken.path === path && broken.body === body) t.match(reply, { status: 400, headers: { 'sandbox-rules': id } }, id)
      else demand(reply)
    }
    const kept = await inject({ method: accepted.method, url: accepted.path, headers: accepted.headers, payload: accepted.body })
    t.ok(kept.status < 300, `${id}: ${kept.text}`)
  }
  t.match((await admin('GET', '/rules/visit.date-by-today/examples')).body.accepted, {
    method: 'PUT', body: { meetingKey: String, meetingDate: String, venue: { isOnline: false } }
  })
})

t.test('The journal and faults know operations and members by the names of the contract, and by those of the sandbox', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  demand(await admin('PUT', '/contract', official))
  const visit = { meetingKey: 'V-1', meetingDate: '2025-12-03', venue: { isOnline: true } }
  const record = () => inject({ method: 'PUT', url: '/wbl/v2/plans/DEMO-TP04/meetings', headers: asFirst, payload: visit })
  t.equal((await record()).status, 201)
  await inject({ method: 'GET', url: '/wbl/v2/v1.0/learners/DEMO-L01', headers: asFirst })
  for (const operation of ['xRecordVisit', 'RecordVisit']) {
    t.match((await admin('GET', `/requests?operation=${operation}`)).body, { total: 1, requests: [{ operation: 'xRecordVisit' }] })
    t.equal((await admin('POST', '/requests/count', { operation })).body.count, 1)
  }
  for (const member of ['meetingDate', 'visitDate', 'venue.isOnline']) {
    t.equal((await admin('GET', `/requests?member=${member}`)).body.total, 1, member)
  }
  for (const [name, value] of [['visitDate', '2025-12-03'], ['meetingDate', '2025-12-03'], ['/visitLocalId', 'V-1']] as const) {
    t.equal((await admin('POST', '/requests/count', { body: { [name]: value } })).body.count, 1, name)
  }
  t.match(await admin('GET', '/requests?operation=xRecordVisits'), { status: 400, body: { detail: /No operation "xRecordVisits"/ } })
  const matches = [
    { operation: 'xRecordVisit' }, { operation: 'RecordVisit' }, { path: '/wbl/v2/plans/*/meetings', method: 'PUT' },
    { operation: 'xRecordVisit', path: '/wbl/v2/*' },
    { path: '/work-submission-api/v1.0/training-plans/*/visits', method: 'POST' }
  ]
  for (const match of matches) {
    const { faults } = demand(await admin('PUT', '/faults', { faults: [{ match, times: 1, effect: { status: 503 } }] })).body
    if (match.operation) t.equal(faults[0].match.operation, 'xRecordVisit')
    t.equal((await record()).status, 503, JSON.stringify(match))
  }
  t.match(await admin('POST', '/faults', { match: { path: '/wbl/v2/meeting' }, effect: { status: 503 } }), {
    status: 400, body: { detail: /The nearest is "\/wbl\/v2\// }
  })
  demand(await admin('PUT', '/faults', { faults: [{ effect: { body: { rename: { meetingDate: 'when' } } } }] }))
  const plan = await inject({ method: 'GET', url: '/wbl/v2/v1.0/training-plans/DEMO-TP04', headers: asFirst })
  t.match(plan.body.visits[0], { when: String })
  const har = (await admin('GET', '/requests/export')).body
  t.match(har.log.entries[0].comment, /xRecordVisit/)
})

t.test('The document that is shown and tried is the official one, with what is known besides', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  demand(await admin('PUT', '/contract', official))
  const { body: shown } = await inject({ method: 'GET', url: '/openapi/tec-work-based.json', headers: { host: 'localhost:4010' } })
  t.same(Object.keys(shown.paths).sort(), Object.keys(document.paths).sort())
  t.match(shown, { info: document.info, servers: [{ url: 'http://localhost:4010/wbl/v2' }] })
  const { put } = shown.paths['/plans/{planKey}/meetings']
  t.match(put, {
    operationId: 'xRecordVisit',
    description: /meetingDate must be on or after/,
    'x-basis': { documented: /SHA-256/ },
    'x-sandbox-operation': 'RecordVisit'
  })
  t.match(put['x-rules'].find((it: any) => it.id === 'visit.date-by-today'), { field: 'meetingDate' })
  const { value: payload } = put.requestBody.content['application/json'].examples.demo
  const { example } = put.parameters.find((it: any) => it.name === 'planKey')
  t.match(payload, { meetingKey: String, meetingDate: String, venue: { isOnline: false } })
  t.match(put.responses[201].content['application/json'].examples.demo.value, { meetingDate: payload.meetingDate })
  t.equal((await inject({ method: 'PUT', url: `/wbl/v2/plans/${example}/meetings`, headers: asFirst, payload })).status, 201)
})
