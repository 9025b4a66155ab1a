import t from 'tap'
import { services } from '../../src/services.ts'
import { documentOf } from '../../src/http/openapi.ts'
import { isThorough } from '../effort.ts'
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

/** The first example of each body, and the media types in JSON that it can be sent as; a range stands for one of its own. */
async function examplesIn (client: Client): Promise<Array<Body & { payload: string }>> {
  const found = []
  for (const { name, mount } of documented()) {
    const { body: document } = await client.inject({ url: `/openapi/${name}.json` })
    for (const [path, item] of Object.entries<any>(document.paths)) {
      for (const [method, { requestBody, parameters = [], security }] of Object.entries<any>(item)) {
        const types = Object.keys(requestBody?.content ?? {}).filter(type => type.endsWith('json'))
        if (types.length < 2) continue
        const url = parameters.reduce((url: string, it: any) => url.replace(`{${it.name}}`, encodeURIComponent(firstOf(it))), path)
        const headers = credentials[Object.keys(security?.[0] ?? {})[0]!] ?? {}
        const payload = JSON.stringify(firstOf(requestBody.content[types[0]!]))
        found.push({ method: method.toUpperCase(), url: mount + url, headers, types, payload })
      }
    }
  }
  return found
}

const firstOf = ({ examples = {} }: any): any => Object.values<any>(examples)[0]?.value

t.test('Each media type in JSON that a document lists is answered alike', { skip: !isThorough && 'in CI' }, async t => {
  const client = await open(t, { fixture: 'demo' })
  let several = 0
  for (const { method, url, headers, types, payload } of await examplesIn(client)) {
    const replies = []
    for (const type of types) {
      const sent = { ...headers, 'content-type': type.replace('*', 'vnd.sandbox'), 'sandbox-dry-run': '1' }
      const { status, text } = await client.inject({ method: method as 'POST', url, headers: sent, payload })
      replies.push({ status, text })
    }
    several++
    for (const reply of replies) t.same(reply, replies[0], `${method} ${url}`)
    t.ok(replies[0]!.status < 300, `${method} ${url} answers ${replies[0]!.status}`)
  }
  t.ok(several > 30, `${several} bodies`)
})

/** Every operation, at a path of which nothing is there. */
const operations = documented().flatMap(service => Object.entries(documentOf(service).paths).flatMap(([path, item]) =>
  Object.entries<any>(item!).map(([method, operation]) => ({
    operation,
    method: method.toUpperCase(),
    url: service.mount + path.replace(/\{\w+\}/g, '1'),
    headers: credentials[Object.keys(operation.security?.[0] ?? {})[0]!] ?? {}
  }))))

t.test('What every operation can be refused with is as its document says: a stranger, another method, a body too large', async t => {
  const client = await open(t, { fixture: 'demo' })
  const statuses = new Map<number, number>()
  const note = ({ status }: { status: number }) => statuses.set(status, (statuses.get(status) ?? 0) + 1)
  for (const { method, url, headers, operation } of operations) {
    const isOurs = url.startsWith('/__admin') || /^\/(?:livez|readyz|metrics)/.test(url)
    if (operation.responses[401] && !isOurs) {
      const { authorization: _, ...stranger } = headers
      for (const sent of [stranger, { ...stranger, authorization: 'Bearer nobody' }]) {
        const reply = await client.inject({ method: method as 'GET', url, headers: sent })
        note(reply)
        // The two calls about users of a return say 403.
        t.equal(reply.status, /^\/submissions\/v1\.0\/user(?:\/|$)/.test(url) ? 403 : 401, `${method} ${url}`)
      }
    }
    note(await client.inject({ method: 'PATCH', url, headers }))
    if (!operation.responses[413]) continue
    // It says so before it sends any.
    const large = { 'content-type': Object.keys(operation.requestBody.content)[0]!, 'content-length': String(2 ** 40) }
    const reply = await client.inject({ method: method as 'POST', url, headers: { ...headers, ...large }, payload: ' ' })
    note(reply)
    t.equal(reply.status, 413, `${method} ${url}`)
  }
  t.ok(statuses.get(401)! > 200 && statuses.get(405)! > 150 && statuses.get(413)! > 60, [...statuses].join('; '))
})

/** The sandbox's own API is left out: some of its operations go on until who listens leaves. */
const isLimited = ({ url, operation }: { url: string, operation: any }): boolean =>
  operation.responses[429] !== undefined && !url.startsWith('/__admin')

t.test('and whoever sends too much is told to wait, as the documents say', async t => {
  const client = await open(t, { fixture: 'demo', 'rate-limit': '1/1h' })
  let limited = 0
  for (const { method, url, headers, operation } of operations.filter(isLimited)) {
    const { status } = await client.inject({ method: method as 'GET', url, headers })
    if (status === 429) limited++
    else t.ok(operation.responses[status], `${method} ${url} answers ${status}`)
  }
  t.ok(limited > 45, `${limited} of them`)
})
