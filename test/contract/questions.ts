import t from 'tap'
import { demand, open } from '../harness.ts'
import { anotherContract } from './another-contract.ts'

const asFirst = { authorization: 'Bearer demo-token-9001', eid: '9001' }

const doubtful = anotherContract({
  change ({ paths, components: { schemas: { Visit } } }) {
    const { visitLocalId: { description: _, ...recordKey }, visitDate } = Visit.properties
    const { post } = paths['/v1.0/training-plans/{trainingPlanLocalId}/visits']
    // It is called so nowhere else, and says by nothing but its kind what it may be.
    const schema = { type: 'object', required: ['recordKey', 'visitDate'], properties: { recordKey, visitDate } }
    post.requestBody.content['application/json'].schema = schema
    post.responses[201].content['application/json'].schema = schema
  }
})

const visits = '/api/v1.0/training-plans/DEMO-TP04/visits'

t.test('A required member that may be one of ours is asked about, and nothing is adopted until it is decided', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  const refusals: ReadonlyArray<readonly [overlay: object | undefined, detail: RegExp]> = [
    [undefined, /requires recordKey in RecordVisit \(POST .*\/visits\), .* visitLocalId .*"RecordVisit\.body\.visitLocalId": "recordKey" in "matches"/],
    [{ matches: {}, new: ['RecordVisit.body.other'] }, /or "RecordVisit\.body\.recordKey" in "new"/],
    [{ matches: { 'RecordVisit.body.visitLocalId': 'recordkeys' } }, /requires recordKey/],
    [{ matches: {}, new: 'RecordVisit.body.recordKey' }, /has a "new" that is not a list of names/]
  ]
  for (const [overlay, detail] of refusals) {
    const { status, body } = await admin('PUT', '/contract', { document: doubtful, overlay })
    t.equal(status, 400)
    t.match(body.detail, detail)
    t.notMatch(body.detail, /\n/)
  }
  t.notOk((await admin('GET', '/contract')).body.some((it: any) => it.standing))
  const decided = { matches: { 'RecordVisit.body.visitLocalId': 'recordKey' } }
  t.same(demand(await admin('PUT', '/contract', { document: doubtful, overlay: decided })).body.madeUp, [])
  const ask = (payload: object) => inject({ method: 'POST', url: visits, headers: asFirst, payload })
  t.match(await ask({ visitDate: '2025-12-03' }), { status: 400, body: { errors: { recordKey: [/is required/] } } })
  t.equal((await ask({ recordKey: 'V-1', visitDate: '2025-12-03' })).status, 201)
  t.match(await ask({ recordKey: 'V-1', visitDate: '2025-12-04' }), {
    status: 400, headers: { 'sandbox-rules': 'visit.local-id-unused' }, body: { errors: { recordKey: [/^recordKey "V-1"/] } }
  })
})

t.test('What is decided to be new is demanded, kept and given back, and what is made up for ours is told of', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  const overlays = [
    { matches: {}, new: ['RecordVisit.body.recordKey'] },
    { matches: { 'RecordVisit.body.visitLocalId': null, 'RecordVisit.reply.visitLocalId': null } }
  ]
  for (const [n, overlay] of overlays.entries()) {
    const adopted = demand(await admin('PUT', '/contract', { document: doubtful, overlay })).body
    t.same(adopted.madeUp, ['RecordVisit.body.visitLocalId'])
    const ask = (payload: object) => inject({ method: 'POST', url: visits, headers: asFirst, payload })
    t.match(await ask({ visitDate: `2025-12-0${n + 3}` }), { status: 400, body: { errors: { recordKey: [/is required/] } } })
    const made = await ask({ recordKey: 'V-1', visitDate: `2025-12-0${n + 3}` })
    t.match(made, { status: 201, headers: { 'sandbox-warnings': /new-member:recordKey, filled-in:visitLocalId/ } })
    t.equal(made.body.recordKey, 'V-1')
  }
})

t.test('A required member that nothing of ours can be is plainly new, whatever its place', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo' })
  const document = anotherContract({
    change ({ components: { schemas: { Visit } } }) {
      Visit.properties.meeting = {
        type: 'object', required: ['isOnline'], properties: { isOnline: { type: 'boolean' }, note: { type: 'string' } }
      }
      Visit.required.push('meeting')
    }
  })
  t.same(demand(await admin('PUT', '/contract', document)).body.madeUp, [])
  const ask = (payload: object) => inject({ method: 'POST', url: visits, headers: asFirst, payload })
  const visit = { visitLocalId: 'V-1', visitDate: '2025-12-03' }
  t.match(await ask(visit), { status: 400, body: { errors: { meeting: [/is required/] } } })
  t.match(await ask({ ...visit, meeting: {} }), { status: 400, body: { errors: { 'meeting.isOnline': [/is required/] } } })
  const made = await ask({ ...visit, meeting: { isOnline: true } })
  t.match(made, { status: 201, headers: { 'sandbox-warnings': /new-member:meeting\.isOnline/ } })
  t.same(made.body, { ...visit, meeting: { isOnline: true } })
})
