import t from 'tap'
import { demand, open } from '../harness.ts'
import { anotherContract } from './another-contract.ts'

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

const learner = {
  apprenticeKey: 'L-77',
  identity: { nsn: 130001777, birthDate: '2004-07-19', nameIdCode: 'TUHOM' },
  demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
  educationHistory: {}
}

t.test('Requests are served at the places of a contract, with its names, both ways', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  const overlay = { matches: { 'RecordVisit.body.visitDate': 'visitedOn', 'RecordVisit.body.visitLocalId': 'visitKey' } }
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
  t.match(await call('GET', '/api/v3/nothing'), { status: 404, body: { detail: /The nearest are/ } })
  t.match(await call('POST', '/api/v3/apprentices', { ...learner, identity: { nsn: 1 } }), {
    status: 400, body: { errors: { 'identity.birthDate': ['identity.birthDate is required.'] } }
  })
})
