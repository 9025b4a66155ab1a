import { message } from '../../../core/rule.ts'
import type { Collection, KeptRecord } from '../collections/collection.ts'
import { lineOf } from '../collections/csv.ts'
import { severityOf, type FoundRecord } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import type { ValidationResult } from './schemas.ts'
import type { Finding } from './store.ts'

const rulesByCode = new Map(recordRules.map(rule => [rule.code, rule]))

/** A finding as a client sees it: the record, the rule that it breaks, and what to do. */
export function describeFinding (finding: Finding, { eid, returnYear }: Pick<FoundRecord, 'eid' | 'returnYear'>): ValidationResult {
  const { rule: code, localId, courseCode, studentId } = finding
  const { collection, mode, refusal, wouldPass } = rulesByCode.get(code)!
  const record = JSON.parse(finding.record) as KeptRecord
  return {
    localId,
    errorCode: code,
    // The code has its own member, so the text goes without it.
    errorDescription: message({ refusal, wouldPass }, { record, eid, returnYear } satisfies FoundRecord),
    errorType: severityOf(mode),
    fileType: collection.fileType,
    ...(courseCode !== null && { courseCode }),
    ...(studentId !== null && { studentId }),
    recordText: lineOf(collection, valuesOf(collection, record))
  }
}

const valuesOf = ({ fields }: Collection, record: KeptRecord) =>
  ['localId', ...fields.map(({ name }) => name)].map(name => record[name] ?? null)
