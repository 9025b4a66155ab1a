import { createServer } from 'node:http'

// The least that Node can do: no router, no parsing. A visit is answered with the bytes that it came as.
const plan = Buffer.from(process.argv[2])

const server = createServer((request, response) => {
  if (request.method === 'GET') return answer(response, 200, plan)
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => answer(response, 201, Buffer.concat(chunks)))
})

function answer (response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  response.end(body)
}

server.listen(0, '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
