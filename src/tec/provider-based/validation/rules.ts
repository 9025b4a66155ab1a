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
  statement: 'A submission must have records to be validated',
  field: 'submissionToken',
  basis: providerBasedPage('request-validation'),
  code: 'SC8',
  needs: ['submission', 'records'],
  holds: ({ records }) => records > 0,
  compares: ({ records }) => ({ records }),
  refusal: () => 'The submission has no records.',
  wouldPass: () => 'Upload some first, for example with PUT /submissions/v1.0/learners.'
})

export const validationRules: readonly Rule[] = [...validationTokenRules, recordsAreThere]

export const resultRules: readonly Rule[] = [...readingTokenRules, ...pageRules]
