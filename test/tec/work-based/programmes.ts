import t from 'tap'
import { asSecondTeo, open } from '../../harness.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, refusedBy, takesShape, warnedBy, type Request } from './verdicts.ts'

const version = {
  programmeLocalName: 'New Zealand Certificate in Carpentry / Half a Year',
  studyTypeCode: 'NZA',
  modeOfDeliveryCode: 26,
  startDate: '2025-07-01',
  expiryDate: '2025-12-31',
  nzscedFieldOfStudy: '040311',
  creditValue: 60,
  industryCodes: ['E3242', 'E3231'],
  occupationCode: '331212',
  qualificationNumber: '2737',
  level: 4,
  maximumProgrammeFee: 4500.5
}
const whole = { programmeLocalId: 'HALF-YEAR', ...version }

const create = (body: unknown): Request => ['POST', '/programmes', body]
const addVersion = (body: unknown, programme = 'HALF-YEAR'): Request => ['POST', `/programmes/${programme}/versions`, body]
const update = (body: unknown, path = 'HALF-YEAR/versions/1'): Request => ['PUT', `/programmes/${path}`, body]

const versionExists = refusedBy('programme-version.exists', 'programmeLocalId')
const exists = refusedBy('programme.exists', 'programmeLocalId')
const localIdUnused = refusedBy('programme.local-id-unused', 'programmeLocalId')
const nameUnique = refusedBy('programme.name-unique', 'programmeLocalName')
const modeOfDelivery = refusedBy('programme.mode-of-delivery-code', 'modeOfDeliveryCode')
const studyType = warnedBy('programme.study-type-code')
const expiresAfterStart = warnedBy('programme.expires-on-or-after-start')

/** Creating a programme, and adding a version to one that is there: both are held to the same. */
const making = [
  (changes: object) => create({ ...whole, programmeLocalId: 'NEW', programmeLocalName: 'New', ...changes }),
  (changes: object) => addVersion({ ...version, ...changes })
]

t.test('A programme is created with its version 1, and each version that is added gets the next number', async t => {
  const client = await open(t)
  const created = await isTriedAndMade(t, client, create(whole))
  t.strictSame(created.body, { ...whole, programmeVersionNumber: 1 })
  const { expiryDate, ...unlimited } = version
  const added = await isTriedAndMade(t, client, addVersion(unlimited))
  t.strictSame(added.body, { ...unlimited, programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 2 })
  t.equal((await client.post('/programmes/HALF-YEAR/versions', version)).body.programmeVersionNumber, 3)
  for (const reply of [created, added]) {
    const read = await client.get(`/programmes/HALF-YEAR/versions/${reply.body.programmeVersionNumber}`)
    t.strictSame([read.status, read.body], [200, reply.body])
  }
})

t.test('A version that does not say so starts today, and is of an apprenticeship', async t => {
  const client = await open(t)
  const { startDate, studyTypeCode, expiryDate, ...rest } = version
  const created = await client.post('/programmes', { programmeLocalId: 'HALF-YEAR', ...rest })
  t.strictSame(created.body, {
    programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 1, ...rest, startDate: '2026-03-02', studyTypeCode: 'NZA'
  })
  t.strictSame((await client.post('/programmes/HALF-YEAR/versions', rest)).body, { ...created.body, programmeVersionNumber: 2 })
})

