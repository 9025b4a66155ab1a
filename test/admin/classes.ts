import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { agrees } from '../../src/classroom/agrees.ts'
import { drawCode, readCode } from '../../src/classroom/codes.ts'
import { watch } from '../data.ts'
import { page as pageOf } from '../house/walks.ts'
import { demand, listen, open, type Client, type Flags, type Reply } from '../harness.ts'

const token = 'token-of-the-trainer'

interface Room {
  client: Client
  /** As opening it answered. */
  body: any
  ask (bearer: string | undefined, method: string, path: string, payload?: object): Promise<Reply>
  trainer (method: string, path: string, payload?: object): Promise<Reply>
}

async function openClass (t: Test, { seats = 2, flags = {}, machine, ...more }: {
  seats?: number, flags?: Flags, machine?: () => number, tasks?: string[]
} = {}): Promise<Room> {
  const client = await open(t, { fixture: 'demo', 'admin-token': token, ...flags }, machine)
  const ask: Room['ask'] = (bearer, method, path, payload) => client.inject({
    method: method as 'GET',
    url: path,
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
    ...payload && { payload }
  })
  const trainer: Room['trainer'] = (method, path, payload) => ask(token, method, `/__admin${path}`, payload)
  return { client, ask, trainer, body: demand(await trainer('POST', '/classes', { name: 'Term 2 – Māori', seats, ...more })).body }
}

const plan = '/work-submission-api/v1.0/training-plans/DEMO-TP04'

const asTms = { authorization: 'Bearer demo-token-9001', eid: '9001' }

/** A TMS that is pointed at a seat. */
const report = ({ client }: Room, { sandbox }: { sandbox: string }, visitDate: string, visitLocalId = 'V-1'): Promise<Reply> =>
  client.inject({ method: 'POST', url: `/sandboxes/${sandbox}${plan}/visits`, headers: asTms, payload: { visitLocalId, visitDate } })

t.test('A class has a sandbox and a code for each seat, its tasks, and the fixture and clock that they want', async t => {
  const room = await openClass(t, { seats: 3 })
  t.match(room.body, { id: 'term-2-maori', name: 'Term 2 – Māori', fixture: 'demo' })
  t.same(room.body.tasks.map(({ id }: any) => id), ['missing-visit', 'refused-agreement', 'submit-return'])
  t.equal(new Set(room.body.seats.map(({ code }: any) => code)).size, 3)
  for (const [n, seat] of room.body.seats.entries()) {
    t.match(seat, { number: n + 1, code: /^[A-Z2-9]{4}-[A-Z2-9]{4}$/, who: null, atHand: 'missing-visit', today: '2026-03-02', isThere: true })
    t.match(seat.sandbox, new RegExp(`^term-2-maori-${n + 1}-[a-z2-9]{5}$`))
    t.equal((await report(room, seat, '2026-02-10')).status, 201, 'a TMS needs no code')
  }
  t.equal((await room.client.inject({ url: plan, headers: asTms })).body.visits.length, 3, 'the default sandbox is no seat')
  t.match((await room.trainer('POST', '/classes', { name: 'Term 2 - Maori', seats: 1 })).body, { id: 'term-2-maori-2' })
  t.match((await room.trainer('GET', '/classes')).body.classes, [{ id: 'term-2-maori', seats: 3 }, { id: 'term-2-maori-2', seats: 1 }])
  t.match((await room.trainer('GET', `/classes/term-2-maori/seats/${room.body.seats[2].code.toLowerCase()}`)).body, { number: 3 })
})

