import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readMoment } from '../../src/core/clock.ts'
import { BadInput } from '../../src/core/errors.ts'
import { datesAt } from '../../src/sandbox/fixture-dates.ts'
import { contentsOf } from '../data.ts'
import { open, openUnserved, type Reply } from '../harness.ts'
import { onlyWith } from '../systems.ts'
import { inEmpty } from '../shipped.ts'

t.test('Dates in a fixture may be relative', async t => {
  const now = readMoment('2026-05-31T09:30')
  t.same(datesAt(now).resolve({ a: 'today', b: ['today-90d', 'today-3m'], c: 'now+24h', d: 'today+1y-1d', e: 'todays', f: 5, g: null }), {
    a: '2026-05-31', b: ['2026-03-02', '2026-02-28'], c: '2026-06-01T09:30:00+12:00', d: '2027-05-30', e: 'todays', f: 5, g: null
  })
})

t.test('The shipped fixtures', async t => {
  const client = await open(t, { fixture: 'demo' })
  const db = client.db()
  const column = (sql: string) => db.prepare(sql).pluck().all()
  t.same(column('SELECT eid FROM organisation ORDER BY eid'), [9001, 9002])
  t.ok((column('SELECT count(*) FROM learner')[0] as number) >= 12)
  t.same(column('SELECT DISTINCT status FROM trainingAgreement ORDER BY status'), ['Active', 'Finished', 'Grace', 'Hold', 'Pending'])
  t.same(column('SELECT DISTINCT status FROM enrolment ORDER BY status'), ['Active', 'Completed', 'Grace', 'Hold', 'Pending', 'Withdrawn'])
  const versions = db.prepare('SELECT eid, programmeLocalId, studyTypeCode, modeOfDeliveryCode, expiryDate FROM programmeVersion ' +
    'ORDER BY eid, programmeLocalId')
  t.same(versions.raw().all(), [9001, 9002].flatMap(eid => [
    [eid, 'DEMO-CORE', 'NZA', 24, null], [eid, 'DEMO-IT', 'IT', 24, null],
    // One organisation has a later version besides.
    ...eid === 9001 ? [[eid, 'DEMO-IT', 'IT', 24, null]] : [],
    [eid, 'DEMO-NZA', 'NZA', 24, null], [eid, 'DEMO-OLD', 'NZA', 24, '2025-03-02']
  ]))
  const folder = new URL('../../fixtures/demo/', import.meta.url)
  for (const file of ['learners', 'training-agreements', 'enrolments', 'training-plans']) {
    for (const record of JSON.parse(readFileSync(new URL(`${file}.json`, folder), 'utf8'))) {
      t.match(record, { name: /\w/, about: /\w{3}/ }, file)
    }
  }

  const amounts = db.prepare(`
    SELECT id, (SELECT sum(net + tax) FROM invoiceItem WHERE invoiceId = invoice.id) AS gross,
      (SELECT total(amount) FROM payment WHERE invoiceId = invoice.id) AS paid FROM invoice ORDER BY CAST(id AS INTEGER)`).raw().all()
  t.same(amounts, [['998', 20_700, 20_700], ['999', 66_240, 30_000], ['1000', 22_425, 0]], 'invoices are paid, paid in part and not paid')
  t.same(column(`
    SELECT booking.id FROM booking JOIN invoice ON invoice.bookingId = booking.id JOIN invoiceItem ON invoiceId = invoice.id
    WHERE sourceType = 'CourseDate' AND net <> (SELECT sum(netCost) FROM delegate JOIN courseDate ON courseDate.id = courseDateId
      WHERE delegate.bookingId = booking.id AND courseDateId = sourceId)`), [], 'an invoice charges those whom its booking placed')
  t.same(column("SELECT mappedId FROM communication WHERE mappedType = 'User' AND mappedId NOT IN (SELECT id FROM user)"), [])

  const empty = (await open(t)).db()
  t.equal(empty.prepare('SELECT count(*) FROM learner').pluck().get(), 0)
  t.equal(empty.prepare('SELECT count(*) FROM programmeVersion').pluck().get(), inEmpty('programme-versions').flatMap(it => it.eids).length)
})

