import { pageOf, withoutSandbox } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import type { Api, Credential, Entry, SandboxDescription, Sent } from '../frame/replies.ts'
import { authorizationOf, inLines, sendToApi, type Received } from '../frame/sending.ts'

/** A request that is being mended, as it stands in the form. */
export interface Draft {
  readonly path: string
  readonly headers: string
  readonly body: string
  /** The place of a credential in the list of its API; empty for none. */
  readonly credential: string
}

export type Where = 'here' | 'dry-run' | 'fork'

/** What a browser or its connection makes by itself, and what the form decides. */
const notWritten = new RegExp('^(?:host|connection|keep-alive|content-length|transfer-encoding|expect|te|upgrade|accept-encoding|' +
  'accept-language|user-agent|origin|referer|cookie|priority|dnt|cache-control|pragma|sec-.*|sandbox-id|sandbox-dry-run)$')

const isMasked = (value: unknown): boolean => /(?:^| )\*\*\*$/.test(String(value))

export function draftOf ({ url, request: { headers, body }, caller }: Entry, credentials: readonly Credential[]): Draft {
  const lines = Object.entries(headers).filter(([name, value]) => !notWritten.test(name) && !isMasked(value))
  const masked = Object.values(headers).find(isMasked)
  const isBasic = /^basic /i.test(String(masked))
  const isOfCaller = ({ kind, whose }: Credential) =>
    isBasic === authorizationOf({ kind, value: 'a / b' }).startsWith('Basic') && (caller === null || whose.split(/[\s,]+/).includes(caller.id))
  const found = masked === undefined ? -1 : credentials.findIndex(isOfCaller)
  return {
    path: withoutSandbox(url),
    headers: lines.map(([name, value]) => `${name}: ${String(value)}`).join('\n'),
    body: bodyText(body, String(headers['content-type'] ?? '')),
    credential: found < 0 ? '' : String(found)
  }
}

function bodyText (body: unknown, type: string): string {
  if (body === null) return ''
  if (typeof body === 'string') return body
  if (!type.startsWith('application/x-www-form-urlencoded')) return inLines(JSON.stringify(body))
  return new URLSearchParams(Object.entries(body as object).map(([name, value]) => [name, String(value)])).toString()
}

/** The body with a value of a member changed; undefined where it has no such member. */
export function withValue (body: string, field: string, value: string | number): string | undefined {
  try {
    const read = JSON.parse(body) as Record<string, any>
    const names = field.replace(/\[(\d+)\]/g, '.$1').split('.').filter(it => it !== '')
    const last = names.pop()!
    const holder = names.reduce<any>((found, name) => found?.[name], read)
    if (typeof holder !== 'object' || holder === null || !(last in holder)) return undefined
    holder[last] = value
    return JSON.stringify(read, null, 2)
  } catch {
    return undefined
  }
}

function headersOf (lines: string): Record<string, string> {
  const pairs = lines.split('\n').map(line => line.trim()).filter(line => line !== '').map(line => {
    const colon = line.indexOf(':')
    if (colon < 1) throw new Error(`"${line}" is not a header. Write a name, a colon and a value, such as "Accept: application/json".`)
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
  })
  return Object.fromEntries(pairs) as Record<string, string>
}

/** Sends it, and says where the answer can be looked at. Throws for a form that cannot be sent, or what the sandbox's own API refuses. */
export async function sendMended (
  { id, method, service }: Entry, { path, headers, body, credential }: Draft, where: Where, api: Api | undefined
): Promise<{ received: Received, why?: string, fork?: string }> {
  const written = headersOf(headers)
  const sent = (credentials: readonly Credential[]): Sent => {
    const chosen = credential === '' ? undefined : credentials[Number(credential)]
    return {
      method,
      path,
      headers: {
        ...written,
        ...chosen && { Authorization: authorizationOf(chosen) },
        ...where === 'dry-run' && { 'Sandbox-Dry-Run': '1' }
      },
      ...body !== '' && { body }
    }
  }
  if (where !== 'fork') return { received: await sendToApi(sent(api?.credentials ?? [])) }
  const fork = await ask<SandboxDescription>('POST', `/requests/${encodeURIComponent(id)}/fork`)
  const page = pageOf(fork.id)
  const received = await sendToApi(
    sent(fork.credentials.filter(it => it.service === service)), path => new URL(path.replace(/^\/+/, ''), page)
  )
  return { received, why: `${page.href}#/watch/${received.id}`, fork: fork.id }
}
