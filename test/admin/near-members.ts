import type { TSchema } from '@sinclair/typebox'
import t from 'tap'
import { meantBy } from '../../src/core/meant.ts'
import { services } from '../../src/services.ts'
import { open } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'

t.test('A name that was passed over is told with what it probably stands for', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { call, sdr, v1, v2, admin } = client
  for (const [send, member, nearest] of [
    [() => v1('PUT', 'users/2004', { Surname: 'Ruru', Forenames: 'Ana', Email: 'ana@example.nz' }), 'Email', 'EmailAddress'],
    [() => v2('PUT', 'User/2004', { FirstName: 'Ana' }), 'FirstName', 'Forenames'],
    [() => v2('PUT', 'User/2004', { Surnmae: 'Ruru' }), 'Surnmae', 'Surname'],
    [() => v2('GET', 'CourseDate?$select=ID,StartDte'), 'StartDte', 'StartDate'],
    [() => v2('GET', "CourseDate?$filter=Startdat eq '2026-03-02'"), 'Startdat', 'StartDate'],
    [() => v2('GET', 'CourseDate?$fliter=x'), '$fliter', '$filter'],
    [() => v1('GET', 'coursedates?$orderby=StartDat'), 'StartDat', 'StartDate'],
    [() => call('POST', '/learners', { ...valid.learner('L-9'), ird_number: '012345678' }), 'ird_number', 'irdNumber'],
    [() => call('POST', '/learners', { ...valid.learner('L-9'), gender: 'F' }), 'gender', 'demographics.gender'],
    [() => call('POST', '/training-plans', { ...valid.plan('P', 'A'), planSignedDate: '' }), 'planSignedDate', 'trainingPlanSignedDate'],
    [() => sdr('PUT', '/learners', { submissionToken: 'x', contents: [] }), 'contents', 'content']
  ] as const) {
    const { headers } = await send()
    const { ignoredMembers, nearestMembers = [] } = (await admin('GET', '/requests/last/explain')).body
    const near = nearestMembers.find((it: { member: string }) => it.member === member)
    t.match(near, { member, message: /^\S+ is not an? (?:member|option) of \w+; .+ is$/ }, `${member}, of ${JSON.stringify(ignoredMembers)}`)
    t.equal(near?.nearest[0], nearest, member)
    const warnings = decodeURI(String(headers['sandbox-warnings'] ?? '')).split(', ')
    t.notOk(warnings.includes(`ignored-member:${nearest}`), 'the header says only what was ignored')
  }
  await v2('PUT', 'User/2004', { Zzzzzz: 1 })
  t.equal((await admin('GET', '/requests/last/explain')).body.nearestMembers, undefined, 'nothing is near')
  await v2('PUT', 'User/2004', Object.fromEntries(Array.from({ length: 15_000 }, (_, n) => [`Surnam${n}`, 1])))
  t.equal((await admin('GET', '/requests/last/explain')).body.nearestMembers.length, 20, 'of thousands the first are looked at')
})

