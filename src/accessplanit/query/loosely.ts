import type { Ask } from '../../core/reading.ts'
import type { Remark } from '../../sandbox/journal.ts'
import { looseFilters } from '../platform/readings.ts'
import type { Field } from './field.ts'
import { parseFilter } from './filter.ts'
import { FilterFault } from './reader.ts'
import { compileFilter, type CompiledFilter } from './sql.ts'
import { tellStrangers } from './strangers.ts'

/** Who reads a filter, and is told of it. */
interface ReadFor { readonly reading: Ask, readonly remarks: Remark[] }

/**
 * Makes SQL of the text of a `$filter`. One that cannot be read is read once more as the vendor's own client may have meant it. Throws
 * FilterFault.
 */
export function readFilter ({ reading, remarks }: ReadFor, text: string, fields: readonly Field[]): CompiledFilter {
  try {
    return telling(remarks, compileFilter(parseFilter(text), fields))
  } catch (fault) {
    const loose = fault instanceof FilterFault ? readLoosely(text, fields) : undefined
    if (loose === undefined || reading(looseFilters) === 'refused') throw fault
    const message = `$filter was read as it is probably meant. ${(fault as FilterFault).message}`
    remarks.push({ kind: 'loosely-read', member: '$filter', message })
    return telling(remarks, loose)
  }
}

function telling (remarks: Remark[], compiled: CompiledFilter): CompiledFilter {
  tellStrangers(remarks, '$filter', compiled.strangers)
  return compiled
}

function readLoosely (text: string, fields: readonly Field[]): CompiledFilter | undefined {
  try {
    return compileFilter(parseFilter(text, true), fields, true)
  } catch (fault) {
    if (fault instanceof FilterFault) return undefined
    throw fault
  }
}
