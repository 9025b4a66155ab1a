import { stringifyYaml } from '@redocly/openapi-core'
import t from 'tap'
import { services } from '../../src/services.ts'
import { documentOf } from '../../src/http/openapi.ts'
import { click, documentsOnFile, exampleOf, type Sent } from '../click.ts'
import { isThorough } from '../effort.ts'
import { resolve, type Schema } from '../fuzz/operations.ts'
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

interface Shown {
  readonly sent: Sent
  readonly types: readonly string[]
  readonly operation: any
  readonly body: unknown
  readonly schema: Schema
}

/** The first example of each body of several media types, which is in JSON. */
function bodiesShown (): Shown[] {
  const found: Shown[] = []
  for (const document of documentsOnFile()) {
    for (const [path, item] of Object.entries<any>(document.paths)) {
      for (const [method, operation] of Object.entries<any>(item)) {
        const { content = {} } = operation.requestBody ?? {}
        const types = Object.keys(content)
        if (types.length < 2) continue
        const sent = click(document, path, method, operation, Buffer.alloc(0))
        if (typeof sent === 'string') throw new Error(`${operation.operationId}: ${sent}`)
        const { schema, ...shown } = content[types[0]!]
        found.push({ sent, types, operation, body: exampleOf(shown), schema: resolve(schema, document) })
      }
    }
  }
  return found
}

/** The same in another media type. */
function bodyIn (type: string, { body, schema }: Shown): string {
  if (type.endsWith('json')) return JSON.stringify(body)
  if (type.endsWith('xml')) return elementOf(schema.xml!.name!, body, schema)
  if (type.endsWith('yaml')) return stringifyYaml(body)
  throw new Error(`How a body is written in ${type} is not known here. Add it.`)
}

/** A list is an element of elements, which its schema names. */
function elementOf (name: string, value: unknown, { properties = {}, items }: Schema): string {
  const inner = Array.isArray(value)
    ? value.map(it => elementOf(items?.xml?.name ?? 'string', it, items ?? {}))
    : typeof value === 'object' && value !== null
      ? Object.entries(value).map(([member, it]) => elementOf(member, it, properties[member] ?? {}))
      : [String(value).replace(/[<&]/g, character => `&#${character.charCodeAt(0)};`)]
  return `<${name}>${inner.join('')}</${name}>`
}

t.test('What a document shows in JSON is done in each other media type that it lists, and answered alike', async t => {
  const client = await open(t, { fixture: 'demo' })
  const image = client.sandbox.store.image()
  const tried = { json: 0, xml: 0, yaml: 0 }
  for (const shown of bodiesShown()) {
    const { sent, types: [first, ...others], operation } = shown
    const where = `${sent.method} ${sent.url}`
    const send = async (type: string) => {
      client.sandbox.restore(image)
      const headers = { ...sent.headers, 'content-type': type.replace('*', 'vnd.sandbox') }
      const { status, text } = await client.inject({ ...sent, method: sent.method as 'POST', headers, payload: bodyIn(type, shown) })
      // Of a document it has the hash of the bytes.
      return { status, text: text.replace(/"hash":"\w+"/, '"hash":"…"') }
    }
    // Of JSON by other names there is much, and little to say.
    const besides = others.filter(type => isThorough || !type.endsWith('json'))
    if (besides.length === 0) continue
    const usual = await send(first!)
    t.ok(usual.status < 300 && operation.responses[usual.status], `${where} answers ${usual.status}: ${usual.text.slice(0, 200)}`)
    for (const type of besides) {
      t.same(await send(type), usual, `${type} to ${where}`)
      tried[/\w+$/.exec(type)![0] as keyof typeof tried]++
    }
  }
  t.same(tried, { json: isThorough ? 66 : 0, xml: 11, yaml: 1 })
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
