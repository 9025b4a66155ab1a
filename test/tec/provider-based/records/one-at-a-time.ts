import { once } from 'node:events'
import { connect } from 'node:net'
import t from 'tap'
import { isThorough } from '../../../effort.ts'
import { asSecondTeo, demand, frozen, listen } from '../../../harness.ts'
import { begin, codeOf, collectionNames, faultless, record, send, idsIn } from '../returns.ts'

const held = { DS1: '429 DS1', DS2: '429 DS2', DS3: '429 DS3' }

t.test('While one request changes a collection, no other of the organisation may, nor is it validated', async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const tokenOf = async (eid: string, kind: number) => demand(await send(server, 'POST', `/token/${kind}`, undefined, {
    eid, authorization: `Bearer demo-token-${eid}`
  })).body.submissionToken as string
  const [ours, indicative, theirs] = [await tokenOf('9001', 202602), await tokenOf('9001', 202601), await tokenOf('9002', 202602)]
  const upload = (submissionToken: string, name: string, localId: string) => ({ submissionToken, content: [record(name, localId)] })
  const deletion = (submissionToken: string) => ({ submissionToken, content: [{ localId: 'none' }] })
  demand(await send(server, 'PUT', '/courses', { submissionToken: ours, content: [faultless] }))
  demand(await send(server, 'PUT', '/courses', { submissionToken: theirs, content: [faultless] }, asSecondTeo))

  for (const name of collectionNames) {
    const other = name === 'learners' ? 'courses' : 'learners'
    for (const [method, body] of [['PUT', upload(ours, name, 'FIRST')], ['DELETE', deletion(ours)]] as const) {
      const when = `while a ${method} of ${name} is on its way`
      const first = await begin(server, method, `/${name}`, body)
      for (let time = 1; time <= 2; time++) {
        const refusals = [
          await send(server, 'PUT', `/${name}`, upload(ours, name, 'SECOND')),
          await send(server, 'PUT', `/${name}`, upload(indicative, name, 'SECOND')),
          await send(server, 'DELETE', `/${name}`, deletion(ours)),
          await send(server, 'POST', `/validation/${ours}`)
        ]
        t.strictSame(refusals.map(codeOf), [held.DS1, held.DS1, held.DS2, held.DS3], when)
        for (const { headers, body } of refusals) {
          t.equal(headers['retry-after'], '1')
          t.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
          t.strictSame(Object.keys(body).sort(), ['detail', 'errorCode', 'instance', 'status', 'title', 'type'])
        }
      }
      t.strictSame((await Promise.all([
        send(server, 'PUT', `/${other}`, upload(ours, other, 'OTHER')),
        send(server, 'PUT', `/${name}`, upload(theirs, name, 'THEIRS'), asSecondTeo),
        send(server, 'POST', '/validation/nonsense', undefined, asSecondTeo),
        send(server, 'GET', `/validation/${ours}`),
        send(server, 'GET', '/returns'),
        send(server, 'POST', '/token/202602')
      ])).map(codeOf), ['200', '200', '400 SC3', '200', '200', '200'], `others pass ${when}`)
      demand(await send(server, 'DELETE', `/${other}`, { submissionToken: ours, content: [{ localId: 'OTHER' }] }))

      t.equal((await first.finish()).status, 200)
      t.strictSame(idsIn(server, name).includes('FIRST'), true)
      t.notOk(idsIn(server, name).includes('SECOND'))
      t.equal((await send(server, method, `/${name}`, body)).status, 200, 'and the next passes after it')
    }
    t.equal((await send(server, 'DELETE', `/${name}`, { submissionToken: ours, content: [{ localId: 'FIRST' }] })).status, 200)
  }
  t.equal((await send(server, 'POST', `/validation/${ours}`)).status, 200)
})

