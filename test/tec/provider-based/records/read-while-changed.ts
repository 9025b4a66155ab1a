import { once } from 'node:events'
import { get, type IncomingMessage } from 'node:http'
import t from 'tap'
import { demand, frozen, listen, type Listening } from '../../../harness.ts'
import { record, send } from '../returns.ts'

/** Reads contents until their first piece has come, lets something happen, and reads on; answers the text, and whether it is whole. */
async function readInterrupted (server: Listening, submissionToken: string, between: () => Promise<unknown>) {
  const asking = get(`${server.url}/submissions/v1.0/contents/${submissionToken}?collection=learners`, {
    agent: false, headers: { authorization: 'Bearer demo-token-9001', eid: '9001' }
  })
  const [response] = await once(asking, 'response') as [IncomingMessage]
  let text = ''
  const over = new Promise<void>(resolve => response.setEncoding('utf8').on('error', () => {}).once('close', resolve))
  response.on('data', (piece: string) => { text += piece })
  await once(response, 'data')
  response.pause()
  await between()
  response.resume()
  await over
  return { status: response.statusCode, isWhole: response.complete, lines: text.trimEnd().split('\r\n').slice(1) }
}

t.test('Contents that change while they are read are no whole file; those that stay are, whatever happens to others', async t => {
  const server = await listen(t, { fixture: 'empty', 'rate-limit': 'off', clock: frozen })
  const [token, indicative] = await Promise.all([202602, 202601].map(async returnId =>
    demand(await send(server, 'POST', `/token/${returnId}`)).body.submissionToken as string))
  // More than the sockets between hold, so that the server has not read all of it.
  const wide = 'x'.repeat(15_000)
  const ids = Array.from({ length: 2000 }, (_, i) => `L${i}`)
  for (let from = 0; from < ids.length; from += 500) {
    const content = ids.slice(from, from + 500).map(id => record('learners', id, { gender: wide }))
    demand(await send(server, 'PUT', '/learners', { submissionToken: token, content }))
  }
  const put = (submissionToken: string, collection: string, id: string) =>
    send(server, 'PUT', `/${collection}`, { submissionToken, content: [record(collection, id)] })
  const remove = (submissionToken: string, localId: string) =>
    send(server, 'DELETE', '/learners', { submissionToken, content: [{ localId }] })

  const others = await readInterrupted(server, token!, async () => {
    demand(await put(indicative!, 'learners', 'L1'))
    demand(await remove(token!, 'none'))
    demand(await send(server, 'PUT', '/learners', { submissionToken: token, content: [] }))
  })
  t.match(others, { status: 200, isWhole: true })
  t.strictSame(others.lines.map(line => line.split(',')[0]).sort(), [...ids].sort())

  for (const [change, how] of [
    [() => remove(token!, 'L999'), 'a deletion'],
    [() => put(token!, 'learners', 'L998'), 'a record that takes the place of another'],
    [() => put(token!, 'courses', 'C1'), 'an upload to another collection'],
    [async () => { server.sandbox.restore(server.sandbox.store.image()) }, 'another database in the place of the one that is read'],
    [() => send(server, 'DELETE', `/token/${token}`), 'a reset']
  ] as const) {
    const { isWhole, lines } = await readInterrupted(server, token!, change)
    t.notOk(isWhole, how)
    t.ok(lines.length < ids.length, `${how}: ${lines.length} lines`)
  }
})
