import t from 'tap'
import { asSecondTeo, demand } from '../../../harness.ts'
import { inEmpty } from '../../../shipped.ts'
import { codeOf, faultless, faulty, openReturns, type Kind, runBy, validate, submit } from '../returns.ts'

t.test('The returns are listed, the last first, Indicative ones if they are asked for', async t => {
  const client = await openReturns(t)
  const listOf = async (query: string) => demand(await client.sdr('GET', `/returns${query}`)).body
  const [upcoming, opened, closed] = ['upcoming', 'open', 'closed'].map(kind => client.returnId(kind as Kind))
  const full = [202612, 202608, upcoming, 202604, opened, 202512, closed, 202508, 202504]
  const all = [
    202703, 202612, 202608, upcoming, 202604, 202603, opened, client.returnId('indicative'), 202512, closed, 202508, 202504, 202503
  ]
  for (const [query, expected] of [
    ['', full], ['?includeIndicative=false', full], ['?includeIndicative=true', all], ['?includeIndicative=True', all]
  ] as const) {
    const { results, totalCount } = await listOf(query)
    t.strictSame(results.map((it: any) => it.returnId), expected, query)
    t.equal(totalCount, expected.length)
  }
  const shown = [opened, client.returnId('indicative'), closed]
  t.equal((await client.sdr('GET', '/returns?includeIndicative=perhaps')).status, 400)
  t.strictSame((await listOf('?includeIndicative=true')).results.filter((it: any) => shown.includes(it.returnId)), [
    {
      edumis: 9001,
      returnId: 202602,
      returnYear: 2026,
      returnMonth: 2,
      openWindowDate: '2026-02-22T11:00:00.000Z',
      closeWindowDate: '2026-03-16T04:00:00.000Z',
      returnType: 'Full'
    },
    {
      edumis: 9001,
      returnId: 202601,
      returnYear: 2026,
      returnMonth: 1,
      openWindowDate: '2026-01-20T11:00:00.000Z',
      closeWindowDate: '2026-03-12T04:00:00.000Z',
      returnType: 'Indicative'
    },
    {
      edumis: 9001,
      returnId: 202510,
      returnYear: 2025,
      returnMonth: 10,
      openWindowDate: '2025-10-22T11:00:00.000Z',
      closeWindowDate: '2025-11-05T04:00:00.000Z',
      returnType: 'Full',
      closeDate: '2025-11-05T04:00:00.000Z'
    }
  ])
})

t.test('A list comes in pages from 0 on, and there is no page beyond it but the first', async t => {
  const client = await openReturns(t)
  const ids = (await client.sdr('GET', '/returns', undefined, asSecondTeo)).body.results.map((it: any) => it.returnId)
  const all = ids.length
  const own = inEmpty('returns').filter(it => it.eid === 9002).length
  t.equal(all, own + 6, 'those of the fixture and the rounds')
  const cases: Array<[query: string, page: number, pageSize: number, results: number[]]> = [
    ['', 0, 100, ids], ['?page=0', 0, 100, ids], [`?pageSize=${all}`, 0, all, ids], ['?pageSize=4', 0, 4, ids.slice(0, 4)],
    ['?page=1&pageSize=4', 1, 4, ids.slice(4, 8)], ['?page=2&pageSize=2', 2, 2, ids.slice(4, 6)],
    ['?page=0&pageSize=1', 0, 1, ids.slice(0, 1)],
    [`?page=${all - 1}&pageSize=1`, all - 1, 1, ids.slice(-1)],
    ['?pageSize=1000', 0, 1000, ids], ['?pageSize=1001', 0, 1000, ids], ['?pageSize=2147483647', 0, 1000, ids], ['?pageSize=0', 0, 0, []]
  ]
  for (const [query, page, pageSize, results] of cases) {
    const { body, headers } = await client.sdr('GET', `/returns${query}`, undefined, asSecondTeo)
    t.equal(headers['sandbox-warnings'], /pageSize=(?:1001|2147483647)/.test(query) ? 'page.size-that-is-given' : undefined, query)
    t.strictSame({ ...body, results: body.results?.map((it: any) => it.returnId) }, { page, pageSize, results, totalCount: all }, query)
  }
  for (const [query, code] of [
    ['?page=-1', 'PR1'], ['?pageSize=-1', 'PR1'], ['?page=-1&pageSize=-1', 'PR1'], ['?page=-2147483648', 'PR1'], ['?page=1', 'PR2'],
    [`?page=${all}&pageSize=1`, 'PR2'], [`?page=${Math.ceil(all / 2)}&pageSize=2`, 'PR2'], ['?page=2147483647&pageSize=1', 'PR2'],
    ['?page=x', 'CV1'], ['?page=1.5', 'CV1'], ['?pageSize=', 'CV1'], ['?page=2147483648', 'CV1']
  ] as const) t.equal(codeOf(await client.sdr('GET', `/returns${query}`, undefined, asSecondTeo)), `400 ${code}`, query)
})

