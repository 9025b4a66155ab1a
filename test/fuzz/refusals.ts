import assert from 'node:assert/strict'
import { XMLValidator } from 'fast-xml-parser'
import { services } from '../../src/services.ts'
import type { Reply } from '../harness.ts'
import { pathOf, type Request } from './requests.ts'

type Check = (request: Request, reply: Reply) => void

/** The shape in which each service refuses, and where it is. */
const shapes: Readonly<Record<string, { at: RegExp, check: Check }>> = {
  esl: { at: /^\/oauth2\/access_token\/?$/i, check: isTokenError },
  'tec-work-based': { at: /^\/work-submission-api\//i, check: isProblem },
  'tec-provider-based': { at: /^\/submissions\//i, check: isProblem },
  'accessplanit-v1': { at: /^\/accessplan(?:sandbox)?\/api\/v1(?:\/|$)/i, check: isErrors },
  'accessplanit-legacy': { at: /^\/accessplan(?:sandbox)?\/(?:services|config|clientinput|checkout)(?:\/|$)/i, check: isLineOrPage },
  'accessplanit-v2': { at: /^\/accessplan(?:sandbox)?\/api(?:help|basket)?\/v2(?:\/|$)/i, check: isError }
}

for (const { name } of services) if (!shapes[name]) throw new Error(`Say in test/fuzz/refusals.ts how ${name} refuses`)

/** Asserts that a refusal has the shape of the service that was asked, and shows no code. */
export function checkRefusal (request: Request, reply: Reply): void {
  assert.doesNotMatch(reply.text, /node_modules|\.ts:\d+|\bat \S+ \(/, 'the reply shows code')
  const asked = Object.values(shapes).find(({ at }) => at.test(pathOf(request.url)))
  const isForNobody = isUnreadable(request.url) && String(reply.headers['content-type']).startsWith('application/problem+json')
  const check = asked && !isForNobody ? asked.check : isProblem
  check(request, reply)
}

/** What is no path may be refused before anybody knows whom it is for. */
function isUnreadable (url: string): boolean {
  try {
    return pathOf(url).split('/').some(part => decodeURIComponent(part).length > 20_000)
  } catch {
    return true
  }
}

const shortForm = ['type', 'title', 'status', 'detail', 'instance']

/** Problem details. An unknown route names its neighbours; a known one with another method says which there are. */
function isProblem ({ url }: Request, { status, headers, body }: Reply): void {
  assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
  const { errors, errorCode, nearest, ...short } = body
  assert.deepEqual(Object.keys(short), shortForm)
  assert.match(body.type, /^https:\/\/tools\.ietf\.org\/html\/rfc\d+#section-[\d.]+$/)
  assert.equal(body.status, status)
  assert.equal(body.instance, pathOf(url))
  for (const name of ['title', 'detail']) assert.match(body[name], /\S/, `${name} says nothing`)
  if (errorCode !== undefined) assert.match(errorCode, /^[A-Z]{1,2}\d+$/)
  if (status === 400) assert.ok(errors, 'there are no errors')
  if (status === 405) assert.match(String(headers.allow), /[A-Z]/)
  assert.equal(nearest !== undefined, body.title === 'There is no such operation')
  for (const messages of Object.values(errors ?? {})) assert.ok(areMessages(messages), 'an error has no message')
}

/** A text or some, or such by the place of a record. */
const areMessages = (messages: unknown): boolean => Array.isArray(messages)
  ? messages.length > 0 && messages.every(it => typeof it === 'string' && it !== '')
  : typeof messages === 'string' ? messages !== '' : Object.values(messages as object).every(areMessages)

/** As RFC 6749 has it. */
function isTokenError (request: Request, reply: Reply): void {
  const { status, headers, body } = reply
  if (status === 404) return isProblem(request, reply)
  if (status === 405) assert.match(String(headers.allow), /[A-Z]/)
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.deepEqual(Object.keys(body), ['error', 'error_description'])
  assert.match(body.error, /^[a-z_]+$/)
  assert.match(body.error_description, /\S/)
  assert.equal(headers['www-authenticate'] !== undefined, status === 401)
}

/** Version 1 of accessplanit: a list of errors, in XML where that is asked for. */
function isErrors (_request: Request, { status, headers, body, text }: Reply): void {
  assert.equal(headers['www-authenticate'] !== undefined, status === 401)
  if (headers['content-type'] === 'application/xml; charset=utf-8') {
    assert.equal(XMLValidator.validate(text), true)
    assert.match(text, /<Error><Errors><Error>|<Error><Errors>/)
    return
  }
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.deepEqual(Object.keys(body), ['Errors'])
  assert.ok(body.Errors.length > 0, 'there are no errors')
  for (const { Field, Message, ...more } of body.Errors) {
    assert.equal(typeof Field, 'string')
    assert.match(Message, /\S/)
    assert.deepEqual(more, {})
  }
}

/** Version 2: what kind of error, and a message; a token is refused as OAuth has it. */
function isError (request: Request, { status, headers, body }: Reply): void {
  assert.equal(headers['content-type'], 'application/json; charset=utf-8')
  assert.match(body.error, /^[a-z_]+$/)
  assert.equal(headers['www-authenticate'] !== undefined, status === 401)
  const { error, message, error_description: description, errors = {}, ...more } = body
  assert.match(message ?? description, /\S/)
  assert.equal(description !== undefined,
    /\/api\/v2\/token\/?$/i.test(pathOf(request.url)))
  assert.deepEqual(more, {})
  for (const messages of Object.values(errors)) assert.ok(areMessages(messages))
}

/** The feeds for websites: a line of text, or a page of a date that there is not. */
function isLineOrPage (_request: Request, { status, headers, text }: Reply): void {
  if (status === 404 && headers['content-type'] === 'text/html; charset=utf-8') return assert.match(text, /<h1>No such course<\/h1>/)
  assert.equal(headers['content-type'], 'text/plain; charset=utf-8')
  assert.match(text, /^[^\r\n]*\S[^\r\n]*\r\n$/)
  if (status === 405) assert.match(String(headers.allow), /[A-Z]/)
}
