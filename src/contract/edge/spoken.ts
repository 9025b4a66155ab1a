import type { FastifyReply, FastifyRequest } from 'fastify'
import type { JsonSchema } from '../official.ts'
import type { Wording } from './wording.ts'

type Members = Record<string, unknown>

/** A refusal of ours with the names of a contract; undefined for what is no refusal. */
export const speakingReply = (wording: Wording, schemaOf: (status: number) => JsonSchema | undefined = () => undefined) =>
  (request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown => {
    if (reply.statusCode < 400) return undefined
    if (typeof payload === 'string' && /\bxml\b/.test(String(reply.getHeader('content-type') ?? ''))) return markupSpoken(wording, payload)
    const body = readJson(reply, payload)
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined
    // The service sees our path.
    const instance = typeof (body as Members).instance === 'string' ? request.originalUrl.split('?', 1)[0] : undefined
    const spoken = { ...spokenBy(wording, body as Members), ...instance !== undefined && { instance } }
    return JSON.stringify(inShape(spoken, schemaOf(reply.statusCode)))
  }

const entities: Readonly<Record<string, string>> = { '&quot;': '"', '&apos;': "'", '&lt;': '<', '&gt;': '>', '&amp;': '&' }

/** In XML the texts of elements have the contract's names; what an element is called is the service's. */
const markupSpoken = (wording: Wording, markup: string): string => markup.replace(/>([^<>]+)</g, (_, text: string) => {
  const plain = text.replace(/&(?:quot|apos|lt|gt|amp);/g, entity => entities[entity]!)
  return `>${wording.text(plain).replace(/[&<>"']/g, mark => Object.keys(entities).find(it => entities[it] === mark)!)}<`
})

/** Undefined where a reply is no JSON text. */
export function readJson (reply: FastifyReply, payload: unknown): unknown {
  if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return undefined
  if (!isJson(reply)) return undefined
  try {
    return JSON.parse(payload.toString()) as unknown
  } catch {
    return undefined
  }
}

export const isJson = (reply: FastifyReply): boolean => /json/i.test(String(reply.getHeader('content-type') ?? ''))

/** What says of itself where something is, and not what. */
const addresses = new Set(['type', 'instance'])

const spokenBy = (wording: Wording, body: Members): Members => Object.fromEntries(Object.entries(body).map(([name, value]) => [
  name, addresses.has(name) ? value : name === 'errors' ? keysSpoken(wording, value) : textsSpoken(wording, value)
]))

function keysSpoken (wording: Wording, errors: unknown): unknown {
  if (typeof errors !== 'object' || errors === null || Array.isArray(errors)) return textsSpoken(wording, errors)
  return Object.fromEntries(Object.entries(errors).map(([name, value]) =>
    [wording.member(name), typeof value === 'object' && !Array.isArray(value) ? keysSpoken(wording, value) : textsSpoken(wording, value)]))
}

function textsSpoken (wording: Wording, value: unknown): unknown {
  if (typeof value === 'string') return wording.text(value)
  if (Array.isArray(value)) return value.map(it => textsSpoken(wording, it))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, textsSpoken(wording, it)]))
}

/** The same members as the contract writes them, where it says what a refusal has and that is what ours has. */
function inShape (body: Members, { properties = {} }: JsonSchema = {}): Members {
  const names = new Map(Object.keys(properties).map(name => [name.toLowerCase(), name]))
  const known = Object.keys(body).filter(name => names.has(name.toLowerCase()))
  if (known.length < 2) return body
  return Object.fromEntries(known.map(name => [names.get(name.toLowerCase())!, body[name]]))
}

/** Of what speaks the contract's names already. */
export const plainWording: Wording = { member: path => path, text: text => text }
