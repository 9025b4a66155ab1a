import t from 'tap'
import { documented, open } from '../harness.ts'

/** What every object has, so that a look-up by it finds something that nobody put there. */
const inherited = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']

t.test('What every object has by nature is no id of anything: 404 with the id, or another refusal that says what is wrong', async t => {
  const client = await open(t, { fixture: 'demo' })
  const before = Object.getOwnPropertyNames(Object.prototype)
  const operations = documented().flatMap(({ mount, operations, adminOperations = [] }) => [
    ...operations.map(({ method, path }) => ({ method, path: mount + path })),
    ...adminOperations.map(({ method, path }) => ({ method, path: `/__admin${path}` }))
  ]).filter(({ path }) => path.startsWith('/__admin') && path.includes('/:'))
  t.ok(operations.length > 20)
  for (const { method, path } of operations) {
    for (const id of inherited) {
      const url = path.replace(/:\w+/g, id)
      const reply = await client.inject({ method: method as 'GET', url, ...method !== 'GET' && method !== 'DELETE' && { payload: {} } })
      t.ok(reply.status < 500, `${method} ${url}: ${reply.status} ${reply.text.slice(0, 200)}`)
      if (method !== 'GET' && method !== 'DELETE') continue
      // What is not there is not there afterwards.
      if (method === 'DELETE' && reply.status === 200) continue
      // A number is no such text.
      t.equal(reply.status, /^\/__admin\/students\//.test(url) ? 400 : 404, `${method} ${url}: ${reply.status} ${reply.text.slice(0, 200)}`)
      t.match(reply.body.detail, id)
    }
  }
  t.same(Object.getOwnPropertyNames(Object.prototype), before)
})

t.test('The page of the documents takes nothing from elsewhere, stands in no frame, and is what it says that it is', async t => {
  const client = await open(t, { fixture: 'empty' })
  for (const url of ['/docs', '/docs/', '/docs/static/index.html', '/docs/static/swagger-ui.css', '/']) {
    const { status, headers } = await client.inject({ method: 'GET', url })
    if (status >= 300) continue
    const policy = String(headers['content-security-policy'])
    t.match(headers['x-content-type-options'], 'nosniff', url)
    if (!/html/.test(String(headers['content-type']))) continue
    t.match(policy, /default-src 'none'/, url)
    t.match(policy, /frame-ancestors '(?:none|self)'/, url)
    t.notMatch(policy, /script-src[^;]*(?:unsafe-eval|\*|https?:)/, url)
  }
})