t.test('Every record of a shipped fixture is as it must be, for it is looked at here alone', async t => {
  const fixtures = new URL('../../fixtures/', import.meta.url)
  for (const name of readdirSync(fixtures)) {
    const folder = join(t.testdir(), name)
    cpSync(new URL(name, fixtures), folder, { recursive: true })
    const [checked, shipped] = [folder, name].map(fixture => openUnserved({ fixture }))
    t.teardown(() => { for (const sandbox of [checked, shipped]) sandbox!.close() })
    const [{ setting: _, ...read }, { setting: __, ...seen }] = [contentsOf(shipped!), contentsOf(checked!)]
    t.same(read, seen, name)
  }
})

t.test('A broken fixture is refused with its file, path and value', async t => {
  const cases: Array<[string, unknown, RegExp]> = [
    ['learners.json', '[{]', /learners\.json: .*JSON/],
    ['learners.json', {}, /learners\.json: must be an array of records, but is \{\}/],
    ['learners.json', [{ eid: 9001, name: 'A', about: 'b' }], /learners\.json: \/0\/learnerLocalId: learnerLocalId is required/],
    ['visits.json', [{ eid: 9001, trainingPlanLocalId: 'P', learnerLocalId: 'L', visitLocalId: 'V', visitDate: '2026-02-30' }],
      /visits\.json: \/0\/visitDate: .*"2026-02-30"/],
    ['visits.json', [{ eid: 9001, trainingPlanLocalId: 'P', learnerLocalId: 'L', visitLocalId: 'V', visitDate: 'today' }],
      /visits\.json: \/0: there is no training plan with eid 9001 and trainingPlanLocalId "P"\.$/],
    ['visits.json', ['P1', 'P2'].map(plan =>
      ({ eid: 9001, trainingPlanLocalId: plan, learnerLocalId: 'L', visitLocalId: plan, visitDate: 'today' })),
    /visits\.json: \/0: there is no .* "P1"\. \/1: there is no .* "P2"\.$/],
    ['visits.json', [{ eid: 1234, trainingPlanLocalId: 'P', learnerLocalId: 'L', visitLocalId: 'V', visitDate: 'yesterday' }, { eid: 'x' }],
      /\/0\/visitDate: .*"yesterday".*also as "today-90d" or "now\+24h".* \/1\/eid: /],
    ['visits.json', Array.from({ length: 12 }, () => ({ eid: 'x' })), /And \d+ more faults\.$/],
    ['static-tokens.json', [{ token: 'demo-token-9001', account: 'demo-tms', eid: 9001 }], /static-tokens\.json: \/0: another static token has token "demo-token-9001" already\.$/],
    ['organisations.json', [{ eid: 9001, name: 'A', about: 'b', colour: 'red' }],
      /organisations\.json: \/0\/colour: colour is not known here\. Use eid, name or about/],
    ['learners.json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, /learners\.json: /],
    ['learners.json', `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`, /learners\.json: /],
    ['fixture.json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`, /fixture\.json: /],
    ['fixture.json', `{"about":${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}}`, /fixture\.json: /],
    ['visits.json', [{ eid: 9001, trainingPlanLocalId: 'P', learnerLocalId: 'L', visitLocalId: 'V', visitDate: 'today+99999999999y' }],
      /visits\.json: .*visitDate.*"today\+99999999999y"/],
    ['visits.json', [{ eid: 9001, trainingPlanLocalId: 'P', learnerLocalId: 'L', visitLocalId: 'V', visitDate: 'today+99999y' }],
      /visits\.json: .*"today\+99999y" is beyond the calendar/],
    ...[160000009, 160000001].map((number): [string, unknown, RegExp] => ['students.json', [
      { nationalStudentNumber: 160000001, nameIdCode: 'AB', dateOfBirth: '2004-01-01', isVerified: true, mergedInto: number, about: 'c' }
    ], new RegExp(`students\\.json: /0: mergedInto ${number} is no other number of the index\\. Put that student before this one`)]),
    ['accessplanit-companies.json', '[{"id": "1", "name": "A"}, {"id": "2", "name": "B", "id": "3"}]',
      /accessplanit-companies\.json: \/1\/id: it is written more than once, and only the last would count\. Write it once\.$/],
    ['learners.json', '[{"identity": {"a": 1, "a": 1}}]', /learners\.json: \/0\/identity\/a: it is written more than once/],
    ['fixture.json', '{"about": "a", "about": "b"}', /fixture\.json: \/about: it is written more than once/],
    ['accessplanit-companies.json', [{ id: '1', name: 'A' }, { id: '1', name: 'B' }],
      /accessplanit-companies\.json: \/1: another company has id "1" already\.$/],
    ...['1e999', '-1E+400', '9'.repeat(400)].map((number): [string, unknown, RegExp] =>
      ['accessplanit-venues.json', `[{"id": "1", "label": ${number}}]`,
        /accessplanit-venues\.json: \/0\/label: the number is too large for readers of JSON, which go up to 1\.7e308\. Write a/]),
    ['lerners.json', [], /lerners\.json: not a file of a fixture\. Use .*learners\.json/]
  ]
  for (const [file, content, message] of cases) {
    const folder = t.testdir({
      'fixture.json': '{"about": "broken", "extends": "empty"}', [file]: typeof content === 'string' ? content : JSON.stringify(content)
    })
    const thrown = t.throws(() => openUnserved({ fixture: folder }), { message }, file) as unknown as Error
    t.ok(thrown instanceof BadInput, 'in one line, with no stack')
    t.notMatch(thrown.message, '\n')
  }
  t.throws(() => openUnserved({ fixture: './package.json' }), { message: /Fixture ".*package\.json" is a file\. A fixture is a folder with/ })
  t.throws(() => openUnserved({ fixture: 'nowhere' }), { message: /Fixture "nowhere" does not exist: .*Shipped are demo and empty\./ })
})

t.test('A fixture whose texts cannot be read is refused with the place', async t => {
  const learner = (id: string) => `[{"eid": 9001, "learnerLocalId": "${id}", "name": "A", "about": "b"}]`
  for (const [content, message] of [
    [Buffer.from(learner('M\u00e4ra'), 'latin1'), /learners\.json: is not UTF-8 at byte 35; save it as UTF-8$/],
    [Buffer.from(learner('T-\\ud800')), /learners\.json: \/0\/learnerLocalId: has half of a character/]
  ] as const) {
    const folder = t.testdir({ 'fixture.json': '{"about": "broken", "extends": "empty"}' })
    writeFileSync(join(folder, 'learners.json'), content)
    t.throws(() => openUnserved({ fixture: folder }), { message })
  }
  const folder = t.testdir({ 'fixture.json': '{"about": "broken", "extends": "empty"}', 'learners.json': {} })
  t.throws(() => openUnserved({ fixture: folder }), { message: /learners\.json: is not a file of a disk/ })
})

t.test('A link of a fixture that leads nowhere is told of, where it would be a file of it', { skip: onlyWith('links') }, async t => {
  const nowhere = t.fixture('symlink', './nowhere')
  for (const name of ['learners.json', 'of-nobody.json']) {
    const folder = t.testdir({ 'fixture.json': '{"about": "linked", "extends": "empty"}', [name]: nowhere, notes: nowhere })
    t.throws(() => openUnserved({ fixture: folder }), { message: new RegExp(`${name}: is a link that leads to no file\\. Put the`) })
  }
  const folder = t.testdir({ 'fixture.json': '{"about": "linked", "extends": "empty"}', notes: nowhere })
  openUnserved({ fixture: folder }).close()
})

t.test('A record need not say what it is for', async t => {
  const folder = t.testdir({
    'fixture.json': '{"about": "bare", "extends": "empty"}', 'organisations.json': '[{"eid": 9078, "name": "A"}]'
  })
  const client = await open(t, { fixture: folder })
  t.equal(client.db().prepare('SELECT about FROM organisation WHERE eid = 9078').pluck().get(), 'Of organisations.json')
})

t.test('A fixture is read as editors on Windows write it: a byte order mark first, and their ends of lines', async t => {
  const folder = t.testdir({
    'fixture.json': '\uFEFF{\r\n  "about": "of Windows",\r\n  "extends": "empty"\r\n}\r\n',
    'organisations.json': '\uFEFF[\r\n  {"eid": 9078, "name": "A", "about": "one\\r\\nline"}\r\n]\r\n'
  })
  const client = await open(t, { fixture: folder })
  t.equal(client.sandbox.fixture.about, 'of Windows')
  t.equal(client.db().prepare('SELECT about FROM organisation WHERE eid = 9078').pluck().get(), 'one\r\nline', 'what is in a text stays')
})

t.test('A fixture extends another from where it lies, wherever the server is started', async t => {
  const folder = t.testdir({
    base: {
      'fixture.json': '{"about": "the base", "extends": "empty"}', 'organisations.json': '[{"eid": 9077, "name": "A", "about": "b"}]'
    },
    own: { 'fixture.json': '{"about": "over it", "extends": "../base"}' }
  })
  const client = await open(t, { fixture: join(folder, 'own') })
  t.equal(client.db().prepare('SELECT name FROM organisation WHERE eid = 9077').pluck().get(), 'A')
})

t.test('The data can be reset on the last days of the calendar', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const now of ['9998-06-01', '9998-12-31T23:59']) {
    t.equal((await client.admin('PUT', '/clock', { mode: 'frozen', now })).status, 200)
    await client.reset('data')
    t.equal((await client.admin('GET', '/clock')).body.today, now.slice(0, 10))
    t.equal((await client.get('/learners/DEMO-L04')).status, 200)
  }
})

