import { inferred } from '../../../core/basis.ts'
import type { Collection } from './collection.ts'
import { ruleFor, type RecordRule } from './record-rule.ts'

/** Makes the rule that a code by which records are named differs from every other in more than case, and blanks around it. */
export function unlikeOthers (collection: Collection, field: string, code: string): RecordRule {
  const { table, fileType, noun } = collection
  const other = `(SELECT other.${field} FROM ${table} AS other WHERE other.submission = :submission AND other.id < record.id
      AND lower(trim(other.${field})) = lower(trim(record.${field})) AND other.${field} <> record.${field} LIMIT 1)`
  return ruleFor(collection)({
    id: `${fileType.toLowerCase()}-code-unlike-others`,
    code,
    statement: `${field} of a ${noun} must differ from that of every other in more than case, and spaces around it`,
    field,
    basis: inferred('The usual collation of databases behind that stack takes such codes for one; no page says so'),
    other,
    holds: `${other} IS NULL`,
    refusal: (say, { other: code = '' }) =>
      `${say(field)} differs from "${code}" only in case or spaces. They are taken for two different ${noun}s.`,
    wouldPass: `Use one ${field} throughout if the same ${noun} is meant, or one that differs in more.`
  })
}
