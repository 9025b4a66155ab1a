import { compact } from './names.ts'
import type { JsonSchema } from './official.ts'
import { typesOf } from './merge.ts'

export type Kind = 'list' | 'date' | 'moment' | 'code' | 'truth' | 'whole' | 'number' | 'text' | 'object' | 'any'

/** What kind of value a shape is of. */
export function kindOf (schema: JsonSchema): Kind {
  const [type] = typesOf(schema).filter(it => it !== 'null')
  if (type === 'array' || schema.items) return 'list'
  if (schema.format === 'date') return 'date'
  if (schema.format === 'date-time') return 'moment'
  if (type === 'boolean') return 'truth'
  if ((schema.enum?.length ?? 0) > 1) return 'code'
  if (type === 'integer') return 'whole'
  if (type === 'number') return 'number'
  if (type === 'object' || schema.properties) return 'object'
  return type === 'string' ? 'text' : 'any'
}

/** What can stand for what, where two documents do not say the same of one member. */
const near: Readonly<Partial<Record<Kind, readonly Kind[]>>> = {
  date: ['moment', 'text'],
  moment: ['date', 'text'],
  code: ['text', 'whole', 'number'],
  whole: ['number', 'code', 'text'],
  number: ['whole', 'code', 'text'],
  text: ['date', 'moment', 'code', 'whole', 'number'],
  truth: ['text', 'code']
}

/** From 0 to 1: whether two shapes can be of one member. A list is nothing else. */
export function likenessOfKinds (a: JsonSchema, b: JsonSchema): number {
  const [one, other] = [kindOf(a), kindOf(b)]
  if (one === 'list' || other === 'list') return one === other ? 1 : 0
  if (one === other) return one === 'code' ? 0.6 + 0.4 * overlapOf(a, b) : 1
  if (one === 'any' || other === 'any') return 0.8
  return near[one]?.includes(other) || near[other]?.includes(one) ? 0.7 : 0
}

/** In characters; the longest way to write a time is a moment with a fraction and an offset. */
const lengthsOfTime = { least: 8, most: 35 }

const sizes: ReadonlySet<string> = new Set(['int32', 'int64', 'float', 'double', 'password'])

/**
 * Whether nothing that the official shape says of a value is against its being the member that ours is: it may leave open what ours says.
 * No name is believed against it.
 */
export function agree (ours: JsonSchema, official: JsonSchema): boolean {
  const [one, other] = [kindOf(ours), kindOf(official)]
  if (one === 'any' || other === 'any') return one === other || (one !== 'list' && other !== 'list')
  if (one === other) return !haveOtherFormats(ours, official) && (one !== 'code' || overlapOf(ours, official) > 0)
  if (one === 'date' || one === 'moment') return other === 'text' && canBeTime(official)
  if (one === 'code') return other === (typeof ours.enum?.[0] === 'number' ? 'whole' : 'text')
  return [one, other].every(it => it === 'whole' || it === 'number')
}

function haveOtherFormats ({ format: a }: JsonSchema, { format: b }: JsonSchema): boolean {
  return a !== undefined && b !== undefined && a !== b && !(sizes.has(a) && sizes.has(b))
}

const canBeTime = ({ format, minLength = 0, maxLength = lengthsOfTime.most }: JsonSchema): boolean =>
  format === undefined && minLength <= lengthsOfTime.most && maxLength >= lengthsOfTime.least && maxLength <= lengthsOfTime.most

/** How much of two tables of codes is the same. */
export function overlapOf ({ enum: a = [] }: JsonSchema, { enum: b = [] }: JsonSchema): number {
  if (a.length === 0 || b.length === 0) return 0
  const words = new Set(a.map(spelling))
  const both = b.filter(it => words.has(spelling(it))).length
  return both / (words.size + b.length - both)
}

/** `IN_PROGRESS` is `InProgress`. */
const spelling = (value: unknown): string => compact(String(value)) || String(value)

/** Kinds of which an object has few, so that the only one of them says something. */
export const isTelling = (schema: JsonSchema): boolean => ['date', 'moment', 'truth', 'list'].includes(kindOf(schema))
