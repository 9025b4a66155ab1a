import t from 'tap'
import { services } from '../../src/services.ts'
import { documentOf } from '../../src/http/openapi.ts'
import { documented, open, type Client, type Headers } from '../harness.ts'

/** Every body as its document says that it may be sent; what is answered is held to the document by the harness. */

const credentials: Record<string, Headers> = {
  tecToken: { authorization: 'Bearer demo-token-9001', eid: '9001' },
  accessplanitToken: { authorization: 'Bearer demo-api-key' }
}

/** A body that is of a media type, and says nothing. */
function bodyOf (type: string): string {
  if (type === 'application/x-www-form-urlencoded') return 'nothing=said'
  if (type === 'text/csv' || type === 'text/plain') return 'nothing said'
  return type.endsWith('xml') ? '<Nothing><Said>true</Said></Nothing>' : '{}'
}

interface Body { readonly method: string, readonly url: string, readonly headers: Headers, readonly types: readonly string[] }

/** Every operation that has a body, at a path of which nothing is there. */
const bodies: Body[] = documented().flatMap(service => Object.entries(documentOf(service).paths).flatMap(([path, item]) =>
  Object.entries<any>(item!).filter(([, { requestBody }]) => requestBody).map(([method, { requestBody, security }]) => ({
    method: method.toUpperCase(),
    url: service.mount + path.replace(/\{\w+\}/g, '1'),
    headers: credentials[Object.keys(security?.[0] ?? {})[0]!] ?? {},
    types: Object.keys(requestBody.content)
  }))))

const send = (client: Client, { method, url, headers }: Body, type: string) =>
  client.inject({ method: method as 'POST', url, headers: { ...headers, 'content-type': type }, payload: bodyOf(type) })

t.test('Every media type of a body that a document lists is taken, and another is a 415 that it lists, too', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.ok(bodies.length > 60, `${bodies.length} bodies`)
  for (const body of bodies) {
    for (const type of body.types) {
      const { status } = await send(client, body, type.replace('*', 'vnd.sandbox'))
      t.not(status, 415, `${type} to ${body.method} ${body.url}`)
    }
    t.equal((await send(client, body, 'text/plain')).status, 415, `text/plain to ${body.method} ${body.url}`)
  }
})

t.test('What the program reads as a body of none is in no document, and a form of one API is none of another', async t => {
  const client = await open(t, { fixture: 'demo' })
  const withJson = bodies.filter(({ types }) => types.includes('application/json'))
  t.equal(new Set(withJson.map(({ url }) => services.find(({ mount }) => mount && url.startsWith(`${mount}/`))?.name)).size, 5)
  for (const body of withJson) t.equal((await send(client, body, 'application/x-www-form-urlencoded')).status, 415, body.url)
})
