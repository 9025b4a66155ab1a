import t from 'tap'
import { onlyWith } from '../systems.ts'
import { start } from './program.ts'

t.test('What a server had that is killed is at once with another that shares its folder, whole', { skip: onlyWith('signals') }, async t => {
  const words = ['--data', t.testdir({}), '--shared', '--clock', 'frozen:2026-03-02T09:00']
  const [first, second] = await Promise.all([start(t, words), start(t, words)])
  const headers = { authorization: 'Bearer demo-api-key', 'content-type': 'application/json' }
  const ask = (url: string, method: string, path: string, body?: object) =>
    fetch(`${url}${path}`, { method, headers, ...body && { body: JSON.stringify(body) } })
  t.equal((await ask(first.url, 'POST', '/__admin/sandboxes', { id: 'one' })).status, 201)
  let acknowledged = 0
  await Promise.all([1, 2, 3].map(async writer => {
    for (let number = 1; ; number++) {
      try {
        const { status } = await ask(first.url, 'POST', '/sandboxes/one/accessplan/api/v2/Category', { Label: `Kind ${writer}-${number}` })
        t.equal(status, 201)
      } catch {
        return
      }
      if (++acknowledged === 40) first.child.kill('SIGKILL')
    }
  }))
  await first.ended
  const reply = await ask(second.url, 'GET', "/sandboxes/one/accessplan/api/v2/Category?$filter=startswith(Label,'Kind')&$top=-1")
  const { results = [] } = await reply.json() as { results?: unknown[] }
  t.ok(results.length >= acknowledged, `${results.length} are there of ${acknowledged} that were acknowledged`)
  second.child.kill('SIGTERM')
  t.match(await second.ended, { code: 0, err: '' })
})