t.test('Many records are laid out for another day while others have their turn, once for all who ask, and whole or not at all', async t => {
  const organisations = Array.from({ length: 4000 }, (_, n) => ({ eid: 10_000 + n, name: `Organisation ${n}`, about: 'one of many' }))
  const manifest = '{"about": "large", "extends": "empty"}'
  const folder = t.testdir({ 'fixture.json': manifest, 'organisations.json': JSON.stringify(organisations) })
  const client = await open(t, { fixture: folder })
  const counted = 'SELECT count(*) FROM organisation WHERE eid >= 10000'
  const countIn = (id: string) => client.sandboxes.find(id)!.db.prepare(counted).pluck().get()
  const clock = { mode: 'frozen', now: '2026-04-01T09:00' }

  /** The requests that take long, in the order of their answers, with one to another sandbox. */
  async function inOrder (asked: ReadonlyArray<readonly [name: string, path: string, body: object]>): Promise<string[]> {
    const answered: string[] = []
    const note = (name: string) => ({ status }: Reply): void => { answered.push(`${name} ${status}`) }
    await Promise.all([
      ...asked.map(async ([name, path, body]) => await client.admin('POST', path, body).then(note(name))),
      client.inject({ method: 'GET', url: '/sandboxes/default/__admin/clock' }).then(note('other'))
    ])
    return answered
  }

  const made = ['one', 'two', 'three']
  t.same((await inOrder(made.map(id => [id, '/sandboxes', { id, clock }] as const)))[0], 'other 200', 'new sandboxes')
  t.same(made.map(countIn), [4000, 4000, 4000])

  t.equal((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-05-01T09:00' })).status, 200)
  client.db().prepare('DELETE FROM organisation WHERE eid > 10000').run()
  t.same(await inOrder([['reset', '/reset', { scope: ['data'] }]]), ['other 200', 'reset 200'])
  t.equal(countIn('default'), 4000)

  client.db().prepare('DELETE FROM organisation WHERE eid > 10000').run()
  t.equal((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-06-01T09:00' })).status, 200)
  let turns = 0
  const look = setInterval(() => { if (client.sandboxes.default.isBusy()) turns++ }, 0)
  const moved = await inOrder([['reset', '/reset', { scope: ['data'] }], ['advance', '/clock/advance', { by: 'P1D' }]])
  clearInterval(look)
  t.equal(moved.at(-1), 'reset 200', 'a clock that is moved meanwhile')
  t.ok(turns > 1, 'it is laid out in turns for the other day as well')
  t.equal(countIn('default'), 4000)
  t.equal((await client.admin('GET', '/clock')).body.today, '2026-06-02')
  t.equal((await client.admin('PUT', '/clock', { mode: 'frozen', now: '2026-05-01T09:00' })).status, 200)

  client.db().prepare('DELETE FROM organisation WHERE eid > 10000').run()
  writeFileSync(join(folder, 'organisations.json'), JSON.stringify([...organisations, { eid: 'none', name: 'No number' }]))
  t.same(await inOrder([['reset', '/reset', {}]]), ['other 200', 'reset 400'])
  t.equal(countIn('default'), 1, 'what was there is there')
  t.equal((await client.admin('GET', '/clock')).body.today, '2026-05-01')
})
