import t from 'tap'
import { contentsOf } from '../../data.ts'
import { asSecondTeo, open } from '../../harness.ts'
import { valid } from './bodies.ts'
import { accepted, all, changed, isTriedAndMade, judge, keepsToItsTeo, refusedBy, takesShape, warnedBy, type Request } from './verdicts.ts'

const whole = {
  learnerLocalId: 'L1',
  identity: { nationalStudentNumber: 130001001, dateOfBirth: '2004-07-19', nameIdCode: 'TUHOM' },
  irdNumber: '012-345-678',
  demographics: {
    countryOfCitizenship: 'NZL',
    disabilityStatus: 1,
    disabilitySupportNeeds: [1, 2, 3, 4, 5, 6, 7],
    ethnicity: ['111', '211', '311', '321', '331', '341'],
    gender: 'F',
    iwiAffiliation: ['0101', '0102', '0103', '0104', '0105', '0106'],
    residentialStatus: 'N'
  },
  educationHistory: {
    firstYearOfTertiaryEducation: 2024,
    highestSecondarySchoolQualification: '14',
    highestPostSchoolQualification: '05',
    lastSecondarySchoolAttended: '0123',
    lastYearAtSecondarySchool: 2021,
    countryOfOverseasSchool: 'AUS',
    priorActivity: '1'
  }
}
const { learnerLocalId, identity, ...details } = whole

const create = (body: unknown): Request => ['POST', '/learners', body]
const update = (body: unknown): Request => ['PUT', '/learners/L1', body]

const localIdUnused = refusedBy('learner.local-id-unused', 'learnerLocalId')
const upperCase = refusedBy('learner.name-id-code-upper-case', 'identity.nameIdCode')
const irdForm = refusedBy('learner.ird-number-form', 'irdNumber')
const disabilityCode = refusedBy('learner.disability-status-code', 'demographics.disabilityStatus')
const exists = refusedBy('learner.exists', 'learnerLocalId')

t.test('A learner is created, answered whole and read back whole', async t => {
  const client = await open(t)
  const created = await client.post('/learners', whole)
  t.equal(created.status, 201)
  t.strictSame(created.body, whole)
  const read = await client.get('/learners/L1')
  t.equal(read.status, 200)
  t.strictSame(read.body, whole)
})

t.test('An update replaces demographics and education history, and answers them alone; an IRD number that it leaves out stays', async t => {
  const client = await open(t)
  await client.post('/learners', whole)
  const less = { demographics: { countryOfCitizenship: 'AUS', disabilityStatus: 3 }, educationHistory: {} }
  const updated = await client.put('/learners/L1', less)
  t.equal(updated.status, 200)
  t.strictSame(updated.body, less)
  t.strictSame((await client.get('/learners/L1')).body, { learnerLocalId, identity, irdNumber: whole.irdNumber, ...less })

  const again = await client.put('/learners/L1', { ...details, learnerLocalId: 'L2', identity: { ...identity, nameIdCode: 'OTHER' } })
  t.equal(again.status, 200)
  t.equal(again.headers['sandbox-warnings'], 'ignored-member:learnerLocalId, ignored-member:identity')
  t.strictSame((await client.get('/learners/L1')).body, whole, 'the identity is not part of an update')
  t.equal((await client.get('/learners/L2')).status, 400)
})

t.test('A learner local id is unique within the TEO, and never changes for a learner', async t => {
  const client = await open(t)
  await client.post('/learners', whole)
  const keepsLocalId = refusedBy('learner.local-id-constant', 'learnerLocalId')
  await judge(t, client, ({ id, nationalStudentNumber }) =>
    create(changed({ ...whole, learnerLocalId: id }, 'identity.nationalStudentNumber', nationalStudentNumber)), [
    [{ id: 'L1', nationalStudentNumber: 130001001 }, localIdUnused, 'the same learner again'],
    [{ id: 'L1', nationalStudentNumber: 130001002 }, localIdUnused, 'another learner'],
    [{ id: 'L2', nationalStudentNumber: 130001002 }, accepted, 'another learner under another id'],
    [{ id: 'L2', nationalStudentNumber: 130001001 }, keepsLocalId, 'the same National Student Number under another id'],
    [{ id: 'l1', nationalStudentNumber: 130001002 }, warnedBy('learner.local-id-unlike-others'), 'the id in another case']
  ])
  const elsewhere = await client.call('POST', '/learners', whole, asSecondTeo)
  t.equal(elsewhere.status, 201, 'another TEO may use the id')
  t.equal(elsewhere.headers['sandbox-warnings'], undefined, 'and knows the learner by whatever id it likes')
})

