import type { FastifyReply, FastifyRequest } from 'fastify'
import type { BodyChange } from '../sandbox/faults.ts'

/** What goes out of a reply that a fault rewrites; of any other, the reply as it is. Only JSON that is sent as a whole is rewritten. */
export function rewritten ({ entry }: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const effect = entry?.fault?.effect
  if (!effect || !('body' in effect) || !/\bjson\b/.test(String(reply.getHeader('content-type')))) return payload
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload
  const text = JSON.stringify(changed(effect.body, JSON.parse(payload.toString())))
  reply.removeHeader('content-length')
  return text
}

/** A value, with its members, at whatever depth, renamed, left out, or as texts. */
function changed (change: BodyChange, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => changed(change, item))
  if (typeof value !== 'object' || value === null) return value
  const { rename = {}, remove = [], texts = [] } = change
  const members: Record<string, unknown> = {}
  for (const [name, member] of Object.entries(value)) {
    if (remove.includes(name)) continue
    const now = Object.hasOwn(rename, name) ? rename[name]! : name
    members[now] = texts.includes(name) ? asText(member) : changed(change, member)
  }
  return members
}

const asText = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value)