t.test('What is no class is told so, and nothing is made', async t => {
  const { client, trainer } = await openClass(t, { seats: 1 })
  const before = client.sandboxes.list()
  const bad: Array<[object, RegExp]> = [
    [{ name: ' ', seats: 1 }, /name is blank/],
    [{ name: 'x', seats: 0 }, /seats must be at least 1, but is 0|seats must be 1 or more/],
    [{ name: 'x', seats: 61 }, /a class has at most 60/], [{ name: 'x', seats: 1001 }, /a class has at most 60/],
    [{ name: 'x', seats: 1, tasks: ['nothing'] }, /no task "nothing"\. Use missing-visit,/],
    [{ name: 'x', seats: 1, tasks: ['submit-return', 'submit-return'] }, /"submit-return" twice/],
    [{ name: 'x', seats: 1, fixture: 'none' }, /Fixture "none" does not exist/],
    [{ name: 'x', seats: 1, clock: { mode: 'frozen' } }, /needs "now"/]
  ]
  for (const [payload, message] of bad) {
    const { status, text } = await trainer('POST', '/classes', payload)
    t.equal(status, 400)
    t.match(text.replaceAll('\\"', '"'), message)
  }
  t.same(client.sandboxes.list(), before)
  for (const path of ['none', 'none/results', 'none/events', 'none/seats/1', 'term-2-maori/seats/7']) {
    t.equal((await trainer('GET', `/classes/${path}`)).status, 404, path)
  }
})

t.test('Classes of one name that are opened at once have an id and sandboxes each; one that there is no room for leaves none', async t => {
  const { client, trainer } = await openClass(t, { seats: 1, flags: { 'max-sandboxes': '10' } })
  const opened = await Promise.all([3, 2].map(seats => trainer('POST', '/classes', { name: 'Monday', seats })))
  t.same(opened.map(({ body }) => [body.id, body.seats.length]), [['monday', 3], ['monday-2', 2]])
  t.equal(new Set(opened.flatMap(({ body }) => body.seats.map(({ sandbox }: any) => sandbox))).size, 5)
  const before = client.sandboxes.list()
  const refused = await trainer('POST', '/classes', { name: 'Tuesday', seats: 4 })
  t.match(refused, { status: 400, text: /There may be 10 sandboxes; the class needs one for each seat, 4 more than the 7 that exist\. Delete/ })
  t.same(client.sandboxes.list(), before)
  const rivals = await Promise.all([2, 2].map(seats => trainer('POST', '/classes', { name: 'Friday', seats })))
  t.same(rivals.map(({ status }) => status).sort(), [201, 400], 'there is room for one of two')
  t.equal(client.sandboxes.list().length, before.length + 2)
  for (const { status, body } of rivals) if (status === 201) demand(await trainer('DELETE', `/classes/${body.id}`))
  t.same(client.sandboxes.list(), before)
  t.same((await trainer('GET', '/classes')).body.classes.map(({ id }: { id: string }) => id).sort(), ['monday', 'monday-2', 'term-2-maori'])
  const dry = await client.inject({
    method: 'POST',
    url: '/__admin/classes',
    headers: { authorization: `Bearer ${token}`, 'sandbox-dry-run': '1' },
    payload: { name: 'Tuesday', seats: 1 }
  })
  t.equal(dry.status, 400)
  t.same(client.sandboxes.list(), before, 'and a dry run makes none')
})

/** What a trainee may not do even in the own sandbox, as it reaches beyond it. */
const ofServer = [
  'GET /metrics', 'GET /__admin/sandboxes', 'POST /__admin/sandboxes', 'GET /__admin/sandboxes/{id}', 'DELETE /__admin/sandboxes/{id}',
  'POST /__admin/requests/{id}/fork', 'GET /__admin/rules/coverage', 'DELETE /__admin/rules/coverage', 'GET /__admin/demos',
  'GET /__admin/demos/{id}', 'GET /__admin/tasks', 'GET /__admin/classes', 'POST /__admin/classes', 'GET /__admin/classes/{id}',
  'DELETE /__admin/classes/{id}', 'GET /__admin/classes/{id}/seats/{seat}', 'GET /__admin/classes/{id}/results',
  'GET /__admin/classes/{id}/events'
]

