import { inferred } from '../../core/basis.ts'
import { ruleOver, type Rule } from '../../core/rule.ts'
import { lastPart, quoted } from '../../core/words.ts'
import { oneValue } from '../../sandbox/database.ts'

/** Local ids that differ from others in case or in blanks around them alone. */

const kinds = {
  learner: 'learnerLocalId',
  trainingAgreement: 'trainingAgreementLocalId',
  enrolment: 'enrolmentLocalId',
  trainingPlan: 'trainingPlanLocalId',
  visit: 'visitLocalId',
  programmeVersion: 'programmeLocalId',
  offJobDelivery: 'offJobDeliveryLocalId'
}

const foldedInSql = (id: string): string => `lower(trim(${id}))`

/** A text without what is not seen to differ. */
export const folded = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase()

/** They are looked for with each record that is made. */
export const alikeIndexes = Object.entries(kinds)
  .map(([table, id]) => `CREATE INDEX ${table}ByAnyCase ON ${table} (eid, ${foldedInSql(id)});`)
  .join('\n')

/** By table: another id of the TEO that differs from `id` in nothing else. */
export const findAlike = Object.fromEntries(Object.entries(kinds).map(([table, id]) => [table, oneValue<string>(`
  SELECT ${id} FROM ${table} INDEXED BY ${table}ByAnyCase WHERE eid = :eid AND ${foldedInSql(id)} = ${foldedInSql(':id')} AND ${id} <> :id
  ${table === 'enrolment' ? "AND status <> 'Deleted'" : ''} LIMIT 1`)])) as Record<keyof typeof kinds, ReturnType<typeof oneValue<string>>>

/** The same among ids of one request. */
export const alikeAmong = (ids: readonly string[], id: string): string | undefined =>
  ids.find(other => other !== id && other.trim().toLowerCase() === id.trim().toLowerCase())

interface AlikeDraft<Facts> {
  id: string
  field: string
  value: (facts: Facts) => string | undefined
}

/** What the rule reads: the id of another record that is nearly the same. */
export interface AlikeFacts {
  alikeId: string | undefined
}

/** A local id differs from those of other records in more than case and blanks. */
export function unlikeOthers<Facts extends AlikeFacts> ({ id, field, value }: AlikeDraft<Facts>): Rule {
  const name = lastPart(field)
  return ruleOver<Facts>()({
    id,
    statement: `${name} must differ from that of every other record in more than case, and spaces around it`,
    field,
    basis: inferred('The usual collation of databases behind that stack takes such ids for one; no page says so'),
    holds: ({ alikeId }) => alikeId === undefined,
    compares: facts => ({ [field]: value(facts), 'the other': facts.alikeId }),
    refusal: facts => `${field} ${quoted(value(facts)!)} differs from ${quoted(facts.alikeId!)} only in case or spaces. ` +
      'The sandbox takes them for two different ids.',
    wouldPass: facts => `Use ${quoted(facts.alikeId!)} if that is meant, or an id that differs in more.`
  })
}
