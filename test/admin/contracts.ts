import t from 'tap'
import { anotherContract } from '../contract/another-contract.ts'
import { demand, open } from '../harness.ts'

t.test('A contract that was adopted, replaced or left since is told of by its hash, never by its text', async t => {
  const client = await open(t)
  const adopt = async (basePath: string, overlay?: object) => {
    const document = anotherContract({ service: 'accessplanit-v2', basePath })
    const given = { document, ...overlay && { overlay } }
    return demand(await client.admin('PUT', '/contract', given)).body.hash as string
  }
  const since = async (id: string) => {
    const { body, text } = await client.admin('GET', `/snapshots/${id}/changes`)
    t.ok(text.length < 1000, `${text.length} characters`)
    return body
  }
  const told = (what: string, ...members: object[]) =>
    ({ total: 1, changes: [{ kind: 'contract', name: 'accessplanit-v2', what, members }] })
  demand(await client.admin('POST', '/snapshots', { id: 'none' }))
  const first = await adopt('/one')
  const length = { member: 'documentBytes', after: Number }
  t.match(await since('none'), told('added', { member: 'service', after: 'accessplanit-v2' }, { member: 'hash', after: first }, length))
  demand(await client.admin('POST', '/snapshots', { id: 'first' }))
  t.same(await since('first'), { total: 0, changes: [] })
  const second = await adopt('/two')
  t.same(await since('first'), told('changed', { member: 'hash', before: first, after: second }))
  demand(await client.admin('POST', '/snapshots', { id: 'second' }))
  const third = await adopt('/two', { matches: {} })
  t.same(await since('second'), told('changed',
    { member: 'hash', before: second, after: third }, { member: 'overlayBytes', after: JSON.stringify({ matches: {} }).length }))
  demand(await client.admin('DELETE', '/contract'))
  t.match(await since('first'), told('removed', { member: 'service', before: 'accessplanit-v2' }, { member: 'hash', before: first }))
  t.same(await since('none'), { total: 0, changes: [] })
})