/** What a trainee may do in the own sandbox, and what it says of the seat. Whatever is new is to be put into one of the two lists. */
const ofTrainee = [
  'DELETE /__admin/contract', 'DELETE /__admin/faults', 'DELETE /__admin/faults/{id}', 'DELETE /__admin/requests',
  'DELETE /__admin/snapshots/{id}', 'GET /__admin', 'GET /__admin/apis', 'GET /__admin/calendar', 'GET /__admin/clock',
  'GET /__admin/contract', 'GET /__admin/contract/drift', 'GET /__admin/custom-fields', 'GET /__admin/events', 'GET /__admin/faults',
  'GET /__admin/faults/{id}', 'GET /__admin/pictures', 'GET /__admin/pictures/{kind}', 'GET /__admin/pictures/{kind}/{id}',
  'GET /__admin/readings', 'GET /__admin/requests', 'GET /__admin/requests/export', 'GET /__admin/requests/{id}',
  'GET /__admin/requests/{id}/explain', 'GET /__admin/rules', 'GET /__admin/rules/{id}/examples', 'GET /__admin/seat',
  'GET /__admin/snapshots', 'GET /__admin/snapshots/{id}/changes', 'GET /__admin/snapshots/{id}/pictures', 'GET /__admin/state/export',
  'GET /__admin/students/{nationalStudentNumber}', 'GET /__admin/transitions/validation', 'GET /__admin/transitions/validation/rules',
  'PATCH /__admin/rules/{id}', 'POST /__admin/clock/advance', 'POST /__admin/custom-fields', 'POST /__admin/faults',
  'POST /__admin/nzqa/completions', 'POST /__admin/requests/count', 'POST /__admin/requests/find', 'POST /__admin/requests/verify',
  'POST /__admin/reset', 'POST /__admin/returns/{returnId}/open', 'POST /__admin/returns/{returnId}/settle', 'POST /__admin/snapshots',
  'POST /__admin/snapshots/{id}/restore', 'POST /__admin/state/import', 'POST /__admin/students/{nationalStudentNumber}/merge',
  'POST /__admin/submissions/{submissionToken}/course-differences', 'POST /__admin/submissions/{submissionToken}/submit',
  'POST /__admin/tokens', 'PUT /__admin/clock', 'PUT /__admin/contract', 'PUT /__admin/faults', 'PUT /__admin/faults/{id}',
  'PUT /__admin/readings', 'PUT /__admin/seat', 'PUT /__admin/students/{nationalStudentNumber}', 'PUT /__admin/transitions/validation',
  'PUT /__admin/transitions/validation/rules'
]

t.test('A code opens its own seat and nothing else: every operation, in every other sandbox', async t => {
  const { client, ask, trainer, body: { id, seats: [own, other] } } = await openClass(t)
  const { operations } = (await trainer('GET', '')).body as { operations: Array<{ method: string, path: string }> }
  t.ok(operations.length > 60)
  const [refused, own403, allowed]: [string[], string[], string[]] = [[], [], []]
  const before = new Map(client.sandboxes.list().map(it => [it, client.sandboxes.find(it)!.store.image().toString('latin1')]))
  for (const { method, path } of operations) {
    const name = `${method} ${path}`
    if (/^\/(?:livez|readyz)$/.test(path)) continue
    const url = path.replace('{id}', path.startsWith('/__admin/classes') ? id : path.includes('/sandboxes/') ? other.sandbox : 'x')
      .replace(/\{\w+\}/g, 'x')
    const isOfTrainee = path === '/__admin/seat'
    if (!ofServer.includes(name)) allowed.push(name)
    for (const place of ['', '/sandboxes/default', `/sandboxes/${other.sandbox}`]) {
      const { status, body } = await ask(own.code, method, `${place}${url}`)
      if (isOfTrainee) t.ok(body.sandbox === own.sandbox || status === 400, `${name} is about the own seat, wherever it is asked`)
      else {
        t.match({ status, ...body }, { status: 403, detail: /^The code of seat 1 opens only the sandbox "term-2-maori-1-\w+", and / }, name)
        refused.push(name)
      }
      t.equal((await ask(undefined, method, `${place}${url}`)).status, 401, `${name} without a code`)
    }
    if (path.endsWith('/events')) continue
    const mine = await ask(own.code, method, `/sandboxes/${own.sandbox}${url}`)
    if (mine.status === 403) own403.push(name)
    else t.not(mine.status, 401, `${name} in the own sandbox`)
  }
  t.same(allowed.sort(), ofTrainee.toSorted(), 'what is new is known to be for trainees, or has "isOfServer"')
  t.same(own403.sort(), ofServer.filter(it => !it.endsWith('/events')).sort())
  t.ok(refused.length > 200)
  for (const [name, image] of before) {
    if (name !== own.sandbox) t.equal(client.sandboxes.find(name)!.store.image().toString('latin1'), image, `${name} is as it was`)
  }
})

