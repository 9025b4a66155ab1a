import type { FastifyReply, FastifyRequest } from 'fastify'
import { didYouMean } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import { noteUnchanged, type BodyChange } from '../sandbox/faults.ts'

/** What goes out of a reply that a fault rewrites; of any other, the reply as it is. Only JSON that is sent as a whole is rewritten. */
export function rewritten (request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const effect = request.entry?.fault?.effect
  if (!effect || !('body' in effect)) return payload
  const value = jsonOf(reply, payload)
  if (value === undefined) {
    tellUnchanged(request, 'as the reply is no JSON that is sent as a whole')
    return payload
  }
  const met = new Set<string>()
  const text = JSON.stringify(changed(effect.body, value, met))
  const named = namesIn(effect.body)
  if (!named.some(name => met.has(name))) tellUnchanged(request, `as no member of the reply is called ${inWords(named, met)}`)
  reply.removeHeader('content-length')
  return text
}

function jsonOf (reply: FastifyReply, payload: unknown): unknown {
  const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload)
  return isWhole && /\bjson\b/.test(String(reply.getHeader('content-type'))) ? JSON.parse(payload.toString()) : undefined
}

/** Whoever tests with it would believe that something was broken. */
function tellUnchanged ({ entry, sandbox: { settings } }: FastifyRequest, why: string): void {
  const fault = entry!.fault!
  entry!.fault = { ...fault, changed: 'nothing' }
  entry!.remarks.push({
    kind: 'nothing-to-change', member: fault.id, message: `The fault ${quoted(fault.id)} changed nothing, ${why}`, isOfficial: true
  })
  noteUnchanged(settings, fault.id)
}

const namesIn = ({ rename = {}, remove = [], texts = [] }: BodyChange): string[] =>
  [...new Set([...Object.keys(rename), ...remove, ...texts])]

const inWords = (named: readonly string[], met: ReadonlySet<string>): string =>
  `${either(named.slice(0, 5).map(quoted))}.${didYouMean([...met], named[0]!)}`.replace(/\.$/, '')

/** A value, with its members, at whatever depth, renamed, left out, or as texts; `met` gets the names of all that there are. */
function changed (change: BodyChange, value: unknown, met: Set<string>): unknown {
  if (Array.isArray(value)) return value.map(item => changed(change, item, met))
  if (typeof value !== 'object' || value === null) return value
  const { rename = {}, remove = [], texts = [] } = change
  const members: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    met.add(name)
    if (remove.includes(name)) continue
    const now = Object.hasOwn(rename, name) ? rename[name]! : name
    members[now] = texts.includes(name) ? asText(member) : changed(change, member, met)
  }
  return members
}

const asText = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value)
