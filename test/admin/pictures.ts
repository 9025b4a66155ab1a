import t from 'tap'
import { learner } from '../clients/typed/records.ts'
import { demand, open, type Client } from '../harness.ts'

/** The rows of a figure's table, each in one line, with the request that made it. */
const rowsOf = (picture: any): string[] => picture.figures[0].table.rows.map(({ cells, request, isNew }: any) =>
  [...cells.slice(0, 4), request, isNew && 'new'].filter(it => it).join(' | '))

const life = async (client: Client, id = '9001:DEMO-L04') => demand(await client.admin('GET', `/pictures/learners/${id}`)).body

const starting = (rows: string[], start: string) => rows.filter(it => it.startsWith(start)).map(it => it.slice(start.length + 3))

t.test('What there are pictures of is listed, and found by a search and by a group', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { kinds } = demand(await client.admin('GET', '/pictures')).body
  t.same(kinds.map(({ kind }: any) => kind), ['learners', 'returns', 'courses'])
  const searches: Array<[string, string, number, string | undefined]> = [
    ['learners', '', 17, '9001:DEMO-L01'],
    ['learners', '?group=9002', 2, '9002:DEMO-L01'],
    ['learners', '?search=demo-l07', 1, '9001:DEMO-L07'],
    ['learners', '?search=harbourside', 3, '9001:DEMO-L07'],
    ['learners', '?search=GRACE', 2, '9001:DEMO-L07'],
    ['learners', '?search=nobody', 0, undefined],
    ['learners', '?group=x', 0, undefined],
    ['learners', '?limit=1', 17, '9001:DEMO-L01'],
    ['returns', '?search=202605', 1, '9001:202605'],
    ['courses', '?search=5018', 1, '5018'],
    ['courses', '?search=minute', 4, '5018'],
    ['courses', '?limit=1', 33, '5013']
  ]
  for (const [kind, query, total, first] of searches) {
    const { body } = demand(await client.admin('GET', `/pictures/${kind}${query}`))
    t.same([body.total, body.subjects[0]?.id], [total, first], `${kind}${query}`)
  }
  t.match(await client.admin('GET', '/pictures/courses?group=9001'),
    { status: 400, body: { detail: 'Pictures of courses are in no groups. Leave out "group".' } })
})

t.test('What is not there is told of', async t => {
  const client = await open(t, { fixture: 'demo' })
  for (const [path, detail] of [
    ['nothing', 'of learners, returns and courses'],
    ['nothing/1', 'of learners, returns and courses'],
    ['learners/9001:X', 'no learner "9001:X"'],
    ['learners/X', 'no learner "X"'],
    ['returns/9001:202613', 'no return'],
    ['returns/1:202604', 'no return'],
    ['courses/1', 'no course "1"']
  ] as const) {
    const { status, body } = await client.admin('GET', `/pictures/${path}`)
    t.match([status, body.detail], [404, detail], path)
  }
  t.match((await client.admin('GET', '/snapshots/none/pictures')).status, 404)
})

t.test('A learner\'s life is drawn as its records have it, and as the requests tell of what came before', async t => {
  const client = await open(t, { fixture: 'demo' })
  const put = async (what: string, body: object) => demand(await client.put(`/training-agreements/DEMO-TA04/${what}`, body))
  await put('hold', { pauseDate: '2026-02-02', onHoldReasonCode: 'PL' })
  await put('restart', { restartDate: '2026-02-15' })
  await put('grace', { pauseDate: '2026-02-20', graceReasonCode: 'RD' })
  const visit = { visitLocalId: 'V-1', visitDate: '2026-02-19' }
  demand(await client.post('/training-plans/DEMO-TP04/visits', visit))
  const rows = rowsOf(await life(client))
  t.same(starting(rows, 'Agreement DEMO-TA04'), [
    'Pending | 2025-11-02 | 2025-11-11',
    'Active | 2025-11-12 | 2026-02-01',
    'Hold | 2026-02-02 | 2026-02-14 | r-1',
    'Active | 2026-02-15 | 2026-02-19 | r-2',
    'Grace | 2026-02-20 | goes on | r-3',
    'grace runs out (to come) | 2026-04-04 | 2026-04-04'
  ])
  t.same(starting(rows, 'Enrolment DEMO-E04'), [
    'Active | 2025-11-12 | 2026-02-01', 'Hold | 2026-02-02 | 2026-02-14 | r-1', 'Active | 2026-02-15 | 2026-02-19 | r-2',
    'Grace | 2026-02-20 | goes on | r-3'
  ])
  t.same(starting(rows, 'The 42 days'), ['42 days (to come) | 2026-02-20 | 2026-04-03 | r-3'])
  t.match(starting(rows, 'Visits'), [/V04-1/, /V04-2/, 'V-1 | 2026-02-19 | 2026-02-19 | r-4', /V04-3/])
  demand(await client.admin('POST', '/clock/advance', { to: '2026-04-05T09:00' }))
  const later = rowsOf(await life(client))
  t.match(starting(later, 'Agreement DEMO-TA04').slice(-2), [/^Grace \| 2026-02-20 \| 2026-04-03/, /^Finished \| 2026-04-04/])
  t.match(starting(later, 'Enrolment DEMO-E04').at(-1), /^Withdrawn \| 2026-04-04/)
  t.match(starting(later, 'Plan DEMO-TP04'), [/^plan \| 2025-11-12 \| 2026-04-03/])
})

