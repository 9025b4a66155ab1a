import { FormatRegistry, TypeRegistry } from '@sinclair/typebox'
import { isCivilDate } from '../civil-date.ts'
import { isDateTime } from '../date-time.ts'

/** TypeBox keeps what it knows for the whole process. This is the only place that adds to it. */

TypeRegistry.Set<{ enum: string[] }>('OneOf', (schema, value) => schema.enum.includes(value as string))
FormatRegistry.Set('date', isCivilDate)
FormatRegistry.Set('date-time', isDateTime)
