import { FormatRegistry, TypeRegistry } from '@sinclair/typebox'
import { isCivilDate } from '../civil-date.ts'
import { isDateTime } from '../date-time.ts'
import { verdictOn } from './pattern.ts'

/** TypeBox keeps what it knows for the whole process. This is the only place that adds to it. */

interface Patterned { readonly pattern: string, readonly minLength?: number, readonly maxLength?: number }

TypeRegistry.Set<Patterned>('Patterned', ({ pattern, minLength = 0, maxLength = Infinity }, value) => typeof value === 'string' &&
  value.length >= minLength && value.length <= maxLength && verdictOn(pattern, value) === 'matches')
TypeRegistry.Set<{ enum: string[] }>('OneOf', (schema, value) => schema.enum.includes(value as string))
FormatRegistry.Set('date', isCivilDate)
FormatRegistry.Set('date-time', isDateTime)