t.test('Lives of every kind of the fixture are drawn', async t => {
  const client = await open(t, { fixture: 'demo' })
  const ends: Array<[string, RegExp]> = [
    ['L01', /no agreement yet/],
    ['L03', /is Pending since 2026-01-31/],
    ['L06', /is Hold since 2026-01-31/],
    ['L08', /is Grace .* Next: grace runs out on 2026-03-03/],
    ['L09', /is Finished, ended 2026-01-01/],
    ['L13', /is Finished, ended 2025-11-22/],
    ['L14', /Next: participation starts on 2026-03-16/]
  ]
  for (const [id, says] of ends) t.match((await life(client, `9001:DEMO-${id}`)).figures[0].says, says, id)
  t.match(rowsOf(await life(client, '9001:DEMO-L13')).find(it => it.includes('Completed')), /^Enrolment DEMO-E13 \| Completed \| 2025-11-22/)
  for (const { id } of (await client.admin('GET', '/pictures/learners')).body.subjects) t.equal((await life(client, id)).id, id)
})

t.test('A transfer ends one agreement and begins another; nothing that was reset, dry or refused has made anything', async t => {
  const client = await open(t, { fixture: 'demo' })
  const visits = '/training-plans/DEMO-TP04/visits'
  const visit = { visitLocalId: 'DEMO-V04-9', visitDate: '2026-02-19' }
  demand(await client.post(visits, visit))
  await client.reset('data')
  await client.call('POST', visits, visit, { 'Sandbox-Dry-Run': '1' })
  t.notMatch(rowsOf(await life(client)).join(), 'V04-9')
  demand(await client.post(visits, visit))
  await client.post(visits, visit)
  t.match(rowsOf(await life(client)).find(it => it.includes('V04-9')), /r-3$/)
  const details = { employerName: 'Kererū Joinery Ltd', employmentRegionCode: 9, trainingAgreementSignedDate: '2026-03-01' }
  demand(await client.post('/training-agreements/DEMO-TA04/transfer', {
    newTrainingAgreementLocalId: 'TA-NEW',
    newTrainingAgreement: details
  }))
  const rows = rowsOf(await life(client))
  t.match(starting(rows, 'Agreement DEMO-TA04').at(-1), /^Finished \| 2026-03-01 \| 2026-03-01 \| r-5/)
  t.match(starting(rows, 'Agreement TA-NEW')[0], /^Pending \| 2026-03-01 \| goes on \| r-5/)
  t.match(rows.find(it => it.startsWith('Enrolment DEMO-E04')), /2025-11-12/)
})