t.test('A trainee who finds nothing is not told of other sandboxes, as the trainer is', async t => {
  const room = await openClass(t)
  const [own, other] = room.body.seats
  await report(room, other, '2026-02-10')
  const count = async (bearer: string) =>
    demand(await room.ask(bearer, 'POST', `/sandboxes/${own.sandbox}/__admin/requests/count`, { status: 500 })).body
  t.same(await count(own.code), { count: 0 })
  t.match(await count(token), { count: 0, message: `Another sandbox of this server has requests in its journal: ${other.sandbox}.` })
  const { body: { detail } } = await room.ask(own.code, 'GET', `/sandboxes/${own.sandbox}/__admin/requests/last/explain`)
  t.equal(detail, 'No request is in the journal. Send one to an emulated API first.')
})

t.test('Whoever tries code after code has to wait; who has come in before does not', async t => {
  let now = Date.parse('2026-03-02T09:00Z')
  const { ask, body: { seats: [own, other] } } = await openClass(t, { machine: () => now })
  const seat = (code: string) => ask(code, 'GET', '/__admin/seat')
  t.equal((await seat(own.code.toLowerCase().replace('-', ''))).status, 200, 'in any case, and without its line')
  for (let n = 0; n < 10; n++) t.match(await seat(`AAAA-AAA${n % 8 + 2}`), { status: 401, body: { detail: /^No seat has the code "AAAA-AAA\d"/ } })
  t.match(await seat('AAAA-AAAA'), { status: 429, headers: { 'retry-after': '60' }, body: { detail: /Try again in 60 seconds/ } })
  t.equal((await seat(other.code)).status, 429, 'nor does it say that one was right')
  t.equal((await seat(own.code)).status, 200)
  t.equal((await ask(token, 'GET', '/__admin/clock')).status, 200, 'nor does the trainer wait')
  now += 60_000
  t.equal((await seat(other.code)).status, 200)
})

t.test('Codes have no letter that is taken for another, and are drawn and not counted', t => {
  const codes = Array.from({ length: 500 }, drawCode)
  t.equal(new Set(codes).size, 500)
  t.notMatch(codes.join(''), /[IO01a-z]/)
  for (const code of codes) t.equal(readCode(` ${code.toLowerCase().replace('-', ' ')} `), code)
  for (const text of ['', 'K7QM-X4T', 'K7QM-X4TRR', 'K7QM-X4T0', 'demo-token-9001']) t.equal(readCode(text), undefined, text)
  t.end()
})

