import t from 'tap'
import { demand, frozen, listen, open } from '../harness.ts'
import { anotherContract } from './another-contract.ts'
import './by-hand.ts'
import './fragments.ts'
import './module-help.ts'
import './names.ts'
import './questions.ts'
import './recordings.ts'
import './walks-in-disguise.ts'
import './xml.ts'

const asFirst = { authorization: 'Bearer demo-token-9001', eid: '9001' }

const other = anotherContract({
  basePath: '/api/v3',
  names: {
    learnerLocalId: 'apprenticeKey',
    dateOfBirth: 'birthDate',
    visitDate: 'visitedOn',
    visitLocalId: 'visitKey',
    trainingPlanLocalId: 'planKey',
    nationalStudentNumber: 'nsn'
  },
  places: {
    CreateLearner: ['post', '/apprentices'],
    GetLearner: ['get', '/apprentices/{learnerLocalId}'],
    UpdateLearner: ['patch', '/apprentices/{learnerLocalId}'],
    RecordVisit: ['put', '/plans/{trainingPlanLocalId}/visits']
  }
})

/** What nothing but a person can tell. */
const overlay = {
  matches: {
    'CreateLearner.body.identity.nationalStudentNumber': 'identity.nsn',
    'RecordVisit.body.visitDate': 'visitedOn',
    'RecordVisit.body.visitLocalId': 'visitKey'
  }
}

const learner = {
  apprenticeKey: 'L-77',
  identity: { nsn: 130001777, birthDate: '2004-07-19', nameIdCode: 'TUHOM' },
  demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
  educationHistory: {}
}

t.test('Requests are served at the places of a contract, with its names, both ways', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  const adopted = demand(await admin('PUT', '/contract', { document: other, overlay })).body
  t.match(adopted, { service: 'tec-work-based', matched: 31, doubtful: [], fromDocument: [], notInContract: [] })
  const call = (method: any, url: string, payload?: object) => inject({ method, url, headers: asFirst, ...payload && { payload } })
  const made = await call('POST', '/api/v3/apprentices', learner)
  t.equal(made.status, 201, made.text)
  t.same(made.body, learner)
  const got = await call('GET', '/api/v3/apprentices/L-77')
  t.same(got.body, learner)
  const again = await call('POST', '/api/v3/apprentices', learner)
  t.match(again, { status: 400, body: { instance: '/api/v3/apprentices', errors: { apprenticeKey: [/^apprenticeKey "L-77"/] } } })
  const visit = await call('PUT', '/api/v3/plans/DEMO-TP04/visits', { visitKey: 'V-1', visitedOn: '2025-11-11' })
  t.match(visit, {
    status: 400,
    headers: { 'sandbox-rules': 'visit.date-on-or-after-plan-signed' },
    body: { errors: { visitedOn: [/^visitedOn 2025-11-11 is before/] } }
  })
  t.match(await call('POST', '/work-submission-api/v1.0/learners', learner), {
    status: 404, body: { detail: /Create a Learner is POST \/api\/v3\/apprentices there/ }
  })
  t.match(await call('PUT', '/api/v3/apprentices/L-77', {}), { status: 405, headers: { allow: 'GET, HEAD, PATCH' } })
  for (const [path, detail] of [
    ['/api/v3/nothing', /^GET \S+ is not in the contract in force \(.*\)\. It has no operation at a path like it\.$/],
    ['/api/v3/aprentices/L-77', /^GET \S+ is not in the contract in force \(.*\)\. The nearest are GET \/api\/v3\/apprentices\/\{apprenticeKey\} /],
    ['/api/v3/api/v3/apprentices/L-77', /^The path has \/api\/v3 twice; the sandbox has this at \/api\/v3\/apprentices\/L-77\. GET /],
    ['/api/v3//apprentices/L-77', /^The path .* has two slashes in a row; .* without it the path is \/api\/v3\/apprentices\/L-77\. GET /],
    ['/api/v3/plans//visits', /^The path that came to the sandbox has nothing where \{\w+\} belongs\. GET /],
    ['/api/v3/apprentices%2FL-77', /^The path .* has %2F, .* must be \/, as in \/api\/v3\/apprentices\/L-77\. GET .* The nearest are/]
  ] as const) {
    t.match(await call('GET', path), { status: 404, body: { detail } }, path)
  }
  t.match(await call('POST', '/api/v3/apprentices', { ...learner, identity: { nsn: 1 } }), {
    status: 400, body: { errors: { 'identity.birthDate': ['identity.birthDate is required.'] } }
  })
  for (const [method, path, body, said] of [
    ['POST', '/apprentices', { ...learner, identity: { nsn: 1, birthDat: '2004-07-19' } },
      'identity.birthDate is required. The sandbox got "identity.birthDat"; did you mean identity.birthDate?'],
    ['PUT', '/plans/DEMO-TP04/visits', { visitKey: 'V-1', visitedOm: '2025-11-11' },
      'visitedOn is required. The sandbox got "visitedOm"; did you mean visitedOn?']
  ] as const) {
    const { body: { detail, errors } } = await call(method, `/api/v3${path}`, body)
    t.match([detail, Object.values(errors).flat()], [said, [said]], path)
  }
  const { body: why } = await admin('GET', '/requests/r-4/explain')
  t.match(why, {
    operation: { operationId: 'xRecordVisit', basis: { documented: /SHA-256 [0-9a-f]{64}$/ } },
    members: { visitedOn: 'visitDate', visitKey: 'visitLocalId' },
    refusedBy: [{ rule: 'visit.date-on-or-after-plan-signed', field: 'visitedOn', compared: { visitedOn: '2025-11-11' } }]
  })
})

