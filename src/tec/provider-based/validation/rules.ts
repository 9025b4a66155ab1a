import { ruleOver, type Rule } from '../../../core/rule.ts'
import { providerBasedPage } from '../../sources.ts'
import { pageRules } from '../paging.ts'
import { readingTokenRules, validationTokenRules, type SubmissionFacts } from '../submissions/rules.ts'

export interface ValidationFacts extends SubmissionFacts {
  /** How many records the submission has, in all collections, if it can be validated. */
  records: number | undefined
}

export const recordsAreThere = ruleOver<ValidationFacts>()({
  id: 'validation.records-uploaded',
  statement: 'A submission is validated once it has records',
  field: 'submissionToken',
  basis: providerBasedPage('request-validation'),
  code: 'SC8',
  needs: ['submission', 'records'],
  holds: ({ records }) => records > 0,
  compares: ({ records }) => ({ records }),
  wouldPass: () => 'an upload before, such as PUT /submissions/v1.0/learners'
})

export const validationRules: readonly Rule[] = [...validationTokenRules, recordsAreThere]

export const resultRules: readonly Rule[] = [...readingTokenRules, ...pageRules]