t.test('A name id code is in upper case', async t => {
  const client = await open(t)
  await judge(t, client, nameIdCode => create(changed(whole, 'identity.nameIdCode', nameIdCode)), [
    ['TUHOM', accepted], ['tuhom', upperCase], ['TUHOm', upperCase], ['LI  W', accepted, 'a short surname is padded'], ['O\'COG', accepted],
    ['MĀHUT', accepted], ['MāHUT', upperCase], ['X', warnedBy('learner.name-id-code-form'), 'too short for a name']
  ])
})

t.test('A name id code is proposed in upper case, where it is then no longer than it was', async t => {
  const client = await open(t)
  for (const [nameIdCode, proposed] of [
    ['tuhom', 'Use "TUHOM".'], ['māhut', 'Use "MĀHUT".'], ['weißj', 'Write it in upper case, in at most five characters.']
  ] as const) t.match((await client.post('/learners', changed(whole, 'identity.nameIdCode', nameIdCode))).body.detail, proposed, nameIdCode)
})

t.test('An IRD number is nine digits with dashes, with a leading zero before an eight-digit one', async t => {
  const client = await open(t)
  await client.post('/learners', whole)
  const numbers = [
    ['123-456-789', accepted], ['012-345-678', accepted], [undefined, accepted, 'not given'], [null, accepted],
    ['12-345-678', irdForm, 'eight digits'], ['123456789', irdForm, 'no dashes'], ['123-456-78a', irdForm], ['123 456 789', irdForm],
    ['', all(irdForm, warnedBy('value.means-something'))],
    ['123-456-78', irdForm], ['1234-56-789', irdForm]
  ] as const
  await judge(t, client, irdNumber => create({ ...valid.learner('L2'), irdNumber }), numbers)
  await judge(t, client, irdNumber => update({ ...details, irdNumber }), numbers)
})

t.test('Disability status is a code of its table; an unknown gender only warns', async t => {
  const client = await open(t)
  await client.post('/learners', whole)
  const statuses = [[0, disabilityCode], [1, accepted], [2, accepted], [3, accepted], [4, disabilityCode], [-1, disabilityCode]] as const
  const genderCode = warnedBy('learner.gender-code')
  const withoutNeeds = changed(details, 'demographics.disabilitySupportNeeds', undefined)
  const genders = [
    ['M', accepted], ['F', accepted], ['D', accepted], ['X', genderCode], ['f', genderCode], [undefined, accepted, 'not given']
  ] as const
  for (const request of [(body: object) => create({ ...valid.learner('L2'), ...body }), update]) {
    await judge(t, client, disabilityStatus => request(changed(withoutNeeds, 'demographics.disabilityStatus', disabilityStatus)), statuses)
    await judge(t, client, gender => request(changed(details, 'demographics.gender', gender)), genders)
  }
})

t.test('A date of birth after today only warns', async t => {
  const client = await open(t)
  const withoutYears = { ...whole, educationHistory: {} }
  await judge(t, client, dateOfBirth => create(changed(withoutYears, 'identity.dateOfBirth', dateOfBirth)), [
    ['2026-03-01', accepted, 'yesterday'], ['2026-03-02', accepted, 'today'], ['2026-03-03', warnedBy('learner.born-by-today'), 'tomorrow']
  ])
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await client.post('/learners', whole)
  const slips = {
    identity: { ...identity, nameIdCode: 'tuhom', dateOfBirth: '2026-03-03' },
    irdNumber: '123456789',
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 9, gender: '?' }
  }
  await judge(t, client, create, [
    [{ ...whole, ...slips },
      all(localIdUnused, upperCase, irdForm, disabilityCode, warnedBy(
        'learner.born-by-today', 'learner.gender-code', 'learner.first-tertiary-year-in-life', 'learner.last-school-year-in-life'
      ))]
  ])
  await judge(t, client, body => ['PUT', '/learners/L9', body], [
    [{ ...details, ...slips, identity: undefined }, all(exists, irdForm, disabilityCode, warnedBy('learner.gender-code'))]
  ])
})

