import { both } from '../../core/words.ts'
import type { Remark } from '../../sandbox/journal.ts'
import { findField, type Field } from './field.ts'
import { createReader, word } from './reader.ts'

/** One of what records are sorted by. */
export interface OrderTerm {
  /** SQL of the value. */
  readonly sql: string
  /** How values come one after another: `COLLATE NOCASE DESC`. */
  readonly order: string
}

/** What stands after ORDER BY. */
export const orderBy = (terms: readonly OrderTerm[]): string => terms.map(({ sql, order }) => `${sql} ${order}`).join(', ')

/** What to sort by, none where no field was named, and the names that no field has. */
export interface CompiledOrder {
  terms: OrderTerm[]
  unknown: string[]
  /** Those that it names once more, where they say nothing. */
  again: string[]
}

/**
 * Reads the text of an `$orderby`: `StartDate desc, Name`. Texts are sorted without regard to the case of ASCII letters. Throws
 * FilterFault.
 */
export function compileOrder (text: string, fields: readonly Field[]): CompiledOrder {
  const reader = createReader(text)
  const terms = new Map<Field, OrderTerm>()
  const unknown = new Set<string>()
  const again = new Set<string>()
  do {
    const name = reader.take(word)
    if (name === undefined) throw reader.fault('a property')
    const direction = directions.find(it => reader.takeWord(it)) ?? 'asc'
    const field = findField(fields, name)
    if (!field) unknown.add(name)
    // Named again, it has no more say, and SQLite would only count it.
    else if (terms.has(field)) again.add(field.name)
    else terms.set(field, { sql: field.sql, order: `${isText(field) ? 'COLLATE NOCASE ' : ''}${direction.toUpperCase()}` })
  } while (reader.take(comma))
  if (!reader.atEnd()) throw reader.fault('"asc", "desc", "," or the end')
  return { terms: [...terms.values()], unknown: [...unknown], again: [...again] }
}

/** Tells of what an `$orderby` says in vain. */
export function tellNamedAgain (remarks: Remark[], { again }: Pick<CompiledOrder, 'again'> = { again: [] }): void {
  if (again.length === 0) return
  remarks.push({ kind: 'ignored-option', member: '$orderby', message: `$orderby names ${both(again)} more than once; the first counts` })
}

const directions = ['asc', 'desc'] as const

const comma = /,/y

const isText = ({ type }: Field): boolean => type === 'text' || type === 'list'