t.test('Where a member is missing, the name that was sent for it stands beside the refusal', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { call, sdr, v1, v2, admin } = client
  const { identity: { dateOfBirth, ...identity }, ...learner } = valid.learner('L-9')
  const flat = { learnerLocalId: 'L-9', ...valid.learner('L-9').identity, countryOfCitizenship: 'NZL', educationHistory: {} }
  for (const [send, said] of [
    [() => call('POST', '/training-plans/DEMO-TP04/visits', { visitLocalld: 'V-1', visitDate: '2026-03-02' }),
      'visitLocalId is required. The sandbox got visitLocalld; did you mean visitLocalId?'],
    [() => call('POST', '/learners', { ...learner, identity: { ...identity, dateOfBrith: dateOfBirth } }),
      'identity.dateOfBirth is required. The sandbox got identity.dateOfBrith; did you mean identity.dateOfBirth?'],
    [() => sdr('PUT', '/learners', { submissionToken: 'x', contents: [] }),
      'content is required. The sandbox got contents; did you mean content?'],
    [() => sdr('PUT', '/learners', { submissionToken: 'x', learners: [{ localId: 'L-1' }] }),
      'content is required. The sandbox got learners; did you mean content?'],
    [() => sdr('DELETE', '/learners', { submissionToken: 'x', Learner: [{ localId: 'L-1' }] }),
      'content is required. The sandbox got Learner; did you mean content?'],
    [() => v1('POST', '/companies', { Nam: 'Weka', AccountGroupIDs: ['10'] }),
      'Name is required. The sandbox got Nam; did you mean Name?'],
    [() => v2('POST', 'User', { Surnmae: 'Ruru', Forenames: 'Ana' }),
      'Surname is required. The sandbox got Surnmae; did you mean Surname?'],
    [() => call('POST', '/training-plans/DEMO-TP04/visits', { visitId: 'V-1', visitDate: '2026-03-02' }),
      'visitLocalId is required. The sandbox got visitId; did you mean visitLocalId?'],
    [() => call('POST', '/training-plans/DEMO-TP04/visits', { visit: { visitLocalId: 'V-1', visitDate: '2026-03-02' } }),
      'visitLocalId is required. The sandbox got visit, which holds visitLocalId and visitDate: they belong at the top of the body. ' +
        'visitDate is required.'],
    [() => call('POST', '/training-plans/DEMO-TP04/visits', { visits: [{ visitLocalId: 'V-1', visitDate: '2026-03-02' }] }),
      'visitLocalId is required. The sandbox got the list visits, each item of which holds visitLocalId and visitDate: send one item a ' +
        'request, as the body itself. visitDate is required.'],
    [() => call('POST', '/training-plans/DEMO-TP04/visits?visitLocalId=V-1&visitDate=2026-03-02', {}),
      'visitLocalId is required. The sandbox got visitLocalId and visitDate in the query, and looks for that in the body. '],
    [() => call('POST', '/training-plans/DEMO-TP04/visits?visitLocalId=V-1&visitDate=2026-03-02'),
      'Send application/json with visitLocalId and visitDate. The sandbox got visitLocalId and visitDate in the query, and looks for that'],
    [() => call('POST', '/learners', flat),
      'identity is required. The sandbox got nationalStudentNumber, dateOfBirth and nameIdCode at the top of the body: they belong in ' +
        'identity. demographics is required. The sandbox got countryOfCitizenship at the top of the body: it belongs in demographics.'],
    [() => call('POST', '/learners', { ...learner, identity, dateofbirth: dateOfBirth }),
      'identity.dateOfBirth is required. The sandbox got dateofbirth at the top of the body: it belongs in identity.'],
    [() => call('POST', '/learners', { ...valid.learner('L-9'), learnerLocalId: undefined, demographics: { learnerLocalId: 'L-9' } }),
      'learnerLocalId is required. The sandbox got learnerLocalId in demographics: it belongs at the top of the body.'],
    [() => call('POST', '/training-agreements', { employerName: 'Kererū Homes', trainingAgreementSignedDate: '2026-01-01' }),
      'learnerLocalId is required. trainingAgreementLocalId is required. The sandbox got employerName and trainingAgreementSignedDate ' +
        'at the top of the body: they belong in trainingAgreement.'],
    [() => call('POST', '/training-plans/DEMO-TP04/visits', { visitLocalId: 'V-1', visitDate: [2026, 2, 24] }),
      'visitDate must be a string (expected YYYY-MM-DD), but is the array [2026,2,24]'],
    [() => call('POST', '/training-plans/DEMO-TP04/visits', { visitLocalId: 'V-1', visitDate: 20260224 }),
      'visitDate must be a string (expected YYYY-MM-DD), but is the number 20260224']
  ] as const) {
    const { status, text } = await send()
    t.equal(status, 400, said)
    t.ok(text.includes(said), `${said}: ${text}`)
    const { reason } = (await admin('GET', '/requests/last/explain')).body
    t.ok(reason.detail.includes(said), reason.detail)
  }
  const { text } = await call('POST', '/training-plans/DEMO-TP04/visits', { colour: 'red', visitDate: '2026-03-02' })
  t.match(text, /"visitLocalId is required\."/, 'nothing is near')
  for (const [sent, said] of [
    [{ colour: 'red', visitDate: '2026-03-02' },
      'visitLocalId is required. The sandbox got colour, which is not a member of this operation.'],
    [{ visitLocalId: 'V-1', dayOfIt: '2026-03-02' },
      'visitDate is required. The sandbox got dayOfIt, which is not a member of this operation.'],
    [{ nr: 'V-1', day: '2026-03-02' },
      'visitLocalId is required. visitDate is required. The sandbox got nr and day, which are not members of this operation.']
  ] as const) t.equal((await call('POST', '/training-plans/DEMO-TP04/visits', sent)).body.detail, said)
  const exact = await open(t, { fixture: 'demo', 'wire-exact': 'yes' })
  const { body } = await exact.call('POST', '/training-plans/DEMO-TP04/visits', { visitLocalld: 'V-1', visitDate: '2026-03-02' })
  t.equal(body.detail, 'visitLocalId is required.', 'the real API would not say it')
  t.match((await exact.admin('GET', '/requests/last/explain')).body.reason.detail, /The sandbox got visitLocalld/)
})

