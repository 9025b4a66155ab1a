import fastify from 'fastify'
import swagger from '@fastify/swagger'
import BetterSqlite from 'better-sqlite3'

// What the sandbox's main dependencies take to start when they do next to nothing.
const db = new BetterSqlite(':memory:')
const answer = db.prepare("SELECT json_object('status', 'ok')").pluck()

const app = fastify()
await app.register(swagger, { openapi: { info: { title: 'Bare', version: '1' } } })
app.get('/', async (_request, reply) => {
  reply.type('application/json')
  return answer.get()
})

console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
