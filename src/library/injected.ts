import { METHODS } from 'node:http'
import { BadInput } from '../core/errors.ts'
import { meantBy } from '../core/meant.ts'
import { cut, quoted } from '../core/words.ts'
import { shown } from '../option-values.ts'
import type { InjectRequest } from './types.ts'

const example = '"/work-submission-api/v1.0/learners/L-1"'

/** What inject() was given, with a path of the sandbox at `address`. Throws BadInput. */
export function injected (request: unknown, address: string): InjectRequest {
  const whole = typeof request === 'string' ? { url: request } : request
  if (typeof whole !== 'object' || whole === null) {
    throw refused(`give a path, such as ${example}, or an object, such as { url: ${example} }, but not ${shown(request)}.`)
  }
  const { url, method = 'GET' } = whole as { url?: unknown, method?: unknown }
  if (url === undefined) refuseOtherName(whole)
  checkMethod(method)
  return { ...whole, url: pathOf(url, address) }
}

function pathOf (url: unknown, address: string): string {
  if (typeof url !== 'string') throw refused(`url must be a path, such as ${example}, but is ${shown(url)}.`)
  const path = url.startsWith(`${address}/`) ? url.slice(address.length) : url
  if (path.startsWith('/')) return path
  const meant = /^https?:/i.test(path) ? '' : ` Did you mean ${quoted(`/${path}`)}?`
  throw refused(`url must be a path that begins with "/", such as ${example}, but is ${shown(cut(url))}.${meant}`)
}

/** What others call it: a member that has a path, where there is no `url`. */
function refuseOtherName (whole: object): void {
  const [name] = Object.entries(whole).find(([, value]) => typeof value === 'string' && value.startsWith('/')) ?? []
  if (name !== undefined) throw refused(`${name} is not known here. Did you mean url? Give a path there, such as ${example}.`)
}

function checkMethod (method: unknown): void {
  if (typeof method === 'string' && METHODS.includes(method.toUpperCase())) return
  const meant = typeof method === 'string' ? meantBy(METHODS, method.toUpperCase())[0] : undefined
  const remedy = meant === undefined ? '' : ` Did you mean "${meant}"?`
  throw refused(`method must be one of HTTP, such as "POST", but is ${shown(method)}.${remedy}`)
}

const refused = (message: string): BadInput => new BadInput(`inject(): ${message}`)
