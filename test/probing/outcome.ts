import type { TSchema } from '@sinclair/typebox'
import { toUtc, isDateTime } from '../../src/core/date-time.ts'
import type { Client, Reply } from '../harness.ts'
import type { Base } from './bases.ts'
import { nameOf, written, type Path } from './members.ts'

/** What became of a value: `refused`, `warned of`, `kept`; or what is wrong with the answer. */
export type Outcome = 'refused' | 'warned of' | 'kept' | `${string}: ${string}`

/** Sends a request; a form has its members as text. */
export const sendBase = (client: Client, { method, url, isForm }: Base, body: object): Promise<Reply> => client.inject({
  method: method as 'POST',
  url,
  headers: {
    authorization: isForm ? `Basic ${Buffer.from('demo-tms:demo-secret').toString('base64')}` : 'Bearer demo-token-9001',
    eid: '9001',
    ...(isForm && { 'content-type': 'application/x-www-form-urlencoded' })
  },
  payload: isForm ? new URLSearchParams(body as Record<string, string>).toString() : body
})

/** Whether a text speaks of a member, by its name or in words: `enrolment date` for `enrolmentDate`. */
export const names = (text: string, name: string): boolean => {
  const inWords = name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
  return new RegExp(`(?<![A-Za-z])(?:${name}|${inWords})(?![A-Za-z])`, 'i').test(text)
}

/** Every text in a value, names of members included. */
const textOf = (value: unknown): string => JSON.stringify(value) ?? ''

/** What a request was told besides its answer. */
export async function tellings (client: Client, reply: Reply): Promise<unknown[]> {
  if (reply.headers['sandbox-warnings'] === undefined) return []
  const { warnedBy, remarks = [], ignoredMembers } = (await client.admin('GET', '/requests/last/explain')).body
  return [
    ...warnedBy.map(({ rule, field, message }: Record<string, string>) => ({ rule, field, message })), ...remarks, ...ignoredMembers
  ]
}

interface Sent { path: Path, schema: TSchema, value: unknown, isToBeTold: boolean }

export async function outcomeOf (
  client: Client, base: Base, sent: object, { path, schema, value, isToBeTold }: Sent, reply: Reply
): Promise<Outcome> {
  const name = nameOf(path)
  if (reply.status >= 500) return `failed: ${reply.text}`
  if (reply.status >= 400) return names(reply.text, name) ? 'refused' : `refused without its name: ${reply.text}`
  const told = await tellings(client, reply)
  if ([...told, ...base.tells?.(reply) ?? []].some(it => names(textOf(it), name))) return 'warned of'
  if (isToBeTold && base.findings && names(textOf(await base.findings(client)), name)) return 'warned of'
  const stored = await base.readBack(client, sent, reply)
  const back = path.reduce<any>((node, step) => node?.[step], stored)
  return isSame(back, value, schema) ? 'kept' : `in silence: ${written(path)} reads back as ${JSON.stringify(back)}`
}

/** Whether a value is what was sent, but for the way in which instants and codes are written. */
export function isSame (back: unknown, sent: unknown, schema: TSchema): boolean {
  if (Array.isArray(sent) && schema.type === 'array') {
    if (sent.length === 0) return back === undefined || (Array.isArray(back) && back.length === 0)
    return Array.isArray(back) && back.length === sent.length && sent.every((item, i) => isSame(back[i], item, schema.items as TSchema))
  }
  if (schema.format === 'date-time') return isDateTime(String(sent)) && back === toUtc(String(sent))
  // Of a code and a flag it is not known whether they are texts, and a code that has lost its zeros gets them back.
  if (schema.anyOf) return withoutZeros(back) === withoutZeros(sent)
  return back === sent
}

const withoutZeros = (code: unknown): string => String(code ?? '').replace(/^0+(?=\d)/, '')
