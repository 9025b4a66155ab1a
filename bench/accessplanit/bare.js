import fastify from 'fastify'

// A Fastify application that has the text of its one answer already. node bench/accessplanit/bare.js TEXT
const text = process.argv[2]
const app = fastify()
app.get('/accessplan/api/v2/CourseDate', (request, reply) => reply.type('application/json; charset=utf-8').send(text))
console.log(await app.listen({ host: '127.0.0.1', port: 0 }))
