import type { Ask } from '../../../core/reading.ts'
import { message, type Mode } from '../../../core/rule.ts'
import type { RuleModes } from '../../../sandbox/rule-modes.ts'
import type { Collection, KeptRecord } from '../collections/collection.ts'
import { lineOf } from '../collections/csv.ts'
import { isTextGuessed, severityOf, type FoundRecord } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import { errorDescriptions, feeRuleNumbers } from '../readings.ts'
import { judgingReadings } from './run-validation.ts'
import { otherMember } from './rule-sql.ts'
import type { ValidationResult } from './schemas.ts'
import type { Finding } from './store.ts'

const rulesByCode = new Map(recordRules.map(rule => [rule.code, rule]))

/** A finding as a client sees it: the record, the rule that it breaks, and what to do. */
export function describeFinding (
  finding: Finding, { eid, returnYear }: Pick<FoundRecord, 'eid' | 'returnYear'>, ask: Ask, modes: RuleModes = {}
): ValidationResult {
  const { rule: code, localId, courseCode, studentId } = finding
  const rule = rulesByCode.get(code)!
  const { collection, mode, refusal, wouldPass } = rule
  for (const reading of judgingReadings) if (reading.rules.includes(rule.id)) ask(reading)
  const record = JSON.parse(finding.record) as KeptRecord
  const other = record[otherMember]
  // The code has its own member, so the text goes without it.
  const text = ask(errorDescriptions) === 'rule'
    ? `${rule.statement}.`
    : message({ refusal, wouldPass }, { record, eid, returnYear, ...(other != null && { other: String(other) }) } satisfies FoundRecord)
  return {
    localId,
    errorCode: (ask(feeRuleNumbers) === '363' && otherFeeRule[code]) || code,
    errorDescription: isTextGuessed(rule) ? `${text} What TEC's rule ${code} says is not public: this is the sandbox's guess.` : text,
    errorType: severityOf(modes[rule.id] === 'warn' || modes[rule.id] === 'enforce' ? modes[rule.id] as Mode : mode),
    fileType: collection.fileType,
    ...(courseCode !== null && { courseCode }),
    ...(studentId !== null && { studentId }),
    recordText: lineOf(collection, valuesOf(collection, record))
  }
}

/** Which of the two is which is not known. */
const otherFeeRule: Readonly<Record<string, string>> = { 362: '363', 363: '362' }

const valuesOf = ({ fields }: Collection, record: KeptRecord) =>
  ['localId', ...fields.map(({ name }) => name)].map(name => record[name] ?? null)