t.test('A return has its window, what is in it, and what its two passes found', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { submissionToken } = demand(await client.sdr('POST', '/token/202602')).body
  demand(await client.sdr('PUT', '/learners', { submissionToken, content: [learner] }))
  const read = async () => demand(await client.admin('GET', '/pictures/returns/9001:202602')).body
  const lanes = rowsOf(await read())
  t.match(starting(lanes, 'Window')[0], /^open \| /)
  t.match(starting(lanes, 'Submission'), ['Pending | 2026-03-02 | goes on | r-1'])
  t.match(starting(lanes, 'Uploads'), [/^learners \| 2026-03-02 .*r-2$/])
  demand(await client.sdr('POST', `/validation/${submissionToken}`))
  const picture = await read()
  const titled = (title: RegExp) => picture.figures.find((it: any) => title.test(it.title))
  t.same(titled(/collection/).groups[0].rows.map(({ name, count, request }: any) => [name, count, request]), [
    ['Learners', 1, 'r-2'], ['Courses', 0, undefined], ['Course enrolments', 0, undefined], ['Course completions', 0, undefined],
    ['Qualification completions', 0, undefined]
  ])
  const [first, second] = titled(/found/).groups
  t.match(first, { name: 'First pass', rows: [{ name: '364', count: 1, unit: 'errors' }] })
  t.match(second, { name: 'Second pass', rows: [], note: /does not run/ })
  t.match(titled(/runs/).table.rows, [{ cells: ['1', /2026/, /2026/, /2026/, 'Rejected', '1', '0'], request: 'r-3' }])
  t.match(titled(/Tokens/).table.rows, [{
    cells: [new RegExp(`^…${submissionToken.slice(-6)}$`), '2026-03-03 09:00', 'good'],
    request: 'r-1'
  }])
  t.notMatch(JSON.stringify(picture), submissionToken, 'a token is a secret')
})

t.test('Courses have a calendar, and each its places, delegates, waiting list, basket and invoice', async t => {
  const client = await open(t, { fixture: 'demo' })
  const { overview } = demand(await client.admin('GET', '/pictures/courses')).body
  t.match(overview.entries.find(({ key }: any) => key === '5018'), {
    from: '2026-03-14',
    taken: 6,
    of: 6,
    waiting: 2,
    subject: '5018',
    tone: 'pressing'
  })
  const read = async (id: string) => demand(await client.admin('GET', `/pictures/courses/${id}`)).body
  const titled = (picture: any, title: string) => picture.figures.find((it: any) => it.title === title)
  t.equal(titled(await read('5018'), 'Waiting list').table.rows.length, 2)
  demand(await client.basket('GET', '2005'))
  demand(await client.basket('POST', '2005/5016/12'))
  const { UniqueBasketID: unique, Items: [{ BasketItemID: item }] } = demand(await client.basket('GET', '2005')).body
  demand(await client.basket('PUT', `${unique}/${item}/users`, ['2005']))
  t.match(titled(await read('5016'), 'Baskets with this course').table.rows, [{ cells: ['2005', /\w/, '–', 'open'], request: 'r-4' }])
  const { BookingID: booking, InvoiceID: invoice } = demand(await client.basket('POST', `${unique}/complete`)).body
  const after = await read('5016')
  t.match(titled(after, 'Delegates').table.rows.find(({ cells }: any) => cells[1] === '2005'), {
    cells: { 3: 'Booked', 5: booking },
    request: 'r-5'
  })
  t.match(titled(after, 'Invoices').table.rows, [{ cells: { 2: booking }, request: 'r-5' }])
  t.ok(invoice)
})

t.test('What has changed in the pictures since a snapshot is marked, and what only time has moved is not', async t => {
  const client = await open(t, { fixture: 'demo' })
  const since = async () => demand(await client.admin('GET', '/snapshots/before/pictures')).body
  demand(await client.admin('POST', '/snapshots', { id: 'before' }))
  client.freeze('2026-03-02T10:00')
  t.same(await since(), { total: 0, pictures: [] })
  demand(await client.post('/training-plans/DEMO-TP04/visits', { visitLocalId: 'V-1', visitDate: '2026-02-19' }))
  demand(await client.put('/training-agreements/DEMO-TA06/restart', { restartDate: '2026-03-01' }))
  const { total, pictures } = await since()
  t.same([total, pictures.map(({ id }: any) => id)], [2, ['9001:DEMO-L06', '9001:DEMO-L04']])
  const news = pictures.map((it: any) => rowsOf(it).filter(row => row.endsWith('new')))
  t.match(news, [[/^Agreement DEMO-TA06 \| Active \| 2026-03-01/, /^Enrolment DEMO-E06 \| Active \| 2026-03-01/], [/^Visits \| V-1/]])
  t.equal(news[0].length + news[1].length, 3)
})
