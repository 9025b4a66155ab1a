import { ruleOver, type Rule } from '../../../core/rule.ts'
import { errorCodesGuide, knowledgeBase } from '../../sources.ts'
import { deletionTokenRules, uploadTokenRules, type Submission } from '../submissions/rules.ts'

export const batchIsWithinTheLimit = ruleOver<{ /** How many the request has. */ records: number, maxRecordPerBatch: number }>()({
  id: 'batch.within-the-limit',
  statement: 'A request has at most as many records as maxRecordPerBatch of the token says',
  field: 'content',
  basis: errorCodesGuide,
  code: 'MP1',
  holds: ({ records, maxRecordPerBatch }) => records <= maxRecordPerBatch,
  compares: ({ records, maxRecordPerBatch }) => ({ records, maxRecordPerBatch }),
  wouldPass: ({ maxRecordPerBatch }) => `several requests of up to ${maxRecordPerBatch} records; what they upload accumulates`
})

/** A collection, and the submission that it is to be part of. */
interface PartFacts {
  /** What the records are: `course completion`. */
  noun: string
  isIndicative: boolean
  submission: Submission | undefined
}

export const collectionIsPartOfTheReturn = ruleOver<PartFacts>()({
  id: 'batch.part-of-the-return',
  statement: 'An Indicative return has learners, courses and course enrolments, and no completions',
  field: 'content',
  basis: knowledgeBase('KA-01083'),
  code: 'CV1',
  needs: ['submission'],
  holds: ({ submission, isIndicative }) => submission.returnType === 'Full' || isIndicative,
  compares: ({ submission, noun }) => ({ submissionType: submission.returnType, content: `${noun}s` }),
  wouldPass: () => 'the token of a Full return'
})

export const uploadRules: readonly Rule[] = [...uploadTokenRules, collectionIsPartOfTheReturn]

export const deletionRules: readonly Rule[] = [...deletionTokenRules, collectionIsPartOfTheReturn]
