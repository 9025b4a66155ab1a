import { newZealandDay } from '../../../core/date-time.ts'
import { both } from '../../../core/words.ts'
import type { Collection, Field, KeptRecord } from './collection.ts'
import { ruleFor, type RecordRule, type RuleOfRecords } from './record-rule.ts'

/** That members of a record are there. */

interface GivenDraft extends RuleOfRecords {
  /** What the field is, in words: `a start date`. */
  called: string
  wouldPass: string
}

const isAbsent = (value: unknown): boolean => value == null || String(value).trim() === '' || value === '[]'

const forms: Partial<Record<Field['kind'], string>> = { dateTime: 'date and time', integer: 'whole number', number: 'number' }

/** What is missing may have been sent: of what is only guessed, a value of another form is left out of an upload, which tells of it. */
function orLeftOut ({ fields }: Collection, names: readonly string[]): string {
  const guessed = fields.filter(({ name, seen, formIsGuessed }) => names.includes(name) && (!seen || formIsGuessed))
  const [form, ...others] = new Set(guessed.map(({ kind }) => forms[kind] ?? ''))
  return form && others.length === 0 ? `, or was something else than a ${form} when it was uploaded` : ''
}

/**
 * SQL: whether a member is there. What programs send for nothing is nothing: 0 for a number, blanks, a day of 1900 or before, and
 * the last of 9999.
 */
export function isGiven ({ fields }: Collection, name: string): string {
  const { kind } = fields.find(field => field.name === name)!
  switch (kind) {
    case 'integer': return `coalesce(record.${name}, 0) > 0`
    case 'dateTime': return `coalesce(newZealandDay(record.${name}) BETWEEN '1900-01-02' AND '9999-12-30', FALSE)`
    case 'codes': case 'loads': return `coalesce(record.${name}, '[]') <> '[]'`
    case 'number': return `record.${name} IS NOT NULL`
    default: return `trim(coalesce(record.${name}, '')) <> ''`
  }
}

/** The same for a record that was found: which of several members are not there. */
const namesNotGiven = ({ fields }: Collection, names: readonly string[], record: KeptRecord): string[] => names.filter(name => {
  const value = record[name]
  const { kind } = fields.find(field => field.name === name)!
  if (isAbsent(value)) return true
  if (kind === 'integer') return Number(value) <= 0
  return kind === 'dateTime' && (newZealandDay(String(value)) <= '1900-01-01' || newZealandDay(String(value)) >= '9999-12-31')
})

/** `const learnerHas = givenFor(learners)` makes rules that each learner has a member. */
export const givenFor = (collection: Collection) => ({ called, ...draft }: GivenDraft): RecordRule => ruleFor(collection)({
  ...draft,
  statement: `A ${collection.noun} must have ${called}`,
  holds: isGiven(collection, draft.field),
  refusal: (say, { record }) => {
    const value = record[draft.field]
    return isAbsent(value)
      ? `${draft.field} is missing${orLeftOut(collection, [draft.field])}.`
      : `${say(draft.field)} stands for no value.`
  }
})

interface AllGivenDraft extends Omit<RuleOfRecords, 'field'> {
  /** The members, each of which has to be there. */
  names: readonly string[]
}

/** `const courseHasAll = allGivenFor(courses)` makes one rule of several members that each course has. */
export const allGivenFor = (collection: Collection) => ({ names, ...draft }: AllGivenDraft): RecordRule => ruleFor(collection)({
  ...draft,
  field: names[0]!,
  statement: `A ${collection.noun} must have ${both(names)}`,
  holds: names.map(name => isGiven(collection, name)).join(' AND '),
  refusal: (say, { record }) => {
    const wanting = namesNotGiven(collection, names, record)
    const missing = wanting.filter(name => isAbsent(record[name]))
    return [
      ...missing.length > 0 ? [`${both(missing)} ${missing.length === 1 ? 'is' : 'are'} missing${orLeftOut(collection, missing)}.`] : [],
      ...wanting.filter(name => !missing.includes(name)).map(name => `${say(name)} stands for no value.`)
    ].join(' ')
  },
  wouldPass: ({ record }) => namesNotGiven(collection, names, record).length === 1
    ? 'Send it; the SDR asks for it.'
    : 'Send them; the SDR asks for each.'
})
