import type { FastifyRequest } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { quoted } from '../../core/words.ts'
import { noting } from '../../http/context.ts'
import { matchMembers } from '../../http/members.ts'
import { noBody } from '../../http/no-body.ts'
import type { Operation } from '../../http/operation.ts'
import { tellOf } from '../../http/reading.ts'
import { malformed } from '../../http/schemas.ts'
import type { Service } from '../../http/service.ts'
import { askOf } from '../../sandbox/readings.ts'
import type { Shapes } from './shapes.ts'

/** A body with our names, and what of it only the contract knows. */
export interface BodyRead {
  readonly value: unknown
  /** As it was sent, in the contract's shape. */
  readonly official: unknown
  readonly rest: unknown
}

const nothing: BodyRead = { value: undefined, official: undefined, rest: undefined }

/** Reads a body as the service reads bodies, in the contract's shape. Throws Failure. */
export function bodyOf (request: FastifyRequest, service: Service, operation: Operation | undefined, shapes: Shapes): BodyRead {
  const shape = shapes.body()
  const isAsked = operation?.wire.body !== undefined
  if (!shape) return isAsked ? { ...nothing, value: {} } : nothing
  if (request.body === undefined) {
    if (shapes.isBodyRequired) throw noBody(request, shape)
    return isAsked ? { ...nothing, value: {} } : nothing
  }
  const { entry, sandbox } = request
  const before = entry!.remarks.length
  const told = matchMembers(shape, request.body, tellOf(entry!, service, askOf(sandbox.settings)))
  const matched = service.isLenient && hasTruths(told) ? truthsAsTexts(shape, told) : told
  for (let at = before; at < entry!.remarks.length; at++) entry!.remarks[at] = { ...entry!.remarks[at]!, isOfficial: true }
  const faults = shapes.faultsOf(matched)
  const { value, rest, strange = [] } = shapes.toOurs()(matched)
  if (faults.length > 0) {
    const apart = operation?.setAside?.(value, noting(entry, askOf(sandbox.settings)))
    if (!apart) throw malformed(faults)
    request.aside = apart.aside
    return { value: apart.body, official: matched, rest }
  }
  if (operation && rest !== undefined) tellNew(request, rest)
  for (const { path, value } of strange.slice(0, most)) {
    entry!.remarks.push({
      kind: 'unknown-value', member: path, message: `${path} ${quoted(String(value))} is in the contract, and is not a value of the sandbox`
    })
  }
  return { value: isAsked ? value : undefined, official: matched, rest }
}

/** Of what has none nothing is to be made anew, and most bodies are such. */
const hasTruths = (value: unknown): boolean => typeof value === 'object' && value !== null
  ? Object.values(value).some(hasTruths)
  : typeof value === 'boolean'

/** What is lenient takes a truth for a text, whatever a document says. */
function truthsAsTexts (schema: TSchema, value: unknown): unknown {
  if (typeof value === 'boolean') return schema.type === 'string' && !schema.enum && !schema.format ? String(value) : value
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return schema.items ? value.map(it => truthsAsTexts(schema.items as TSchema, it)) : value
  const { properties = {} } = schema
  return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, properties[name] ? truthsAsTexts(properties[name], it) : it]))
}

/** As many as anybody reads. */
const most = 20

function tellNew ({ entry }: FastifyRequest, rest: unknown): void {
  for (const member of [...new Set(leavesOf(rest, ''))].slice(0, most)) {
    entry!.remarks.push({
      kind: 'new-member', member, message: `${member} is in the contract and means nothing to the sandbox; it is kept`, isOfficial: true
    })
  }
}

function leavesOf (value: unknown, path: string): string[] {
  if (Array.isArray(value)) return value.flatMap(it => leavesOf(it, `${path}[]`))
  if (typeof value !== 'object' || value === null) return value === null || path === '' ? [] : [path]
  return Object.entries(value).flatMap(([name, it]) => leavesOf(it, path === '' ? name : `${path}.${name}`))
}
