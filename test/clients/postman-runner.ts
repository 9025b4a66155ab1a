import assert from 'node:assert/strict'
import { Script, createContext } from 'node:vm'
import type { Auth, Body, Collection, Environment, Event, Folder, Item, Request } from '../../src/postman/format.ts'

/** Runs a collection as Postman does, as far as the collections of the sandbox need it: one request after another, with its scripts. */

export interface Ran { readonly requests: number, readonly tests: number, readonly failures: readonly string[] }

type Answer = { code: number, text: () => string, json: () => unknown, headers: { get: (name: string) => string | null } }

interface Scope {
  readonly get: (name: string) => string
  readonly set: (name: string, value: string) => void
  readonly filled: (text: string) => string
}

export const itemsOf = ({ item }: Pick<Folder, 'item'>): Item[] => item.flatMap(it => 'request' in it ? [it] : itemsOf(it))

export async function run (collection: Collection, environment: Environment, baseUrl: string): Promise<Ran> {
  const scope = scopeOf(collection, environment, baseUrl)
  const ran = { requests: 0, tests: 0, failures: [] as string[] }
  for (const item of itemsOf(collection)) {
    const headers = new Map(item.request.header.map(({ key, value }) => [key, value]))
    await play(collection.event, item, { scope, headers, ran, answer: undefined })
    const answer = await send(item.request, headers, scope)
    ran.requests++
    await play(item.event, item, { scope, headers, ran, answer })
  }
  return ran
}

function scopeOf (collection: Collection, environment: Environment, baseUrl: string): Scope {
  const ofCollection = new Map(collection.variable.map(({ key, value }) => [key, value]))
  const given = new Map([...environment.values.map(({ key, value }) => [key, value] as const), ['baseUrl', baseUrl] as const])
  const get = (name: string) => given.get(name) ?? ofCollection.get(name) ?? ''
  const filled = (text: string) => text.replace(/\{\{(\w+)\}\}/g, (whole, name) => given.has(name) || ofCollection.has(name) ? get(name) : whole)
  return { get, set: (name, value) => { ofCollection.set(name, value) }, filled }
}

async function send (request: Request, headers: ReadonlyMap<string, string>, { filled }: Scope): Promise<Answer> {
  const { method, url, body, auth } = request
  const sent = new Headers([...headers].map(([name, value]) => [name, filled(value)]))
  const authorization = authorizationOf(auth, filled)
  if (authorization !== undefined) sent.set('authorization', authorization)
  return await asked(filled(url.raw), { method, headers: sent, ...body && { body: textOf(body, filled) } })
}

const textOf = (body: Body, filled: Scope['filled']): string => body.mode === 'raw'
  ? filled(body.raw)
  : new URLSearchParams(Object.fromEntries(body.urlencoded.map(({ key, value }) => [key, filled(value)]))).toString()

function authorizationOf (auth: Auth, filled: (text: string) => string): string | undefined {
  if (auth.type === 'bearer') return `Bearer ${filled(auth.bearer[0]!.value)}`
  if (auth.type === 'noauth') return undefined
  return `Basic ${Buffer.from(auth.basic.map(({ value }) => filled(value)).join(':')).toString('base64')}`
}

async function asked (url: string, options: RequestInit): Promise<Answer> {
  const response = await fetch(url, options)
  const text = await response.text()
  return { code: response.status, text: () => text, json: () => JSON.parse(text), headers: response.headers }
}

interface Played { scope: Scope, headers: Map<string, string>, ran: { tests: number, failures: string[] }, answer: Answer | undefined }

/** What a script sends is answered before anything else happens. */
async function play (events: readonly Event[], item: Item, { scope, headers, ran, answer }: Played): Promise<void> {
  const pending: Array<Promise<void>> = []
  const pm = {
    info: { requestName: item.name },
    variables: { get: scope.get },
    collectionVariables: { get: scope.get, set: scope.set },
    request: {
      url: { getPath: () => new URL(scope.filled(item.request.url.raw)).pathname },
      headers: { get: (name: string) => headers.get(name), upsert: (it: { key: string, value: string }) => headers.set(it.key, it.value) }
    },
    response: answer && { ...answer, to: { have: { status: (code: number) => assert.equal(answer.code, code) } } },
    expect: (value: any) => ({
      to: {
        eql: (other: unknown) => assert.deepEqual(plain(value), plain(other)),
        include: Object.assign((part: string) => assert.ok(value.includes(part), `${value} has no ${part}`), {
          all: { keys: (names: string[]) => assert.deepEqual(plain(names.filter(name => !(name in value))), []) }
        }),
        have: { lengthOf: (length: number) => assert.equal(value.length, length) }
      }
    }),
    sendRequest: ({ url, method, header, body }: any, then: (error: Error | null, answer?: Answer) => void) => {
      pending.push(asked(url, { method, headers: header, body: body.raw }).then(it => then(null, it)))
    },
    test: (name: string, holds: () => void) => {
      ran.tests++
      try {
        holds()
      } catch (error) {
        ran.failures.push(`${item.name}: ${name}: ${(error as Error).message} ${answer?.text().slice(0, 300)}`)
      }
    }
  }
  for (const { script } of events) new Script(script.exec.join('\n')).runInContext(createContext({ pm }))
  for (let next = pending.shift(); next; next = pending.shift()) await next
}

/** Without what tells values of a script from others. */
const plain = (value: unknown): unknown => value === undefined ? undefined : JSON.parse(JSON.stringify(value))