t.test('Of a version only the maximum programme fee and the expiry date can be changed', async t => {
  const client = await open(t)
  await client.post('/programmes', whole)
  await client.post('/programmes/HALF-YEAR/versions', version)
  let expected: object = { ...whole, programmeVersionNumber: 1 }
  for (const change of [
    { maximumProgrammeFee: 5000 }, { expiryDate: '2026-06-30' }, {}, { maximumProgrammeFee: 0, expiryDate: '2026-12-31' }
  ]) {
    expected = { ...expected, ...change }
    const updated = await client.put('/programmes/HALF-YEAR/versions/1', change)
    t.strictSame([updated.status, updated.body], [200, expected])
  }
  await isTriedAndMade(t, client, update({ expiryDate: '2025-12-31', maximumProgrammeFee: 4500.5 }))
  expected = { ...whole, programmeVersionNumber: 1 }
  const unchanged = refusedBy('programme-version.unchanged', 'programmeVersionNumber')
  await judge(t, client, update, [
    [{ creditValue: whole.creditValue + 1 }, unchanged], [{ programmeLocalName: 'Another' }, unchanged],
    [version, accepted, 'all of it as it is'], [{ ...version, industryCodes: [] }, unchanged]
  ])
  const other = await open(t, { reading: 'programme-update=warned' })
  await other.post('/programmes', whole)
  const passedOver = await other.put('/programmes/HALF-YEAR/versions/1', { creditValue: 71, programmeLocalName: 'Another' })
  t.strictSame([passedOver.status, passedOver.headers['sandbox-warnings']], [200, 'programme-version.unchanged'])
  t.strictSame(passedOver.body, { ...whole, programmeVersionNumber: 1 }, 'where the sandbox is told to pass it over')
  t.strictSame(
    (await client.get('/programmes/HALF-YEAR/versions/2')).body, { ...whole, programmeVersionNumber: 2 }, 'the other version is as it was'
  )
})

t.test('A programme version is one that the TEO has', async t => {
  const client = await open(t)
  await client.post('/programmes', whole)
  for (const request of [(path: string): Request => ['GET', `/programmes/${path}`], (path: string) => update({ level: 4 }, path)]) {
    await judge(t, client, request, [
      ['HALF-YEAR/versions/1', accepted], ['HALF-YEAR/versions/2', versionExists], ['HALF-YEAR/versions/0', versionExists],
      ['HALF/versions/1', versionExists],
      ['half-year/versions/1', versionExists, 'the id in another case']
    ])
  }
  await judge(t, client, programme => addVersion(version, programme), [['HALF-YEAR', accepted]])
  await judge(t, client, programme => addVersion({ ...version, programmeLocalName: 'New' }, programme), [
    ['HALF', exists], ['half-year', exists]
  ])
  for (const number of ['two', '1.5', '1e0', '0x1', 'true', '%20', '2147483648']) {
    const { status, body } = await client.get(`/programmes/HALF-YEAR/versions/${number}`)
    t.strictSame([status, Object.keys(body.errors)], [400, ['programmeVersionNumber']], `a version cannot be ${number}`)
  }
})

t.test('A programme local id and a programme name are unique within the TEO', async t => {
  const client = await open(t)
  await client.post('/programmes', whole)
  await judge(t, client, ([programmeLocalId, programmeLocalName]: readonly [string, string]) =>
    create({ ...whole, programmeLocalId, programmeLocalName }), [
    [['NEW', 'New'], accepted], [['HALF-YEAR', 'New'], localIdUnused],
    [['HALF-YEAR', whole.programmeLocalName], localIdUnused, 'the same programme again'],
    [['NEW', whole.programmeLocalName], nameUnique]
  ])
  await client.post('/programmes', { ...whole, programmeLocalId: 'NEW', programmeLocalName: 'New' })
  await judge(t, client, programmeLocalName => addVersion({ ...version, programmeLocalName }), [
    [whole.programmeLocalName, accepted, 'its own name'], ['Newer', accepted], ['New', nameUnique, 'another\'s']
  ])
  const elsewhere = await client.call('POST', '/programmes', whole, asSecondTeo)
  t.equal(elsewhere.status, 201, 'another TEO may use both')
})

t.test('The mode of delivery is a code of its table; an unknown study type only warns', async t => {
  const client = await open(t)
  await client.post('/programmes', whole)
  for (const request of making) {
    await judge(t, client, modeOfDeliveryCode => request({ modeOfDeliveryCode }), [
      [23, modeOfDelivery], [24, accepted], [25, accepted], [26, accepted], [27, modeOfDelivery]
    ])
    await judge(t, client, studyTypeCode => request({ studyTypeCode }), [
      ['NZA', accepted], ['IT', accepted], ['XX', studyType], ['nza', studyType]
    ])
  }
})

