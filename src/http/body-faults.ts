import type { FastifyReply, FastifyRequest } from 'fastify'
import { didYouMean } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import { noteUnchanged, type BodyChange } from '../sandbox/faults.ts'
import type { ListText, Naming } from './answer.ts'
import { made } from './list-in-turns.ts'

type Met = Set<string>

/** The names that were met in a reply that was changed as it was made. */
const metOnTheWay = new WeakMap<FastifyRequest, Met>()

/** What a fault changes of records as JSON before they go out in whatever form, those of a list one by one; undefined for nothing. */
export function changing (request: FastifyRequest): Naming | undefined {
  const change = changeIn(request)
  if (!change) return undefined
  const met: Met = new Set()
  metOnTheWay.set(request, met)
  return { body: body => changed(change, body, met), list: list => changedList(change, list, met) }
}

/** Nothing goes out of what was changed so far, but a refusal. */
export const forgetChanged = (request: FastifyRequest): void => { metOnTheWay.delete(request) }

/** What goes out of a reply that a fault rewrites, where that was not done as it was made; of any other, the reply as it is. */
export function rewritten (request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown {
  const change = changeIn(request)
  if (!change) return payload
  const met = metOnTheWay.get(request)
  if (met) {
    tellIfNotMet(request, change, met)
    return payload
  }
  const value = jsonOf(reply, payload)
  if (value === undefined) {
    tellUnchanged(request, 'as the reply is neither JSON nor records in XML that can be had as JSON, too')
    return payload
  }
  const names: Met = new Set()
  const text = JSON.stringify(changed(change, value, names))
  tellIfNotMet(request, change, names)
  reply.removeHeader('content-length')
  return text
}

function changeIn ({ entry }: FastifyRequest): BodyChange | undefined {
  const effect = entry?.fault?.effect
  return effect && 'body' in effect ? effect.body : undefined
}

function jsonOf (reply: FastifyReply, payload: unknown): unknown {
  const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload)
  return isWhole && /\bjson\b/.test(String(reply.getHeader('content-type'))) ? JSON.parse(payload.toString()) : undefined
}

function tellIfNotMet (request: FastifyRequest, change: BodyChange, met: Met): void {
  const named = namesIn(change)
  if (!named.some(name => met.has(name))) tellUnchanged(request, `as no member of the reply is called ${inWords(named, met)}`)
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

const inWords = (named: readonly string[], met: Met): string =>
  `${either(named.slice(0, 5).map(quoted))}.${didYouMean([...met], named[0]!)}`.replace(/\.$/, '')

/** A value, with its members, at whatever depth, renamed, left out, or as texts; `met` gets the names of all that there are. */
function changed (change: BodyChange, value: unknown, met: Met): unknown {
  if (Array.isArray(value)) return value.map(item => changed(change, item, met))
  if (typeof value !== 'object' || value === null) return value
  const { rename = {}, remove = [], texts = [] } = change
  const members: Array<[name: string, member: unknown]> = []
  for (const [name, member] of Object.entries(value)) {
    met.add(name)
    if (remove.includes(name)) continue
    const now = Object.hasOwn(rename, name) ? rename[name]! : name
    members.push([now, texts.includes(name) ? asText(member) : changed(change, member, met)])
  }
  return Object.fromEntries(members)
}

const asText = (value: unknown): string => typeof value === 'string' ? value : JSON.stringify(value)

/** An item that no reply has, as JSON. */
const mark = JSON.stringify('\0')

/** JSON with a list in it: what is around its items at once, and each item when its turn comes. */
function changedList (change: BodyChange, { before, items, after }: ListText, met: Met): ListText {
  const isWhole = after === ''
  const around = JSON.stringify(changed(change, JSON.parse(isWhole ? before : before + mark + after), met))
  const [start, end] = around.split(mark)
  if (end !== undefined) {
    return { before: start!, items: made(items, item => JSON.stringify(changed(change, JSON.parse(item), met))), after: end }
  }
  const [textBefore, textAfter] = around.split(withinText(mark))
  if (textAfter !== undefined) return { before: textBefore!, items: made(items, withinText), after: textAfter }
  return { before: around, items: [], after: '' }
}

/** JSON as it stands within a text of JSON. */
const withinText = (json: string): string => JSON.stringify(json).slice(1, -1)
