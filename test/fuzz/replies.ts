import assert from 'node:assert/strict'
import { Kind, type TSchema } from '@sinclair/typebox'
import { faultsOf } from '../../src/core/schema.ts'
import type { Reply } from '../harness.ts'
import type { Operation, Schema } from './operations.ts'
import type { Request } from './requests.ts'

export const isRefusal = ({ status }: Reply): boolean => status >= 400

/** Asserts all that is true of every reply, whatever was asked; `rules` are the ids of the catalogue. */
export function checkReply (request: Request, reply: Reply, operations: readonly Operation[], rules: ReadonlySet<string>): void {
  assert.ok(reply.status < 500, `the status is ${reply.status}`)
  checkHeaders(reply, rules)
  assert.notEqual(reply.body, undefined, 'the reply is no JSON')
  if (!isRefusal(reply)) checkSuccess(request, reply, operations)
  else if (/^\/oauth2\//.test(request.url) && reply.status !== 404) checkTokenError(reply)
  else checkProblem(request, reply)
}

function checkHeaders ({ status, headers, text }: Reply, rules: ReadonlySet<string>): void {
  for (const [name, value] of Object.entries(headers)) {
    assert.match(String(value), /^[\x20-\x7e]*$/, `the header ${name} has characters that no header may have`)
    assert.ok(String(value).length < 4000, `the header ${name} has ${String(value).length} characters`)
    assert.notEqual(name, 'x-injected')
  }
  assert.equal(headers['content-length'], String(Buffer.byteLength(text)))
  const broken = listOf(headers['sandbox-rules'])
  assert.ok(broken.length === 0 || status >= 400, 'a rule is broken, and yet the request is not refused')
  // A long list is cut off, somewhere among the members.
  const warnings = listOf(headers['sandbox-warnings']).filter(it => !it.startsWith('ignored-member:'.slice(0, it.length)))
  for (const id of [...broken, ...warnings]) assert.ok(rules.has(id), `the catalogue has no rule "${id}"`)
}

const listOf = (header: unknown): string[] => header === undefined ? [] : String(header).split(', ')

function checkSuccess ({ method, url }: Request, { status, headers, body }: Reply, operations: readonly Operation[]): void {
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  const schema = schemasOf(method, url, operations).map(replies => replies[status]).find(it => it !== undefined)
  assert.ok(schema, `no operation at this path says that it answers ${status}`)
  assert.deepEqual(faultsOf(strict(schema), body).map(fault => fault.message), [])
}

/** What the operations at a path answer, that of the method first: some are taken with other methods too. */
function schemasOf (method: string, url: string, operations: readonly Operation[]): Array<Operation['replies']> {
  return operations
    .filter(it => new RegExp(`^${it.path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]*')}$`).test(pathOf(url)))
    .sort((a, b) => Number(b.method === method) - Number(a.method === method))
    .map(it => it.replies)
}

const kinds = { object: 'Object', array: 'Array', string: 'String', integer: 'Integer', number: 'Number', boolean: 'Boolean' }

/** A plain schema as TypeBox wants it, that allows no members but its own. */
function strict ({ type, enum: values, properties, items, ...rest }: Schema): TSchema {
  if (values) return { [Kind]: 'Union', anyOf: values.map(value => ({ [Kind]: 'Literal', const: value, type: 'string' })) } as unknown as TSchema
  return {
    ...rest,
    type,
    [Kind]: kinds[type!],
    ...(properties && { properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, strict(member)])), additionalProperties: false }),
    ...(items && { items: strict(items) })
  } as unknown as TSchema
}

const shortForm = ['type', 'title', 'status', 'detail', 'instance']

/** `errors` are told with 400 and 401, and may be with others; an unknown route names its neighbours instead. */
function checkProblem ({ url }: Request, { status, headers, body, text }: Reply): void {
  assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  const { errors, nearest, ...short } = body
  assert.deepEqual(Object.keys(short), shortForm)
  assert.match(body.type, /^https:\/\/tools\.ietf\.org\/html\/rfc\d+#section-[\d.]+$/)
  assert.equal(body.status, status)
  assert.equal(body.instance, pathOf(url))
  for (const name of ['title', 'detail']) assert.match(body[name], /\S/, `${name} says nothing`)
  assert.doesNotMatch(text, /node_modules|\.ts:\d+|\bundefined\b(?!:)(?=[^"]*\.ts)/, 'the reply shows code')
  if (status === 400 || status === 401) assert.ok(errors, 'there are no errors')
  if (errors) for (const messages of Object.values(errors)) assert.ok(Array.isArray(messages) && messages.length > 0 && messages.every(it => typeof it === 'string'))
  assert.equal(nearest !== undefined, status === 404)
}

/** As RFC 6749 has it. */
function checkTokenError ({ status, headers, body }: Reply): void {
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.deepEqual(Object.keys(body), ['error', 'error_description'])
  assert.match(body.error, /^[a-z_]+$/)
  assert.match(body.error_description, /\S/)
  assert.equal(headers['www-authenticate'] !== undefined, status === 401)
}

const pathOf = (url: string): string => new URL(url, 'http://localhost').pathname