t.test('What is broken is said in the rule\'s words, with the values compared', async t => {
  const client = await open(t)
  await client.post('/learners', whole)
  const { status, headers, body } = await client.put('/learners/L1', {
    ...details, irdNumber: '123456789', demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 4 }
  })
  const irdNumber = 'irdNumber "123456789" is not nine digits as 123-456-789. ' +
    'Write nine digits with dashes, and an eight-digit number with a leading zero, as 012-345-678.'
  const disabilityStatus = 'demographics.disabilityStatus 4 is not a known code. Use 1 (Yes), 2 (No) or 3 (Prefer not to say).'
  t.equal(status, 400)
  t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  t.strictSame(body, {
    type: 'https://tools.ietf.org/html/rfc9110#section-15.5.1',
    title: 'A business rule refuses the request',
    status: 400,
    detail: `${irdNumber} ${disabilityStatus}`,
    instance: '/work-submission-api/v1.0/learners/L1',
    errors: { irdNumber: [irdNumber], 'demographics.disabilityStatus': [disabilityStatus] }
  })
})

t.test('A learner that the TEO has not created can be neither read nor updated', async t => {
  const client = await open(t)
  const message = 'No learner "L9" exists for EID 9001. Create it first, or check learnerLocalId.'
  const read = await client.get('/learners/L9')
  t.strictSame([read.status, read.body.title, read.body.errors], [400, 'There is no such record', { learnerLocalId: [message] }])
  await judge(t, client, path => ['GET', path], [['/learners/L9', exists]])
  await judge(t, client, path => ['PUT', path, details], [['/learners/L9', exists]])

  const other = await open(t, { reading: 'unknown-id=404' })
  t.equal((await other.get('/learners/L9')).status, 404, 'a read answers 404 where the sandbox is told so')
  t.equal((await other.put('/learners/L9', details)).status, 400, 'a write does not')
})

t.test('A learner has the documented shape', async t => {
  const client = await open(t)
  const replaceable = {
    irdNumber: { text: [0, 11], optional: true },
    demographics: { object: true },
    'demographics.countryOfCitizenship': { text: [1, 4] },
    'demographics.disabilityStatus': { int32: true },
    'demographics.disabilitySupportNeeds': { list: [7, 1], optional: true },
    educationHistory: { object: true }
  } as const
  await takesShape(t, client, create, whole, {
    learnerLocalId: { text: [1, 20] },
    identity: { object: true },
    'identity.nationalStudentNumber': { int32: true },
    'identity.dateOfBirth': { date: true },
    'identity.nameIdCode': { text: [1, 5] },
    ...replaceable
  })
  await takesShape(t, client, update, details, replaceable)
})

t.test('Every member that is out of shape is reported at once, and no rule is reached', async t => {
  const client = await open(t)
  const { status, headers, body } = await client.post('/learners', {
    learnerLocalId: '', identity: { nationalStudentNumber: '130001001x' }, demographics: { disabilitySupportNeeds: [1, 'x'] }
  })
  t.equal(status, 400)
  t.equal(headers['sandbox-rules'], undefined)
  t.strictSame(body.errors, {
    educationHistory: ['educationHistory is required.'],
    learnerLocalId: ['learnerLocalId must have 1 to 20 characters, but is empty.'],
    'identity.dateOfBirth': ['identity.dateOfBirth is required.'],
    'identity.nameIdCode': ['identity.nameIdCode is required.'],
    'identity.nationalStudentNumber': ['identity.nationalStudentNumber must be an integer, but is the string "130001001x".'],
    'demographics.countryOfCitizenship': ['demographics.countryOfCitizenship is required.'],
    'demographics.disabilityStatus': ['demographics.disabilityStatus is required.'],
    'demographics.disabilitySupportNeeds[1]': ['demographics.disabilitySupportNeeds[1] must be an integer, but is the string "x".']
  })
  t.strictSame(contentsOf(client.sandbox).learner, [])
})