t.test('A contract is of one sandbox, stays through a reset, and can be left', async t => {
  const { admin, inject, reset } = await open(t, { fixture: 'demo' })
  const made = demand(await admin('POST', '/sandboxes', { id: 'new', fixture: 'demo' })).body
  demand(await inject({ method: 'PUT', url: '/sandboxes/new/__admin/contract', payload: { document: other, overlay } }))
  const own = '/work-submission-api/v1.0/training-plans/DEMO-TP04'
  const theirs = '/api/v3/v1.0/training-plans/DEMO-TP04'
  const { value } = made.credentials.find((it: any) => /9001/.test(it.whose) && it.kind === 'bearer token')
  const ask = async (url: string, headers: object) => (await inject({ method: 'GET', url, headers: { ...asFirst, ...headers } })).status
  t.equal(await ask(own, {}), 200)
  t.equal(await ask(theirs, {}), 404)
  const ways = [['/sandboxes/new', {}], ['', { 'sandbox-id': 'new' }], ['', { authorization: `Bearer ${value}` }]] as const
  for (const [prefix, headers] of ways) {
    t.equal(await ask(prefix + theirs, headers), 200)
    t.equal(await ask(prefix + own, headers), 404)
  }
  demand(await inject({ method: 'POST', url: '/sandboxes/new/__admin/reset' }))
  t.equal(await ask(`/sandboxes/new${theirs}`, {}), 200)
  const { body: contract } = await inject({ method: 'GET', url: '/sandboxes/new/__admin/contract' })
  t.match(contract.find((it: any) => it.ours === 'CreateLearner'), { path: '/api/v3/apprentices', standing: 'matched' })
  t.same(demand(await inject({ method: 'DELETE', url: '/sandboxes/new/__admin/contract' })).body, { left: ['tec-work-based'] })
  t.equal(await ask(`/sandboxes/new${own}`, {}), 200)
  await reset()
})

t.test('What cannot be adopted changes nothing, and is told of in a line', async t => {
  const { admin } = await open(t)
  for (const given of [{}, { openapi: '3.0.3' }, { document: 'no: document' }, { modules: {} }]) {
    const { status, body } = await admin('PUT', '/contract', given)
    t.equal(status, 400)
    t.notMatch(body.detail, /\n/)
  }
  const none = 'is not an OpenAPI document of version 3.0 or 3.1.'
  t.equal((await admin('PUT', '/contract', {})).body.detail, `The document that was sent ${none}`)
  t.equal((await admin('PUT', '/contract', { document: {}, overlay: {} })).body.detail, `The document that was sent ${none}`)
  t.notOk((await admin('GET', '/contract')).body.some((it: any) => it.standing))
})