t.test('A page that is proposed is there', async t => {
  const client = await openReturns(t)
  const { totalCount: all } = (await client.sdr('GET', '/returns', undefined, asSecondTeo)).body
  for (const [query, proposed] of [
    ['?page=-1', 'page -1 is below 0. Use page 0.'], ['?page=-1&pageSize=1', `page -1 is below 0. Use a page from 0 to ${all - 1}.`],
    ['?pageSize=-1', 'pageSize -1 is below 0. Use a pageSize from 0 to 1000.'],
    ['?page=2&pageSize=-1', 'pageSize -1 is below 0. Use a pageSize from 0 to 1000, and page 0.'],
    ['?page=1', `Page 1 does not exist: ${all} results make 1 page (pages count from 0). Use page 0.`],
    [`?page=${all}&pageSize=1`, `Page ${all} does not exist: ${all} results make ${all} pages (pages count from 0). ` +
      `Use a page from 0 to ${all - 1}.`],
    [`?page=1&pageSize=${all}`, `Page 1 does not exist: ${all} results make 1 page (pages count from 0). Use page 0.`],
    [`?page=2&pageSize=${all - 1}`, `Page 2 does not exist: ${all} results make 2 pages (pages count from 0). Use a page from 0 to 1.`]
  ] as const) {
    t.match((await client.sdr('GET', `/returns${query}`, undefined, asSecondTeo)).body.detail, proposed, query)
  }
})

t.test('A list with nothing in it has a first page', async t => {
  // A century that has no rounds yet.
  const client = await openReturns(t, { at: '2102-05-11T09:00' })
  client.db().exec('DELETE FROM sdrReturn WHERE eid = 9001')
  t.strictSame((await client.sdr('GET', '/returns')).body, { page: 0, pageSize: 100, results: [], totalCount: 0 })
  t.equal(codeOf(await client.sdr('GET', '/returns?page=1')), '400 PR2')
  t.match((await client.sdr('GET', '/returns?page=1')).body.detail,
    'Page 1 does not exist: 0 results make 1 page (pages count from 0). Use page 0.')
})

t.test('The status of a return follows its submission and its last run, through its whole life', async t => {
  const client = await openReturns(t)
  const returnId = client.returnId('open')
  const is = async (returnStatus: string | undefined, submissionStatus: string | undefined, when: string) => {
    t.equal((await client.listed(returnId)).returnStatus, returnStatus, when)
    if (submissionStatus) t.equal((await client.requestToken('open')).body.submissionStatus, submissionStatus, when)
  }
  await is(undefined, undefined, 'before a token is asked for')
  const token = await client.token()
  await is('Accumulate', 'Pending', 'with a token')
  await client.upload('courses', token, [faulty])
  await is('Accumulate', 'Pending', 'with a record')

  await runBy(client, { progression: 'time', seconds: 10 })
  await client.sdr('POST', `/validation/${token}`)
  await is('Queued', undefined, 'a validation was asked for')
  await client.advance('2026-03-02T09:00:04.999')
  await is('Queued', undefined, 'before half of its time')
  await client.advance('2026-03-02T09:00:05')
  await is('InProgress', undefined, 'after half of its time')
  await client.advance('2026-03-02T09:00:09.999')
  await is('InProgress', undefined, 'before it is over')
  t.strictSame(await client.advance('2026-03-02T09:00:10'), [
    { on: '2026-03-02', at: '2026-03-01T20:00:10.000Z', event: 'validation run is over', eid: 9001, returnId }
  ])
  await is('Rejected', 'Pending', 'it found an error')

  await runBy(client, { progression: 'immediate' })
  await client.upload('courses', token, [faultless])
  await is('Rejected', 'Pending', 'the error is mended, and nobody has looked')
  await client.sdr('POST', `/validation/${token}`)
  await is('Processed', 'Validated', 'a run finds no errors')
  await client.upload('courses', token, [])
  await client.remove('courses', token, ['none'])
  await is('Processed', 'Validated', 'nothing has changed')
  await client.upload('courses', token, [{ ...faultless, localId: 'ANOTHER', courseCode: 'ANOTHER' }])
  await is('Accumulate', 'Pending', 'what was found no longer goes for what is there')
  await validate(client, token)
  await is('Processed', 'Validated', 'validated again')
  await client.remove('courses', token, ['none', 'ANOTHER'])
  await is('Accumulate', 'Pending', 'deleting changes the contents, too')

  t.equal((await client.sdr('DELETE', `/token/${token}`)).status, 204)
  await is('Cancelled', undefined, 'reset')
  const next = await client.token()
  await is('Accumulate', 'Pending', 'begun anew')
  await client.upload('courses', next, [faultless])
  await validate(client, next)
  demand(await submit(client, next))
  await is('Submitted', undefined, 'submitted')
  await client.advance('2026-03-16T17:00')
  await is('Submitted', undefined, 'submitted, and its window has closed')
  t.equal((await client.listed(returnId)).closeDate, '2026-03-16T04:00:00.000Z')
})