t.test('Members are known in any case; null is a member that is not given; unknown members are passed over', async t => {
  const client = await open(t)
  const created = await client.post('/learners', {
    LearnerLocalID: 'L1',
    IDENTITY: { NationalStudentNumber: 130001001, DateOfBirth: '2004-07-19', nameidcode: 'TUHOM', middleName: 'Hine' },
    irdNumber: null,
    Demographics: { CountryOfCitizenship: 'NZL', DisabilityStatus: 2, gender: null, 'whakapapa, ā-iwi': ['x'] },
    educationHistory: { school: null },
    'x-1': {},
    ['__proto__']: { learnerLocalId: 'L2' }
  })
  t.equal(created.status, 201)
  t.strictSame(created.body, {
    learnerLocalId: 'L1', identity, demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 }, educationHistory: {}
  })
  t.strictSame(decodeURI(String(created.headers['sandbox-warnings'])).split(', ignored-member:'), [
    'ignored-member:identity.middleName', 'demographics.whakapapa, ā-iwi', 'educationHistory.school', 'x-1', '__proto__'
  ])
})

t.test('A number in quotation marks is read as one, and told of', async t => {
  const client = await open(t)
  const quoted = changed(changed(whole, 'identity.nationalStudentNumber', '130001001'), 'demographics.disabilitySupportNeeds', ['1', 2])
  const created = await client.post('/learners', quoted)
  t.equal(created.status, 201)
  t.equal(created.headers['sandbox-warnings'],
    'number-in-quotes:identity.nationalStudentNumber, number-in-quotes:demographics.disabilitySupportNeeds%5B0%5D')
  const { body: { identity: { nationalStudentNumber }, demographics: { disabilitySupportNeeds } } } = await client.get('/learners/L1')
  t.strictSame([nationalStudentNumber, disabilitySupportNeeds], [130001001, [1, 2]])
  const { body: { remarks } } = await client.admin('GET', `/requests/${String(created.headers['sandbox-request-id'])}/explain`)
  t.match(remarks, [{
    kind: 'number-in-quotes',
    member: 'identity.nationalStudentNumber',
    message: 'identity.nationalStudentNumber is the text "130001001"; it was read as a number'
  }])
})

t.test('What of a learner cannot be, or not together, is told of', async t => {
  const client = await open(t)
  const [citizenship, needs, first, last] = [
    'learner.citizenship-form', 'learner.support-needs-of-disabled', 'learner.first-tertiary-year-in-life',
    'learner.last-school-year-in-life'
  ]
  const born = Number(identity.dateOfBirth.slice(0, 4))
  for (const [change, rule, isTold] of [
    ...['NZ', 'nzl', 'NZLX', 'N/A'].map(code => [{ demographics: { countryOfCitizenship: code } }, citizenship, true] as const),
    ...['NZL', '999'].map(code => [{ demographics: { countryOfCitizenship: code } }, citizenship, false] as const),
    [{ demographics: { disabilityStatus: 2, disabilitySupportNeeds: [1] } }, needs, true],
    [{ demographics: { disabilityStatus: 2, disabilitySupportNeeds: [] } }, needs, false],
    [{ demographics: { disabilityStatus: 3, disabilitySupportNeeds: [1] } }, needs, false],
    ...[[0, false], [born, true], [born + 1, false], [2026, false], [2027, true]].flatMap(([year, isTold]) => [
      [{ educationHistory: { firstYearOfTertiaryEducation: year } }, first, isTold] as const,
      [{ educationHistory: { lastYearAtSecondarySchool: year } }, last, isTold] as const
    ])
  ] as const) {
    const body = {
      learnerLocalId: 'L1',
      identity,
      demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2, ...('demographics' in change && change.demographics) },
      educationHistory: 'educationHistory' in change ? change.educationHistory : {}
    }
    const made = await client.call('POST', '/learners', body, { 'sandbox-dry-run': '1' })
    t.equal(made.status, 201, JSON.stringify(change))
    t.equal(String(made.headers['sandbox-warnings'] ?? '').includes(rule), isTold, `${JSON.stringify(change)}: ${String(isTold)}`)
  }
  await client.post('/learners', whole)
  const { demographics } = whole
  const updated = await client.put('/learners/L1', { demographics, educationHistory: { lastYearAtSecondarySchool: born } })
  t.match(updated.headers['sandbox-warnings'], last, 'an update is held to it, too')
})

