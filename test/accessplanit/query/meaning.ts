import type { Course } from './courses.ts'

/** A second writing of what a filter means, which shares no code with `src/`. */

export interface Asked {
  kind: 'comparison'
  property: string
  operator: string
  /** What is meant: a moment as the courses have it, a number as a number. */
  value: string | number | boolean | null
  /** What is written for it. */
  written: string
}

export type Expression = Asked | { kind: 'not', part: Expression } | { kind: 'and' | 'or', parts: Expression[] }

export function holds (expression: Expression, course: Course): boolean {
  switch (expression.kind) {
    case 'and': return expression.parts.every(part => holds(part, course))
    case 'or': return expression.parts.some(part => holds(part, course))
    case 'not': return !holds(expression.part, course)
    case 'comparison': return isSo(expression, (course as unknown as Record<string, Held | undefined>)[expression.property])
  }
}

type Held = string | number | boolean | null | string[]

function isSo ({ operator, value }: Asked, held: Held | undefined): boolean {
  if (held === undefined) return false
  const hasNone = held === null || (Array.isArray(held) && held.length === 0)
  if (value === null) return (operator === 'eq') === hasNone
  if (operator === 'ne') return held === null || !isSoOfAny('eq', value, held)
  if (held === null) return false
  return isSoOfAny(operator, value, held)
}

const isSoOfAny = (operator: string, value: string | number | boolean, held: Exclude<Held, null>): boolean =>
  Array.isArray(held) ? held.some(item => isSoOf(operator, value, item)) : isSoOf(operator, value, held)

function isSoOf (operator: string, value: string | number | boolean, held: string | number | boolean): boolean {
  const [whole, part] = [folded(String(held)), folded(String(value))]
  const distance = typeof held === 'string' ? Buffer.compare(Buffer.from(whole), Buffer.from(part)) : Number(held) - Number(value)
  switch (operator) {
    case 'eq': return distance === 0
    case 'lt': return distance < 0
    case 'le': return distance <= 0
    case 'gt': return distance > 0
    case 'ge': return distance >= 0
    case 'contains': return whole.includes(part)
    case 'startswith': return whole.startsWith(part)
    case 'endswith': return whole.endsWith(part)
    default: throw new Error(`What is ${operator}?`)
  }
}

const folded = (text: string): string => text.replace(/[A-Z]/g, letter => letter.toLowerCase())

/** Every comparison in an expression. */
export const comparisonsIn = (expression: Expression): Asked[] => {
  if (expression.kind === 'comparison') return [expression]
  return expression.kind === 'not' ? comparisonsIn(expression.part) : expression.parts.flatMap(comparisonsIn)
}
