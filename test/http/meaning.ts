import t from 'tap'
import { fill, openPlatform } from '../accessplanit/v2/v2.ts'
import { demand, open } from '../harness.ts'
import { record } from '../tec/provider-based/returns.ts'
import { changed } from '../tec/work-based/verdicts.ts'
import { valid } from '../tec/work-based/bodies.ts'

const rule = 'value.means-something'

t.test('What programs send for nothing is told of by its member, and taken', async t => {
  const client = await open(t)
  const learner = valid.learner('L1')
  for (const [member, value, told] of [
    ['identity.dateOfBirth', '0001-01-01', true],
    ['identity.dateOfBirth', '1899-12-30', true],
    ['identity.dateOfBirth', '1900-01-01', true],
    ['identity.dateOfBirth', '1900-01-02', false],
    ['identity.nationalStudentNumber', 0, true],
    ['identity.nationalStudentNumber', -1, true],
    ['identity.nationalStudentNumber', 1, false],
    ['learnerLocalId', '   ', true],
    ['learnerLocalId', 'null', true],
    ['learnerLocalId', 'undefined', true],
    ['learnerLocalId', 'Nullah', false],
    ['demographics.countryOfCitizenship', '\u00a0 ', true],
    ['educationHistory.priorActivity', '', true],
    ['educationHistory.lastYearAtSecondarySchool', 0, true],
    ['irdNumber', '000-000-000', true],
    ['irdNumber', '000-000-001', false]
  ] as const) {
    const { status, headers } = await client.call('POST', '/learners', changed<object>(learner, member, value), { 'sandbox-dry-run': '1' })
    t.equal(status, 201, `${member} ${JSON.stringify(value)}`)
    t.equal(String(headers['sandbox-warnings'] ?? '').includes(rule), told, `${member} ${JSON.stringify(value)} is told of: ${told}`)
    const { warnedBy } = (await client.admin('GET', '/requests/last/explain')).body
    const found = warnedBy.find((it: { rule: string }) => it.rule === rule)
    t.equal(found?.message.startsWith(`${member} ${JSON.stringify(value)} is what programs send for `), told || undefined)
  }
})

t.test('A sandbox that is told to refuses it, under the name of the member', async t => {
  const client = await open(t)
  client.sandbox.settings.remember('rule-modes', { [rule]: 'enforce' })
  const { status, body } = await client.post('/learners', changed<object>(valid.learner('L1'), 'identity.nationalStudentNumber', 0))
  t.equal(status, 400)
  t.same(Object.keys(body.errors), ['identity.nationalStudentNumber'])
  t.equal((await client.get('/learners/L1')).status, 400)
})

t.test('Records of a return and of accessplanit are held to it, too', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  const content = [{ ...record('learners', 'L1'), dateOfBirth: '0001-01-01T00:00:00+12:00' }]
  const uploaded = demand(await client.sdr('PUT', '/learners', { submissionToken, content }))
  t.match(uploaded.headers['sandbox-warnings'], rule)
  const platform = await openPlatform(t)
  const made = await platform.v2('POST', 'Course', { Label: '   ' })
  t.match(made.headers['sandbox-warnings'], rule)
})

t.test('Of accessplanit, a cost below nothing and control characters are told of; money goes back, and texts have lines', async t => {
  const platform = await openPlatform(t)
  const [below, control] = ['value.not-below-zero', 'value.without-control-characters']
  const course = { StartDate: '2026-03-04T09:00:00', EndDate: '2026-03-06T16:30:00', Status: 'Available', MaxPlaces: 10 }
  for (const [method, path, body, told] of [
    ['PUT', 'CourseDate/5014', { Cost: -0.01 }, below],
    ['PUT', 'CourseDate/5014', { Cost: 0 }, undefined],
    ['PUT', 'Course/4001', { Cost: -1 }, below],
    ['POST', 'Transaction', { InvoiceID: '998', Amount: -1 }, undefined],
    ['PUT', 'User/2001', { Surname: 'Wal\u0000ker' }, control],
    ['PUT', 'User/2001', { Surname: 'Wal\u0007ker' }, control],
    ['PUT', 'User/2001', { Address: '1 High Street\r\n\tNelson' }, undefined],
    ['PUT', 'User/2001', { Town: '' }, undefined],
    ['PUT', 'User/2001', { Town: ' ' }, rule]
  ] as const) {
    const { headers, status } = await platform.v2(method, path, body)
    t.strictSame([status < 300, headers['sandbox-warnings']], [true, told], `version 2, ${path} ${JSON.stringify(body)}`)
  }
  for (const [path, body, told] of [
    ['coursedates/5014', { ...course, NetCost: -1 }, below],
    ['coursedates/5014', { ...course, NetCost: 0 }, undefined],
    ['users/2001', { Forenames: 'Ha\u001fna', Surname: 'Walker' }, control],
    ['users/2001', { Forenames: 'Hana', Surname: 'Walker', Address: 'a\nb' }, undefined]
  ] as const) {
    const { headers, status } = await platform.v1('PUT', path, body)
    t.strictSame([status, headers['sandbox-warnings']], [200, told], `version 1, ${path} ${JSON.stringify(body)}`)
  }
})