t.test('That a task is done is seen by itself; looking changes nothing, is asked nothing, and no fault strikes it', async t => {
  const room = await openClass(t)
  const { client, ask, trainer, body: { seats: [own] } } = room
  const outage = { match: { method: 'GET' }, effect: { status: 503 } }
  demand(await ask(own.code, 'PUT', `/sandboxes/${own.sandbox}/__admin/faults/outage`, outage))
  t.equal((await report(room, own, '2026-03-10')).status, 400)
  t.equal((await report(room, own, '2026-02-10')).status, 201)
  const sandbox = client.sandboxes.find(own.sandbox)!
  const written = watch(sandbox)
  const { body } = await ask(own.code, 'GET', '/__admin/seat')
  t.match(body, {
    class: 'Term 2 – Māori',
    number: 1,
    url: `http://localhost:80/sandboxes/${own.sandbox}`,
    atHand: 'refused-agreement',
    tasks: [{ id: 'missing-visit', doneAt: /^20/, tries: 2, refusals: { 'visit.date-by-today': 1 } }, { doneAt: null }, { doneAt: null }]
  })
  t.match(body.tasks[0].steps, [{ title: 'Report it', requests: [{ method: 'POST', body: /2026-03-10/ }] }])
  t.notMatch(JSON.stringify(body), /check/, 'what is looked for is not told')
  t.strictSame(written(), {})
  t.equal(sandbox.journal.entries().length, 2)
  t.match((await ask(own.code, 'GET', `/sandboxes/${own.sandbox}/__admin/faults`)).body.faults, [{ matched: 0 }])
  t.match((await trainer('GET', '/classes/term-2-maori')).body.seats, [
    {
      faults: ['outage'],
      last: { request: `POST ${plan}/visits`, status: 201 },
      lastRefusal: { status: 400, id: 'r-1', rules: ['visit.date-by-today'] }
    },
    { last: null, lastRefusal: null, atHand: 'missing-visit' }
  ])
  demand(await ask(own.code, 'POST', `/sandboxes/${own.sandbox}/__admin/reset`, {}))
  t.equal((await ask(own.code, 'GET', '/__admin/seat')).body.atHand, 'refused-agreement', 'what was done has been done')
})

t.test('Every task that comes with it can be done as it says, and is not done before', async t => {
  const room = await openClass(t, { seats: 1 })
  const { client, ask, body: { seats: [own] } } = room
  const tasks = async () => (await ask(own.code, 'GET', '/__admin/seat')).body.tasks
  const mended: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
    'missing-visit': [['2026-03-10', '2026-02-10']],
    'refused-agreement': [['DEMO-L1"', 'DEMO-L01"'], ['2026-03-20', '2026-02-20']],
    'submit-return': [['"nameIdCode"', '"nationalStudentNumber": 150000001, "nameIdCode"']]
  }
  for (const [n, { id, steps }] of (await tasks()).entries()) {
    const kept = new Map<string, string>()
    const send = async (changes: ReadonlyArray<readonly [string, string]>): Promise<Reply[]> => {
      const replies: Reply[] = []
      for (const { method, path, headers, body, keeps } of steps.flatMap(({ requests }: any) => requests)) {
        const filled = (text: string) => text.replace(/\$\{(\w+)\}/g, (_, name: string) => kept.get(name)!)
        const payload = body === null ? undefined : changes.reduce((text, [from, to]) => text.replace(from, to), filled(body))
        const auth = path.startsWith('/__admin') ? { authorization: `Bearer ${own.code}` } : headers
        const reply = await client.inject({
          method, url: `/sandboxes/${own.sandbox}${filled(path)}`, headers: { ...headers, ...auth }, ...payload !== undefined && { payload }
        })
        if (keeps) kept.set(keeps.name, reply.body[keeps.member])
        replies.push(reply)
      }
      return replies
    }
    t.ok((await send([])).some(({ status }) => status === 400), `${id}: as it stands it is refused`)
    t.equal((await tasks())[n].doneAt, null, id)
    t.same((await send(mended[id]!)).filter(({ status }) => status >= 300), [], id)
    t.match((await tasks())[n].doneAt, /^20/, id)
  }
})