t.test('Zeros and a plus may lead a number in quotation marks', async t => {
  const client = await open(t)
  for (const [text, read] of [
    ['0130001002', 130001002], ['+130001003', 130001003], ['000', 0], ['-5', -5], ['1.30001004e8', 130001004], ['130001005.0', 130001005]
  ] as const) {
    const sent = changed(changed(whole, 'learnerLocalId', `N${text}`), 'identity.nationalStudentNumber', text)
    const created = await client.post('/learners', sent)
    t.equal(created.status, 201, text)
    t.equal(created.body.identity.nationalStudentNumber, read, text)
    t.match(created.headers['sandbox-warnings'], /number-in-quotes:identity.nationalStudentNumber/, text)
  }
  for (const text of ['', ' 5', '5 ', '0x10', '1,5', '1_000', '--5', '.5', '5.', 'five']) {
    t.equal((await client.post('/learners', changed(whole, 'identity.nationalStudentNumber', text))).status, 400, text)
  }
})

t.test('What is only guessed of a member does not refuse: it is kept, or left out, and told of', async t => {
  const client = await open(t)
  for (const [member, value, kept] of [
    ['educationHistory.priorActivity', '1234', '1234'],
    ['educationHistory.priorActivity', 12, '12'],
    ['educationHistory.lastYearAtSecondarySchool', 'long ago', undefined],
    ['demographics.gender', { of: 'no form' }, undefined],
    ['demographics.iwiAffiliation', Array(7).fill('0101'), Array(7).fill('0101')]
  ] as const) {
    const [object, name] = member.split('.') as [string, string]
    const created = await client.call('POST', '/learners', changed<object>(whole, member, value), { 'sandbox-dry-run': '1' })
    t.strictSame([created.status, created.body[object]?.[name]], [201, kept], `${member} ${JSON.stringify(value)}`)
    t.match(created.headers['sandbox-warnings'], `inferred-shape:${member}`)
    const [remark] = (await client.admin('GET', '/requests/last/explain')).body.remarks
    t.match(remark.message, kept === undefined ? /^\S+ must be .*; it was left out$/ : /^\S+ must (?:have|be) .*; it was taken$/)
  }
})

t.test('A member whose name is no text that a header can hold is passed over all the same', async t => {
  const client = await open(t)
  const body = JSON.stringify(whole).replace('{', '{"ā\\r\\nset-cookie: a": 1, ')
  const reply = await client.call('POST', '/learners', body, { 'content-type': 'application/json' })
  t.equal(reply.status, 201)
  t.match(reply.headers['sandbox-warnings'], /^ignored-member:[\x20-\x7e]+$/)
})

t.test('Ids are taken as they are written, whatever their characters', async t => {
  const client = await open(t)
  for (const id of ['Ā 1/2', '%41', 'a?b#c', ' ', '007', '7', '\'; DROP TABLE visit']) {
    const body = valid.learner(id)
    t.equal((await client.post('/learners', body)).status, 201, `${id} is created`)
    t.strictSame((await client.get(`/learners/${encodeURIComponent(id)}`)).body, body, `${id} is read back`)
  }
})

t.test('A dry run gives the real answer and keeps nothing', async t => {
  const client = await open(t)
  await isTriedAndMade(t, client, create(whole))
  await isTriedAndMade(t, client, update({ ...details, irdNumber: '123-456-789' }))
  const refused = await client.call('POST', '/learners', whole, { 'sandbox-dry-run': '1' })
  t.strictSame(
    [refused.status, refused.headers['sandbox-rules'], refused.headers['sandbox-dry-run']], [400, 'learner.local-id-unused', '1']
  )
})

t.test('One TEO never sees or changes another\'s learners', async t => {
  const seen = await open(t, { fixture: 'demo' })
  const mine = await seen.get('/learners/DEMO-L01')
  const theirs = await seen.call('GET', '/learners/DEMO-L01', undefined, asSecondTeo)
  t.equal(mine.body.identity.nameIdCode, 'WALKA')
  t.equal(theirs.body.identity.nameIdCode, 'TANAY')
  await keepsToItsTeo(t, [
    [['GET', '/learners/DEMO-L02'], 400, 'learner.exists'],
    [['PUT', '/learners/DEMO-L02', details], 400, 'learner.exists'],
    [['PUT', '/learners/DEMO-L01', details], 200],
    [['POST', '/learners', valid.learner('DEMO-L02')], 201],
    [['POST', '/learners', valid.learner('DEMO-L04')], 400, 'learner.local-id-unused']
  ])
})
