import { METHODS } from 'node:http'
import { BadInput } from '../core/errors.ts'
import { meantBy } from '../core/meant.ts'
import { cut, either, quoted } from '../core/words.ts'
import { shown } from '../option-values.ts'
import type { InjectRequest } from './types.ts'

const example = '"/work-submission-api/v1.0/learners/L-1"'

/** What a request can have, by what other clients call it. */
const members: Readonly<Record<keyof InjectRequest, readonly string[]>> = {
  url: ['path', 'uri', 'pathname'],
  method: ['verb', 'type'],
  query: ['params', 'searchParams', 'qs', 'search'],
  headers: [],
  payload: ['json', 'data', 'form', 'content']
}

/** Those that programs bring along that inject into a server of Fastify's; they are sent as well. */
const alsoTaken = ['body', 'cookies']

/** What inject() was given, with a path of the sandbox at `address`. Throws BadInput. */
export function injected (request: unknown, address: string): InjectRequest {
  const whole = typeof request === 'string' ? { url: request } : request
  if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) {
    throw refused(`give a path, such as ${example}, or an object, such as { url: ${example} }, but not ${shown(request)}.`)
  }
  checkNames(whole)
  const { url, method = 'GET', headers, query } = whole as { [name in keyof InjectRequest]?: unknown }
  checkMethod(method)
  if (typeof query !== 'string') checkPlain('query', query, '{ returnId: "1" }, or a text')
  checkPlain('headers', headers, '{ EID: "9001" }')
  const sent = Object.fromEntries(Object.entries({ ...headers as object }).filter(([, value]) => value !== undefined))
  return { ...whole, headers: sent as InjectRequest['headers'], url: pathOf(url, address) }
}

function checkNames (whole: object): void {
  const names = Object.keys(members)
  const strange = Object.entries(whole).find(([name, value]) => value !== undefined && ![...names, ...alsoTaken].includes(name))?.[0]
  if (strange === undefined) return
  const meant = names.find(name => members[name as keyof InjectRequest].includes(strange)) ?? meantBy(names, strange)[0]
  throw refused(`${quoted(strange)} is not known here. ${meant === undefined ? `Use ${either(names)}.` : `Did you mean "${meant}"?`}`)
}

/** Of a list, a Map or what else keeps its values elsewhere than in members, nothing would be sent. */
function checkPlain (name: string, value: unknown, instead: string): void {
  if (value === undefined || Object.prototype.toString.call(value) === '[object Object]') return
  throw refused(`${name} must be an object, such as ${instead}, but is ${shown(value)}.`)
}

function pathOf (url: unknown, address: string): string {
  if (typeof url !== 'string') throw refused(`url must be a path, such as ${example}, but is ${shown(url)}.`)
  const path = url.startsWith(`${address}/`) ? url.slice(address.length) : url
  if (path.startsWith('/')) return path
  const meant = /^https?:/i.test(path) ? '' : ` Did you mean ${quoted(`/${path}`)}?`
  throw refused(`url must be a path that begins with "/", such as ${example}, but is ${shown(cut(url))}.${meant}`)
}

function checkMethod (method: unknown): void {
  if (typeof method === 'string' && METHODS.includes(method.toUpperCase())) return
  const meant = typeof method === 'string' ? meantBy(METHODS, method.toUpperCase())[0] : undefined
  const remedy = meant === undefined ? '' : ` Did you mean "${meant}"?`
  throw refused(`method must be one of HTTP, such as "POST", but is ${shown(method)}.${remedy}`)
}

const refused = (message: string): BadInput => new BadInput(`inject(): ${message}`)