t.test('What an answer must have is held against it member by member', t => {
  const found = { a: 1, b: 'x', list: [{ n: 1, m: 2 }, { n: 3 }], none: null, empty: [] }
  for (const [wanted, expected] of [
    [undefined, true], ['…', true], [{ a: 1 }, true], [{ a: 2 }, false], [{ a: '1' }, false], [{ b: '…' }, true], [{ c: '…' }, false],
    [{ none: '…' }, false], [{ none: null }, true], [{ c: null }, true], [{ a: null }, false], [{ list: [{ n: 3 }] }, true],
    [{ list: [{ n: 3 }, { n: 1 }] }, true], [{ list: [{ n: 4 }] }, false], [{ list: [] }, false], [{ empty: [] }, true],
    [{ list: ['…'] }, true], [{ a: {} }, false], [[], false]
  ] as const) t.equal(agrees(wanted, found), expected, JSON.stringify(wanted))
  t.end()
})

t.test('Tasks of a folder come first, and one that wants another start than others cannot be given with them', async t => {
  const look = 'curl -s localhost:4010/accessplan/api/v1/users -H "Authorization: Bearer demo-api-key"'
  const task = (...lines: string[]) => ['# Ours', '', 'About it.', '', ...lines, '', '```check', look, '```'].join('\n')
  const demos = t.testdir({ 'ours.md': task('Do it.'), 'late.md': task('Fixture: `empty`'), 'bad.md': task('> Why?') })
  const { trainer } = await openClass(t, { seats: 1, flags: { demos } })
  const { body: { tasks, problems } } = await trainer('GET', '/tasks')
  t.match(tasks.map(({ id, isOwn }: any) => `${id} ${isOwn}`), ['late true', 'ours true', 'missing-visit false', /./, /./])
  t.match(problems, [{ file: /bad\.md$/, line: 5, message: /nothing is sent after this question/ }])
  t.same((await trainer('GET', '/demos')).body.demos.filter(({ isOwn }: any) => isOwn), [], 'a task is no demo')
  t.match((await trainer('POST', '/classes', { name: 'x', seats: 1, tasks: ['ours', 'late'] })).body,
    { status: 400, detail: /"ours" and "late" want another fixture each, demo and empty\. Give "fixture"/ })
  t.equal((await trainer('POST', '/classes', { name: 'x', seats: 1, tasks: ['ours', 'late'], fixture: 'demo' })).status, 201)
  const made = (await trainer('POST', '/classes', { name: 'y', seats: 1, tasks: ['ours'] })).body
  t.match(made, { fixture: 'demo', tasks: [{ id: 'ours', title: 'Ours' }] })
})

t.test('The task that the chapter for trainers shows works', async t => {
  const [, name, example] = /`(second-visit\.md)`:\n\n````markdown\n(.*?)````/s.exec(pageOf('docs/pages.md'))!
  const room = await openClass(t, { seats: 1, flags: { demos: t.testdir({ [name!]: example! }) }, tasks: ['second-visit'] })
  const { ask, body: { seats: [own] } } = room
  const task = async () => (await ask(own.code, 'GET', '/__admin/seat')).body.tasks[0]
  t.match(await task(), { title: 'Visit Wiremu again', doneAt: null, steps: [{ story: [/^Wiremu was visited on 24 February/], requests: [] }] })
  t.equal((await report(room, own, '2026-02-24', 'V-25')).status, 201)
  t.equal((await task()).doneAt, null)
  await room.client.inject({ method: 'DELETE', url: `/sandboxes/${own.sandbox}${plan}/visits/V-25`, headers: asTms })
  t.equal((await report(room, own, '2026-02-24', 'V-24')).status, 201)
  t.match((await task()).doneAt, /^20/)
})

/** The events of a stream, up to one that is meant. */
async function eventsUntil (reader: ReadableStreamDefaultReader<Uint8Array>, isMeant: (text: string) => boolean): Promise<string> {
  let text = ''
  while (!isMeant(text)) {
    const { value, done } = await reader.read()
    if (done) break
    text += Buffer.from(value).toString()
  }
  return text
}