t.test('A version that expires before it starts is only warned of', async t => {
  const client = await open(t)
  await client.post('/programmes', whole)
  for (const request of making) {
    await judge(t, client, expiryDate => request({ expiryDate }), [
      ['2025-06-30', expiresAfterStart, 'the day before'], ['2025-07-01', accepted, 'the day'], ['2025-07-02', accepted, 'the day after'],
      [undefined, accepted, 'not given']
    ])
  }
  await judge(t, client, expiryDate => update({ expiryDate }), [
    ['2025-06-30', warnedBy('programme-version.expires-on-or-after-start'), 'the day before'], ['2025-07-01', accepted, 'the day'],
    ['2025-07-02', accepted, 'the day after']
  ])
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await client.post('/programmes', whole)
  const slips = {
    programmeLocalName: 'New Zealand Certificate in Carpentry / Carpentry Apprenticeship',
    modeOfDeliveryCode: 27,
    studyTypeCode: 'XX',
    expiryDate: '2025-06-30'
  }
  const warnings = all(studyType, expiresAfterStart)
  await judge(t, client, create, [[{ ...whole, ...slips }, all(localIdUnused, nameUnique, modeOfDelivery, warnings)]])
  await judge(t, client, body => addVersion(body, 'NONE'), [[{ ...version, ...slips }, all(exists, nameUnique, modeOfDelivery, warnings)]])
})

t.test('A programme has the documented shape', async t => {
  const client = await open(t)
  await client.post('/programmes', whole)
  const shapes = {
    programmeLocalName: { text: [1, 500] },
    studyTypeCode: { text: [1, 4], optional: true },
    modeOfDeliveryCode: { int32: true, optional: true },
    startDate: { date: true, optional: true },
    expiryDate: { date: true, optional: true },
    nzscedFieldOfStudy: { text: [1, 6] },
    creditValue: { int32: true, optional: true },
    occupationCode: { text: [1, 20] }
  } as const
  await takesShape(t, client, create, {
    ...whole, programmeLocalId: 'NEW', programmeLocalName: 'New'
  }, { programmeLocalId: { text: [1, 20] }, ...shapes })
  await takesShape(t, client, body => addVersion(body), version, shapes)
  await takesShape(t, client, body => update(body), {}, {
    expiryDate: { date: true, optional: true }, maximumProgrammeFee: { optional: true }
  })
  for (const [missing, rule] of [['creditValue', 'credit-value'], ['industryCodes', 'industry-codes']] as const) {
    const { status, body, headers } = await client.post('/programmes', {
      ...whole, programmeLocalId: `WITHOUT-${rule}`.slice(0, 20), programmeLocalName: `Without ${missing}`, [missing]: undefined
    })
    t.same([status, missing in body, headers['sandbox-warnings']], [201, false, `programme.${rule}-given`])
  }
  for (const industryCodes of ['E3242', [5], [null]]) {
    t.equal(
      (await client.post('/programmes', { ...whole, programmeLocalId: 'NEW', industryCodes })).body.title,
      'One or more validation errors occurred'
    )
  }
})

t.test('One TEO never sees or changes another\'s programmes', async t => {
  const other = { ...version, programmeLocalName: 'Another' }
  await keepsToItsTeo(t, [
    [create({ ...other, programmeLocalId: 'DEMO-NZA' }), 400, 'programme.local-id-unused'],
    [create({ ...other, programmeLocalId: 'OWN' }), 201],
    [addVersion({ ...other, programmeLocalName: 'Its own' }, 'DEMO-NZA'), 201],
    [update({ expiryDate: '2026-12-31' }, 'DEMO-NZA/versions/1'), 200]
  ])
  const client = await open(t)
  await client.post('/programmes', whole)
  const read = await client.call('GET', '/programmes/HALF-YEAR/versions/1', undefined, asSecondTeo)
  t.strictSame([read.status, read.headers['sandbox-rules']], [400, 'programme-version.exists'])
})
