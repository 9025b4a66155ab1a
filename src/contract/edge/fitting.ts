import type { FastifyRequest } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import { faultsOf, hasShape, type SchemaFault } from '../../core/schema.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { utcOf } from '../../core/date-time.ts'
import type { Entry } from '../../sandbox/journal.ts'
import type { Wording } from './wording.ts'

interface Fitting {
  readonly sandbox: Sandbox
  readonly entry: Entry
  readonly filled: string[]
}

/**
 * What the contract takes as the operation can work with it: a text for a number, one for a list of one, and something in the place of what
 * the contract does not have. What only lies outside of our own lengths and tables stays, as the contract knows better.
 */
export function fitTo (
  schema: TSchema, { body, sandbox, entry }: FastifyRequest, wording: Wording
): { value: unknown, faults: readonly SchemaFault[] } {
  if (hasShape(schema, body)) return { value: body, faults: [] }
  const fitting = { sandbox, entry: entry!, filled: [] }
  const value = fitted(schema, body, '', fitting)
  note(fitting)
  const faults = faultsOf(schema, value).filter(({ pointer }) => !canBeWorkedWith(schemaAt(schema, pointer), valueAt(value, pointer)))
  return { value, faults: faults.map(fault => ({ ...fault, member: fault.member, message: wording.text(fault.message) })) }
}

function note ({ filled, entry }: Fitting): void {
  if (filled.length === 0) return
  entry.filled = new Set(filled.flatMap(member => [member, member.slice(member.lastIndexOf('.') + 1)]))
  for (const member of filled.slice(0, 20)) {
    entry.remarks.push({
      kind: 'filled-in',
      member,
      message: `${member} is not in the contract, and the sandbox cannot do without it; it made something up`,
      isOfficial: true
    })
  }
}

type Members = Record<string, unknown>

function fitted (schema: TSchema, value: unknown, path: string, fitting: Fitting): unknown {
  if (schema.type === 'array') {
    const list = Array.isArray(value) ? value : value === undefined || value === null ? value : [value]
    return Array.isArray(list) ? list.map((it, at) => fitted(schema.items as TSchema, it, `${path}[${at}]`, fitting)) : list
  }
  if (schema.type === 'object' && schema.properties) return objectFitted(schema, value, path, fitting)
  if (Array.isArray(value) && value.length === 1 && isPlain(schema)) return fitted(schema, value[0], path, fitting)
  if (schema.type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) return String(value)
  const isNumber = schema.type === 'integer' || schema.type === 'number'
  if (isNumber && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  if (schema.type === 'boolean' && /^(?:true|false)$/i.test(String(value))) return String(value).toLowerCase() === 'true'
  return value
}

const isPlain = ({ type }: TSchema): boolean => ['string', 'integer', 'number', 'boolean'].includes(type)

function objectFitted (schema: TSchema, value: unknown, path: string, fitting: Fitting): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const made: Members = { ...value }
  for (const [name, member] of Object.entries<TSchema>(schema.properties)) {
    const at = path === '' ? name : `${path}.${name}`
    if (Object.hasOwn(made, name)) made[name] = fitted(member, made[name], at, fitting)
    else if ((schema.required as string[] | undefined)?.includes(name)) made[name] = filled(member, at, fitting)
  }
  return made
}

/** Something that an operation can work with; ids are such that nobody else has. */
function filled (schema: TSchema, path: string, fitting: Fitting): unknown {
  if (schema.type === 'object' && schema.properties) return objectFitted(schema, {}, path, fitting)
  fitting.filled.push(path)
  const { clock } = fitting.sandbox
  if (schema.format === 'date') return clock.today()
  if (schema.format === 'date-time') return utcOf(clock.now())
  if (/localId$/i.test(path)) return `NEW-${fitting.entry.id.slice(2)}`.slice(0, schema.maxLength as number | undefined)
  if (schema.example !== undefined) return schema.example
  if (schema.enum) return (schema.enum as unknown[])[0]
  switch (schema.type) {
    case 'array': return []
    case 'boolean': return false
    case 'integer': case 'number': return Math.max(1, Number(schema.minimum ?? 1))
    default: return 'x'.repeat(Math.max(1, Number(schema.minLength ?? 1)))
  }
}

/** Whether a value is of the kind that an operation expects, whatever its length and whatever the table. */
function canBeWorkedWith (schema: TSchema | undefined, value: unknown): boolean {
  if (!schema || value === undefined) return false
  if (schema.format === 'date' || schema.format === 'date-time') return false
  switch (schema.type) {
    case 'string': return typeof value === 'string'
    case 'integer': return Number.isSafeInteger(value)
    case 'number': return Number.isFinite(value)
    case 'boolean': return typeof value === 'boolean'
    case 'array': return Array.isArray(value)
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value)
    default: return typeof value === 'string' || typeof value === 'number'
  }
}

const stepsOf = (pointer: string): string[] => pointer.split('/').slice(1).map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))

const schemaAt = (schema: TSchema, pointer: string): TSchema | undefined => stepsOf(pointer).reduce<TSchema | undefined>(
  (node, step) => node?.type === 'array' ? node.items as TSchema : node?.properties?.[step] as TSchema | undefined, schema)

const valueAt = (value: unknown, pointer: string): unknown =>
  stepsOf(pointer).reduce<unknown>((node, step) => (node as Members | undefined)?.[step], value)