t.test('Members that only a contract knows are kept and given back; its own operations store what they are sent', async t => {
  const more = anotherContract({
    change ({ paths, components: { schemas } }) {
      schemas.Learner.properties.favouriteTool = { type: 'string' }
      const schema = { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] }
      const content = { 'application/json': { schema } }
      const parameters = ['learnerLocalId', 'noteId'].map(name => ({ name, in: 'path', required: true, schema: { type: 'string' } }))
      const responses = { 200: { description: 'Done', content } }
      paths['/v1.0/learners/{learnerLocalId}/notes/{noteId}'] = {
        get: { operationId: 'GetNote', parameters, responses },
        put: { operationId: 'PutNote', parameters, requestBody: { required: true, content }, responses },
        delete: { operationId: 'DeleteNote', parameters, responses: { 204: { description: 'Done' } } }
      }
      paths['/v1.0/weather'] = { get: { operationId: 'GetWeather', responses } }
    }
  })
  const { admin, inject } = await open(t, { fixture: 'demo' })
  demand(await admin('PUT', '/contract', more))
  const call = (method: any, path: string, payload?: object) =>
    inject({ method, url: `/api/v1.0${path}`, headers: asFirst, ...payload && { payload } })
  const one = {
    learnerLocalId: 'L-78',
    identity: { nationalStudentNumber: 130001778, dateOfBirth: '2004-07-19', nameIdCode: 'TUHOM' },
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
    educationHistory: {},
    favouriteTool: 'a chisel'
  }
  const made = await call('POST', '/learners', one)
  t.match(made, { status: 201, body: one, headers: { 'sandbox-warnings': /new-member:favouriteTool/ } })
  t.same((await call('GET', '/learners/L-78')).body, one)
  t.equal((await call('GET', '/learners/L-78/notes/1')).status, 400)
  t.match(await call('PUT', '/learners/L-78/notes/1', { text: 'Reliable' }), { status: 200, headers: { 'sandbox-warnings': /from-document/ } })
  t.same((await call('GET', '/learners/L-78/notes/1')).body, { text: 'Reliable' })
  t.match(await call('PUT', '/learners/L-78/notes/1', {}), { status: 400, body: { errors: { text: ['text is required.'] } } })
  t.equal((await call('DELETE', '/learners/L-78/notes/1')).status, 204)
  t.equal((await call('GET', '/learners/L-78/notes/1')).status, 400)
  t.match(await call('GET', '/weather'), { status: 200, body: { text: 'example' }, headers: { 'sandbox-warnings': /from-document/ } })
})

t.test('A start goes by the files that it names and by those beside its data, and goes on by what a sandbox adopted', async t => {
  const [document, decided] = [JSON.stringify(other), JSON.stringify(overlay)]
  const beside = { 'tec.json': document, 'tec.overlay.json': decided }
  const folder = t.testdir({ contracts: beside, data: {}, 'named.json': document, 'named.overlay.json': decided, 'bare.json': document })
  const flags = { fixture: 'demo', clock: frozen }
  const status = async (url: string) =>
    (await fetch(`${url}/api/v3/v1.0/training-plans/DEMO-TP04`, { headers: asFirst })).status
  const named = await listen(t, { ...flags, contract: `${folder}/named.json` })
  t.equal(await status(named.url), 200)
  await named.stop()
  const found = await listen(t, { ...flags, data: `${folder}/data` })
  t.equal(await status(found.url), 200)
  t.equal((await fetch(`${found.url}/__admin/contract`, { method: 'DELETE' })).status, 200)
  t.equal(await status(found.url), 404)
  await found.stop()
  const elsewhere = t.testdirName + '/data'
  const plain = await listen(t, { ...flags, data: `${elsewhere}/kept/data` })
  t.equal((await fetch(`${plain.url}/__admin/contract`, {
    method: 'PUT', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ document: other, overlay })
  })).status, 200)
  await plain.stop()
  const again = await listen(t, { ...flags, data: `${elsewhere}/kept/data` })
  t.equal(await status(again.url), 200)
  await t.rejects(listen(t, { contract: `${folder}/bare.json` }), /bare\.json" requires identity\.nsn in CreateLearner/)
  await t.rejects(listen(t, { contract: `${folder}/nothing.json` }), /nothing\.json" cannot be read/)
})
