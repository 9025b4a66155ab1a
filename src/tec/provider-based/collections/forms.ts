import { inferred } from '../../../core/basis.ts'
import { either } from '../../../core/rule-kinds.ts'
import { both } from '../../../core/words.ts'
import type { Collection, Field } from './collection.ts'
import { isGiven } from './given.ts'
import { ruleFor, type RecordRule, type RuleOfRecords } from './record-rule.ts'

/** Rules that hold a member to a table or a form that is published, where it is there at all. */

interface FormDraft extends RuleOfRecords {
  statement: string
  wouldPass: string
}

const fieldOf = ({ fields }: Collection, name: string): Field => fields.find(field => field.name === name)!

const formRule = (collection: Collection, draft: FormDraft, matches: string, what: string): RecordRule => ruleFor(collection)({
  ...draft,
  holds: `NOT (${isGiven(collection, draft.field)}) OR (${matches})`,
  refusal: say => `${say(draft.field)} is ${what}.`
})

/** `codesFor(learners)` makes rules that a code is one of a table. */
export const codesFor = (collection: Collection) => ({ codes, ...draft }: Omit<FormDraft, 'statement'> & { codes: readonly string[] }) =>
  formRule(collection, { ...draft, statement: `${draft.field} of a ${collection.noun} must be ${either(codes)}` },
    `record.${draft.field} IN (${codes.map(code => `'${code}'`).join(', ')})`, 'not a known code')

/** `globsFor(learners)` makes rules that a text has one of some forms, as SQLite's GLOB writes them. */
export const globsFor = (collection: Collection) => ({ globs, ...draft }: FormDraft & { globs: readonly string[] }) =>
  formRule(collection, draft, `(${globs.map(glob => `record.${draft.field} GLOB '${glob}'`).join(' OR ')})`, 'not in the expected form')

/** The forms of a member: as GLOB writes them. */
type Forms = Readonly<Record<string, readonly string[]>>

const matchesGlob = (text: string, glob: string): boolean => new RegExp(`^${glob.replaceAll('.', '\\.')}$`).test(text)

/** `formsFor(courses)` makes one rule of several members, each of which has one of its forms where it is there at all. */
export const formsFor = (collection: Collection) => (
  { forms, ...draft }: Omit<FormDraft, 'field' | 'statement'> & { forms: Forms }
): RecordRule => ruleFor(collection)({
  ...draft,
  field: Object.keys(forms)[0]!,
  statement: `${both(Object.keys(forms))} of a ${collection.noun} must each be of its form`,
  holds: Object.entries(forms)
    .map(([name, globs]) => `(NOT (${isGiven(collection, name)}) OR ${globs.map(glob => `record.${name} GLOB '${glob}'`).join(' OR ')})`)
    .join(' AND '),
  refusal: (say, { record }) => {
    const bad = Object.entries(forms)
      .filter(([name, globs]) => String(record[name] ?? '').trim() !== '' && !globs.some(glob => matchesGlob(String(record[name]), glob)))
      .map(([name]) => name)
    return `${both(bad.map(say))} ${bad.length === 1 ? 'is' : 'are'} not in the expected form.`
  }
})

/** SQL: whether a number has no more than so many decimals, is not below 0, and no more than `most`. */
export const isDecimal = (name: string, decimals: number, most: number): string =>
  `(record.${name} BETWEEN 0 AND ${most} AND abs(record.${name} * 1e${decimals} - round(record.${name} * 1e${decimals})) < 1e-6)`

const isDecimalNumber = (value: number, decimals: number, most: number): boolean =>
  value >= 0 && value <= most && Math.abs(value * 10 ** decimals - Math.round(value * 10 ** decimals)) < 1e-6

interface DecimalsDraft extends Omit<FormDraft, 'field'> {
  names: readonly string[]
  decimals: number
  most: number
}

/** `decimalsFor(learners)` makes rules that numbers are from 0 to `most` with so many decimals. The first is the rule's field. */
export const decimalsFor = (collection: Collection) => ({ names, decimals, most, ...draft }: DecimalsDraft): RecordRule =>
  ruleFor(collection)({
    ...draft,
    field: fieldOf(collection, names[0]!).name,
    holds: names.map(name => `(record.${name} IS NULL OR ${isDecimal(name, decimals, most)})`).join(' AND '),
    refusal: (say, { record }) => {
      const bad = names.filter(name => record[name] != null && !isDecimalNumber(record[name] as number, decimals, most))
      return `${both(bad.map(say))} ${bad.length === 1 ? 'is' : 'are'} not from 0 to ${most} with at most ${decimals} decimals.`
    }
  })

/** Dollars and cents that the one field of which the digits are published can hold. */
export const mostMoney = 999_999.99

/** Makes the rule that a code of a qualification has the form that course enrolments are held to. */
export const qualificationForm = (collection: Collection, field: string, code: string): RecordRule => formRule(collection, {
  id: `${collection.name.replace(/s$/, '')}-${field === 'qualificationCode' ? 'qualification' : 'linked-qualification'}-form`,
  code,
  field,
  statement: `${field} of a ${collection.noun} must be six letters and digits, or G9999`,
  basis: inferred('Course enrolments have the same code, and their page has its form'),
  wouldPass: 'Use six capitals and digits, such as NZ2738, or G9999.'
}, `upper(record.${field}) GLOB '${'[0-9A-Z]'.repeat(6)}' OR upper(record.${field}) = 'G9999'`, 'not in the expected form')
