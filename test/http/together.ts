import fastify from 'fastify'
import t from 'tap'
import { sendTogether } from '../../src/http/together.ts'

t.test('A reply that cannot be sent keeps nobody else from being answered', async t => {
  const app = fastify()
  t.teardown(() => app.close())
  const failures: string[] = []
  app.addHook('onSend', (_request, reply, payload, done) => sendTogether(() => done(null, payload), error => {
    failures.push((error as NodeJS.ErrnoException).code!)
    reply.raw.destroy()
  }))
  app.get('/no-header', (_request, reply) => { reply.header('x', 'a\nb').send('a') })
  app.get('/whole', (_request, reply) => { reply.send('b') })
  const url = await app.listen({ port: 0 })
  const [broken, whole] = await Promise.allSettled([fetch(`${url}/no-header`), fetch(`${url}/whole`).then(it => it.text())])
  t.equal(broken.status, 'rejected')
  t.same(whole, { status: 'fulfilled', value: 'b' })
  t.same(failures, ['ERR_INVALID_CHAR'])
})