t.test('A client that breaks off gives way, and so does a request that is refused', async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const submissionToken = demand(await send(server, 'POST', '/token/202602')).body.submissionToken as string
  const learner = { submissionToken, content: [record('learners', 'L1')] }
  const next = async (localId: string, why: string) => {
    t.equal((await send(server, 'PUT', '/learners', { submissionToken, content: [record('learners', localId)] })).status, 200, why)
    t.strictSame(idsIn(server, 'learners'), [localId])
    t.strictSame((await send(server, 'DELETE', '/learners', { submissionToken, content: [{ localId }] })).status, 200)
  }
  for (const method of ['PUT', 'DELETE']) {
    const first = await begin(server, method, '/learners', learner)
    t.equal(codeOf(await send(server, 'PUT', '/learners', learner)), held.DS1)
    await first.breakOff()
    await next('L2', `a ${method} broke off half way`)
  }
  for (const [code, body, headers] of [
    ['400 CV1', { submissionToken }, {}], ['400 SC1', { ...learner, submissionToken: 'nonsense' }, {}],
    ['400 GM1', learner, { 'content-encoding': 'gzip' }],
    ['400 MP1', { submissionToken, content: Array(501).fill(record('learners', 'L3')) }, {}],
    ['415', learner, { 'content-type': 'text/xml' }]
  ] as const) {
    t.equal(codeOf(await send(server, 'PUT', '/learners', body, headers)), code)
    await next('L4', `after ${code}`)
    // The others are refused before their bodies are whole.
    if (!/CV1|SC1|MP1/.test(code)) continue
    const first = await begin(server, 'PUT', '/learners', body, headers)
    t.equal(codeOf(await send(server, 'PUT', '/learners', learner)), held.DS1)
    t.equal(codeOf(await first.finish()), code)
    await next('L5', `after ${code}, in halves`)
  }
})

t.test('Of many uploads at once, each is stored whole or told to come again, and in the end all are there', async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const submissionToken = demand(await send(server, 'POST', '/token/202602')).body.submissionToken as string
  let waiting = Array.from({ length: 24 }, (_, i) => `L${i}`)
  const stored: string[] = []
  while (waiting.length > 0) {
    const replies = await Promise.all(waiting.map(id =>
      send(server, 'PUT', '/learners', { submissionToken, content: ['a', 'b'].map(part => record('learners', `${id}${part}`)) })))
    t.ok(replies.every(reply => ['200', held.DS1].includes(codeOf(reply))))
    const taken = waiting.filter((_, i) => replies[i]!.status === 200)
    t.ok(taken.length > 0, 'one of them is always taken')
    stored.push(...taken.flatMap(id => [`${id}a`, `${id}b`]))
    t.strictSame(idsIn(server, 'learners'), [...stored].sort())
    waiting = waiting.filter(id => !taken.includes(id))
  }
})

t.test('What one sandbox is sent keeps nobody waiting in another, and a reset lets go of it', async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const into = (id: string) => ({ 'sandbox-id': id })
  const ids = ['default', 'one', 'two']
  for (const id of ids.slice(1)) server.sandboxes.create(id)
  const tokenOf = async (id: string): Promise<string> =>
    demand(await send(server, 'POST', '/token/202602', undefined, into(id))).body.submissionToken
  const bodyOf = async (id: string) => ({ submissionToken: await tokenOf(id), content: [record('learners', 'L1')] })
  const bodies = new Map(await Promise.all(ids.map(async id => [id, await bodyOf(id)] as const)))
  const put = (id: string) => send(server, 'PUT', '/learners', bodies.get(id)!, into(id))

  const first = await begin(server, 'PUT', '/learners', bodies.get('one')!, into('one'))
  t.strictSame([codeOf(await put('one')), codeOf(await put('two')), codeOf(await put('default'))], [held.DS1, '200', '200'])
  server.sandboxes.find('one')!.reset()
  bodies.set('one', await bodyOf('one'))
  t.equal(codeOf(await put('one')), '200', 'what came before a reset holds nothing')

  const second = await begin(server, 'PUT', '/learners', bodies.get('one')!, into('one'))
  await first.breakOff()
  t.equal(codeOf(await put('one')), held.DS1, 'nor does its end let go of what came after')
  t.equal((await second.finish()).status, 200)
  t.equal(codeOf(await put('one')), '200')
})

t.test('Who begins an upload and falls silent is dropped, and the next is let in', { skip: !isThorough && 'takes seconds' }, async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const submissionToken = demand(await send(server, 'POST', '/token/202602')).body.submissionToken as string
  const learner = { submissionToken, content: [record('learners', 'L1')] }
  const arrived = once(server.http, 'request')
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1').on('error', () => {})
  socket.write('PUT /submissions/v1.0/learners HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer demo-token-9001\r\nEID: 9001\r\n' +
    'Content-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"submissionToken":')
  await arrived
  t.equal(codeOf(await send(server, 'PUT', '/learners', learner)), held.DS1)
  // It says no good-bye: that the server closes the connection is what this waits for.
  await once(socket, 'close')
  t.equal(codeOf(await send(server, 'PUT', '/learners', learner)), '200')
})