t.test('A list that is the whole body is spoken of as the body, and a value that says nothing is told of as that alone', async t => {
  const platform = await openPlatform(t)
  const explained = async () => (await platform.admin('GET', '/requests/last/explain')).body.warnedBy
    .map((it: any) => [it.rule, it.message, it.compared])
  const { UniqueBasketID, Items: [{ BasketItemID }] } = await fill(platform, '2001', '5014')
  demand(await platform.basket('PUT', `${UniqueBasketID}/${BasketItemID}/users`, ['2001', '2001']))
  t.same(await explained(), [['value.listed-once', 'The body ["2001","2001"] has the same value more than once. List each value once.',
    { body: '["2001","2001"]' }]])
  demand(await platform.v2('PUT', 'User/2001', { Surname: '\u0000 ' }))
  t.match(await explained(), [['value.without-control-characters',
    /^Surname "\\u0000 " has a control character, such as NUL\. Send the text/,
    { Surname: '"\\u0000 "' }]])
  demand(await platform.v2('PUT', 'User/2001', { Surname: '\u000b' }))
  t.match(await explained(), [[rule]], 'blanks are nothing first')
})

t.test('Of ids, blanks at an end are told of, and of any text what nobody sees', async t => {
  const client = await open(t)
  const learner = valid.learner('L1')
  const [blanks, unseen] = ['value.id-without-blanks-around', 'value.of-seen-characters']
  for (const [member, value, told] of [
    ['learnerLocalId', 'L 1', undefined],
    ['learnerLocalId', ' L1', blanks],
    ['learnerLocalId', 'L1 ', blanks],
    ['learnerLocalId', '\u00a0L1', blanks],
    ['learnerLocalId', 'L\t1', unseen],
    ['learnerLocalId', 'L1\t', unseen],
    ['learnerLocalId', 'L\u00001', unseen],
    ['learnerLocalId', 'L1\r\n', unseen],
    ['learnerLocalId', '\ufeffL1', unseen],
    ['learnerLocalId', '\t', rule],
    ['educationHistory.lastSecondarySchoolAttended', ' 87', undefined],
    ['educationHistory.lastSecondarySchoolAttended', '87\n', unseen]
  ] as const) {
    const sent = changed<object>(learner, member, value)
    const { status, headers } = await client.call('POST', '/learners', sent, { 'sandbox-dry-run': '1' })
    t.strictSame([status, headers['sandbox-warnings']], [201, told], `${member} ${JSON.stringify(value)}`)
  }
  demand(await client.post('/learners', changed<object>(learner, 'learnerLocalId', 'L\u00001 ')))
  t.equal((await client.get('/learners/L%001%20')).body.learnerLocalId, 'L\u00001 ', 'it is an id of its own')
  t.equal((await client.get('/learners/L%001')).status, 400)
})

t.test('Every id that a client chooses is held to it, and so are those of records', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  const warnings = async (member: string, change: object) => {
    const content = [{ ...record('course-enrolments', 'E1'), ...change }]
    const { status, headers } = await client.sdr('PUT', '/course-enrolments', { submissionToken, content })
    t.strictSame([status, headers['sandbox-warnings']], [200, 'value.id-without-blanks-around'], member)
    const { warnedBy: [{ message }] } = (await client.admin('GET', '/requests/last/explain')).body
    t.match(message, `content[0].${member} `)
  }
  await warnings('studentIdentificationCode', { studentIdentificationCode: ' S1' })
  await warnings('courseCode', { courseCode: 'C1 ' })
  await warnings('localId', { localId: 'E2 ' })
  t.match((await client.sdr('PUT', '/course-enrolments', {
    submissionToken, content: [{ ...record('course-enrolments', 'E1'), localId: 'E\u0000' }]
  })).headers['sandbox-warnings'], 'value.of-seen-characters')
})

t.test('What a tester does on behalf of others is held to it as well', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [change, told] of [
    [{ nameIdCode: 'TAMAH' }, undefined], [{ nameIdCode: 'null' }, rule],
    [{ alternativeNameIdCodes: ['WALKA', 'WALKA'] }, 'value.listed-once']
  ] as const) {
    const { headers } = await client.admin('PUT', '/students/160000001', change)
    t.equal(headers['sandbox-warnings'], told, JSON.stringify(change))
  }
})