t.test('The trainer hears of the seats that changed, gathered; of the end of the class, too; and closing ends its sandboxes', async t => {
  const { url, sandboxes } = await listen(t, { fixture: 'demo', 'admin-token': token })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const ask = (method: string, path: string, body?: object) =>
    fetch(`${url}/__admin${path}`, { method, headers, ...body && { body: JSON.stringify(body) } })
  const { seats: [, seat] } = await (await ask('POST', '/classes', { name: 'Monday', seats: 3 })).json() as any
  const reader = (await ask('GET', '/classes/monday/events')).body!.getReader()
  t.match(await eventsUntil(reader, text => text.includes('\n\n')), 'event: listening\ndata: {"class":"monday"}')
  const send = (visitDate: string) => fetch(`${url}/sandboxes/${seat.sandbox}${plan}/visits`, {
    method: 'POST',
    headers: { ...asTms, 'content-type': 'application/json' },
    body: JSON.stringify({ visitLocalId: 'V-1', visitDate })
  })
  await Promise.all(Array.from({ length: 20 }, () => send('2026-03-10')))
  const first = await eventsUntil(reader, text => text.includes('"visit.date-by-today":20'))
  t.ok(first.split('event: seats').length <= 6, 'twenty requests are not twenty events')
  t.match(first, /"seats":\[\{"number":2,/, 'only the seat that changed')
  await send('2026-02-10')
  t.match(await eventsUntil(reader, text => text.includes('"atHand":"refused-agreement"')), /"doneAt":"20/)
  // Who moves the clock of a seat, or resets it, is heard as well.
  await fetch(`${url}/sandboxes/${seat.sandbox}/__admin/clock/advance`, { method: 'POST', headers, body: '{ "by": "P1D" }' })
  await eventsUntil(reader, text => text.includes('"today":"2026-03-03"'))
  t.equal((await ask('DELETE', '/classes/monday')).status, 204)
  t.match(await eventsUntil(reader, () => false), 'event: closed')
  t.same(sandboxes.list(), ['default'])
  t.equal((await fetch(`${url}/__admin/seat`, { headers: { authorization: `Bearer ${seat.code}` } })).status, 401)
  t.equal((await ask('GET', '/classes/monday')).status, 404)
})

t.test('The results are a file: JSON, or CSV in which no name is a formula', async t => {
  const room = await openClass(t, { tasks: ['missing-visit'] })
  const { ask, trainer, body: { seats: [own] } } = room
  t.match((await ask(own.code, 'PUT', '/__admin/seat', { who: ' =HYPERLINK("x"), Mere ' })).body, { who: '=HYPERLINK("x"), Mere' })
  await report(room, own, '2026-03-10')
  await report(room, own, '2026-02-10')
  await room.client.inject({ url: `/sandboxes/${own.sandbox}/work-submission-api/v1.0/nothing`, headers: asTms })
  await ask(own.code, 'GET', '/__admin/seat')
  const result = { seat: 1, who: '=HYPERLINK("x"), Mere', task: 'missing-visit', title: 'Report the missing visit', tries: 2 }
  t.match((await trainer('GET', '/classes/term-2-maori/results')).body, {
    id: 'term-2-maori',
    results: [
      { ...result, doneAt: /^20/, refusals: { 'visit.date-by-today': 1 } }, { seat: 2, who: null, doneAt: null, tries: 0 }
    ]
  })
  const { headers, text } = await trainer('GET', '/classes/term-2-maori/results?format=csv')
  t.equal(headers['content-type'], 'text/csv; charset=utf-8')
  const [heading, first, second, end] = text.split('\r\n')
  t.equal(heading, '\uFEFFseat,who,task,title,doneAt,tries,refusals')
  t.match(first, /^1,"'=HYPERLINK\(""x""\), Mere",missing-visit,Report the missing visit,20[^,]+,2,visit\.date-by-today 1(?:; status 404 1)?$/)
  t.equal(second, '2,,missing-visit,Report the missing visit,,0,')
  t.equal(end, '')
  t.match((await ask(own.code, 'PUT', '/__admin/seat', { who: null })).body, { who: null })
})

t.test('Classes survive a restart, with what was done; and are seen again before anybody asks for them', async t => {
  const flags = { fixture: 'demo', 'admin-token': token, data: t.testdir({}), clock: 'frozen:2026-03-02T09:00' }
  const ask = async (url: string, bearer: string, method: string, path: string, body?: object): Promise<any> => (await fetch(url + path, {
    method, headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' }, ...body && { body: JSON.stringify(body) }
  })).json()
  const send = (url: string, { sandbox }: { sandbox: string }, visitDate: string) => fetch(`${url}/sandboxes/${sandbox}${plan}/visits`, {
    method: 'POST', headers: { ...asTms, 'content-type': 'application/json' }, body: JSON.stringify({ visitLocalId: 'V-1', visitDate })
  })
  const first = await listen(t, flags)
  const { seats: [own, other] } = await ask(first.url, token, 'POST', '/__admin/classes', { name: 'Monday', seats: 2 })
  await send(first.url, own, '2026-02-10')
  t.match(await ask(first.url, own.code, 'PUT', '/__admin/seat', { who: 'Mere' }), { who: 'Mere' })
  t.match(await ask(first.url, own.code, 'GET', '/__admin/seat'), { atHand: 'refused-agreement' })
  await first.stop()
  const { url } = await listen(t, flags)
  t.equal((await send(url, other, '2026-03-10')).status, 400)
  t.match((await ask(url, token, 'GET', '/__admin/classes/monday')).seats, [
    { code: own.code, who: 'Mere', atHand: 'refused-agreement', tasks: [{ doneAt: /^20/, tries: 1 }, {}, {}] },
    { code: other.code, atHand: 'missing-visit', lastRefusal: { rules: ['visit.date-by-today'] } }
  ])
  t.match(await ask(url, own.code, 'GET', '/__admin/seat'), { number: 1, atHand: 'refused-agreement' })
})

t.test('On loopback, where everybody is let in, a code still opens its own seat alone; before there is a class it is no code', async t => {
  const client = await open(t, { fixture: 'demo' })
  const clock = (code: string) => client.inject({ url: '/__admin/clock', headers: { authorization: `Bearer ${code}` } })
  t.equal((await clock('AAAA-AAAA')).status, 200)
  const { body: { seats: [{ code, sandbox }] } } = await client.admin('POST', '/classes', { name: '教室', seats: 1 })
  t.match(sandbox, /^class-1-/)
  t.equal((await clock('AAAA-AAAA')).status, 401)
  t.equal((await clock(code)).status, 403)
  t.equal((await clock('something else')).status, 200)
  t.equal((await client.admin('GET', '/clock')).status, 200)
  t.equal((await client.admin('GET', '/seat')).status, 400)
  t.match((await client.inject({ url: `/sandboxes/${sandbox}/__admin/seat` })).body, { number: 1 })
  const foreign = { authorization: `Bearer ${code}`, host: '127.0.0.1:4010', origin: 'http://evil.example' }
  t.equal((await client.inject({ url: `/sandboxes/${sandbox}/__admin/clock`, headers: foreign })).status, 403)
  demand(await client.admin('DELETE', '/classes/class'))
  t.equal((await clock(code)).status, 401, 'a code of a class that is over does not open everything')
})

t.test('A sandbox of a seat that somebody deletes is told of, and one that sleeps is still heard', async t => {
  const room = await openClass(t)
  const { client, trainer, body: { seats: [own, other] } } = room
  client.sandboxes.sleep(own.sandbox)
  await report(room, own, '2026-03-10')
  client.sandboxes.delete(other.sandbox)
  await setTimeout(0)
  const { body } = await trainer('GET', '/classes/term-2-maori')
  t.match(body.seats, [{ lastRefusal: { status: 400 }, isThere: true }, { isThere: false, today: null }])
  const within = await room.ask(token, 'DELETE', `/sandboxes/${own.sandbox}/__admin/classes/term-2-maori`)
  t.match(within, { status: 400, body: { detail: /, a sandbox of the class that it closes\. Send it without/ } })
  t.equal((await trainer('DELETE', '/classes/term-2-maori')).status, 204)
})
