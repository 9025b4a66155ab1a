import type { Service } from '../../http/service.ts'
import { withoutSandbox } from '../../http/sandbox-path.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { translatorsOf } from '../in-force.ts'
import type { Checking } from './check.ts'
import type { Recorded } from './har.ts'
import type { Substitutes } from './substitutes.ts'

/** A request as it is sent to the sandbox. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What a client or the way to it makes of each request, and what chooses another sandbox. */
const ofTheWay = new RegExp('^(?:host|content-length|connection|keep-alive|transfer-encoding|accept-encoding|te|upgrade|expect|origin|' +
  'referer|user-agent|accept-language|cookie|priority|dnt|sandbox-id|sandbox-clock|sec-.+|x-forwarded-.+|access-control-.+)$')

/** What is the sandbox's own is no part of a real environment, but for what is done on behalf of others. */
const own = /^\/(?:__admin|docs|openapi|livez|readyz|metrics|sandboxes)(?:[/?]|$)/i

const mask = '***'
const masked = 'its secrets were taken out of the recording'

/** The request to send, or why there is none, in a few words. */
export function requestOf (checking: Checking, substitutes: Substitutes, recorded: Recorded): Sent | string {
  const { sandbox, services } = checking
  const { method, url, status } = recorded
  const path = withoutSandbox(url.pathname).rest
  const isOnBehalf = services.some(({ adminOperations = [] }) => adminOperations.some(it => fitsTemplate(`/__admin${it.path}`, path)))
  if (own.test(path) && !isOnBehalf) return 'it is of the sandbox itself'
  if (method === 'OPTIONS') return 'it is a browser\'s question before another'
  const headers = Object.fromEntries(Object.entries(recorded.headers).filter(([name]) => !ofTheWay.test(name)))
  const body = bodyOf(recorded, headers, substitutes)
  if (JSON.stringify([url.search, body])?.includes(mask)) return masked
  const service = serviceOf(sandbox(), services, path)
  const isLetIn = status !== 401 && status !== 403
  const { name, fromQuery, toQuery } = whoseOf(sandbox(), services, method, path)
  const given = { ...headers, ...fromQuery(url.search) }
  const sent = service && isLetIn ? withCredentials(sandbox(), service, given, { substitutes, name }) : given
  if (isLetIn && Object.values(sent).some(it => it.includes(mask))) return masked
  const { [name]: whose, ...others } = sent
  const query = toQuery(url.search, whose)
  return { method, url: substitutes.url(path + query.search), headers: query.isIn ? others : sent, body }
}

const fitsTemplate = (template: string, path: string): boolean => {
  const [one, other] = [template.split('/'), path.split('/')]
  return one.length === other.length && one.every((part, at) => part.startsWith(':') || part.toLowerCase() === other[at]!.toLowerCase())
}

function bodyOf ({ body }: Recorded, headers: Readonly<Record<string, string>>, substitutes: Substitutes): unknown {
  if (typeof body !== 'string') return body
  const type = headers['content-type'] ?? ''
  if (/\bjson\b/.test(type)) {
    try {
      return JSON.stringify(substitutes.body(JSON.parse(body)))
    } catch {
      return body
    }
  }
  if (!/x-www-form-urlencoded/.test(type)) return body
  const fields = [...new URLSearchParams(body)].map(([name, value]): [string, string] => [name, substitutes.of(value)])
  return new URLSearchParams(fields).toString()
}

function serviceOf (sandbox: Sandbox, services: readonly Service[], path: string): Service | undefined {
  const isBelow = (root: string) => root !== '' && path.toLowerCase().startsWith(`${root.toLowerCase()}/`)
  const official = translatorsOf(sandbox, services)
    .find(({ paths, document }) => isBelow(document.basePath) || paths.at(path).length > 0)
  return official?.service ??
    services.filter(({ mount, alsoAt = [] }) => [mount, ...alsoAt].some(isBelow))
      .sort((a, b) => b.mount.length - a.mount.length)[0] ??
    services.find(({ mount, operations }) => operations.some(it => fitsTemplate(mount + it.path, path)))
}

interface Whose {
  /** What the number of the organisation is in, among the headers. */
  readonly name: string
  /** It, where it stands in the query instead. */
  fromQuery (search: string): Readonly<Record<string, string>>
  toQuery (search: string, whose: string | undefined): { readonly search: string, readonly isIn: boolean }
}

/** A contract may have another name for the header that says whose it is, or have it in the query. */
function whoseOf (sandbox: Sandbox, services: readonly Service[], method: string, path: string): Whose {
  const found = translatorsOf(sandbox, services).map(({ paths }) => paths.find(method, path)?.value.match).find(it => it !== undefined)
  const official = found?.parameters.find(({ ours, isUsed }) => isUsed && ours.toLowerCase() === 'header.eid')?.official ?? 'header.EID'
  const [, place, name] = /^(\w+)\.(.*)$/s.exec(official)!
  const inHeader = place === 'query' ? ' in the query' : name!.toLowerCase()
  const asked = (search: string) => new URLSearchParams(search)
  return {
    name: inHeader,
    fromQuery (search) {
      const value = place === 'query' ? asked(search).get(name!) : null
      return value === null ? {} : { [inHeader]: value }
    },
    toQuery (search, whose) {
      if (place !== 'query') return { search, isIn: false }
      const query = asked(search)
      if (whose !== undefined) query.set(name!, whose)
      return { search: whose === undefined ? search : `?${query.toString()}`, isIn: true }
    }
  }
}

/**
 * The caller of the real one is nobody here: one of the fixture calls in its place, the same for the same. What was given by an earlier
 * answer is taken as that answer here gave it.
 */
function withCredentials (
  sandbox: Sandbox, service: Service, headers: Readonly<Record<string, string>>,
  { substitutes, name: whose }: { readonly substitutes: Substitutes, readonly name: string }
): Record<string, string> {
  const name = 'authorization' in headers || !('authentication' in headers) ? 'authorization' : 'authentication'
  const [, scheme = '', given = ''] = /^(\w+) (.*)$/s.exec(headers[name] ?? '') ?? []
  if (given !== '' && substitutes.of(given) !== given) return { ...headers, [name]: `${scheme} ${substitutes.of(given)}` }
  const known = service.credentials?.(sandbox) ?? []
  if (known.length === 0 || service.security?.scheme.type !== 'http') return { ...headers }
  const eid = headers[whose]
  const chosen = known.find(it => eid !== undefined && Number(/\d+/.exec(it.whose)?.[0]) === Number(eid)) ?? known[0]!
  const isBasic = service.security.scheme.scheme === 'basic'
  // Who saves a recording without secrets has none of these; a form may have its own.
  if (isBasic && headers[name] === undefined) return { ...headers }
  const value = isBasic ? `Basic ${Buffer.from(chosen.value.replace(' / ', ':')).toString('base64')}` : `Bearer ${chosen.value}`
  const own = service.hasNumberedCallers ? /\d+/.exec(chosen.whose)?.[0] : undefined
  return { ...headers, [name]: value, ...eid !== undefined && /^\d+$/.test(eid) && own !== undefined && { [whose]: own } }
}