t.test('A flat body is told where its members belong, by every operation that has them in an object or in a list', async t => {
  const client = await open(t, { fixture: 'demo' })
  const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }
  const told: string[] = []
  for (const { mount, operations } of services.filter(({ name }) => /^tec-/.test(name))) {
    // What a single change leaves out is not missed.
    for (const { operationId, method, path, wire } of operations.filter(({ method }) => method !== 'PATCH')) {
      const { flat, holders } = flattened(wire.body)
      for (const { holder, isList } of holders) {
        const { text } = await client.inject({ method, url: mount + path.replace(/:\w+/g, 'X'), payload: flat, headers })
        told.push(`${operationId} ${holder}`)
        t.match(text, new RegExp(`The sandbox got .* belongs? in ${isList ? 'each item of ' : ''}${holder}\\.`), told.at(-1)!)
      }
    }
  }
  t.ok(told.includes('CreateTrainingAgreement trainingAgreement') && told.includes('UploadLearners content'), told.join(', '))
})

/** A body with all members at its top, and what should hold some of them; but for what all have the names of members beside it. */
function flattened (body: unknown) {
  const held = ({ anyOf, items, properties }: TSchema): object | undefined => properties ?? items?.properties ?? anyOf?.[0]?.properties
  const top = Object.entries<TSchema>((body as TSchema | undefined)?.properties ?? {})
  const beside = top.filter(([, { type }]) => type === 'string').map(([name]) => name)
  const nested = top.filter(([, it]) => held(it))
    .map(([holder, it]) => ({ holder, isList: it.type === 'array', members: Object.keys(held(it)!) }))
  const others = (holder: string) => [...beside, ...nested.filter(it => it.holder !== holder).flatMap(({ members }) => members)]
  return {
    flat: Object.fromEntries([...beside, ...nested.flatMap(({ members }) => members)].map(name => [name, 'X'])),
    holders: nested.filter(({ holder, members }) => !members.every(name => others(holder).includes(name)))
  }
}

t.test('What a name stands for is near by its letters, its words or its meaning', async t => {
  const names = ['EmailAddress', 'Forenames', 'Surname', 'StartDate', 'EndDate', 'Postcode', 'ID']
  for (const [written, meant] of [
    ['Email', 'EmailAddress'], ['email_address', 'EmailAddress'], ['GivenName', 'Forenames'], ['zip', 'Postcode'], ['Surnam', 'Surname'],
    ['endDate ', 'EndDate'], ['x', undefined], ['', undefined], ['Colour', undefined], ['x'.repeat(20_000), undefined]
  ] as const) t.equal(meantBy(names, written)[0], meant, written.slice(0, 30))
})
