import { ruleOver, type Rule } from '../../../core/rule.ts'
import { atMost } from '../../../core/rule-kinds.ts'
import { errorCodesGuide, knowledgeBase } from '../../sources.ts'
import { deletionTokenRules, uploadTokenRules, type Submission } from '../submissions/rules.ts'

export interface BatchFacts {
  /** How many the request has. */
  records: number
  maxRecordPerBatch: number
}

// What is compared is how long `content` is, so there is no value of it to propose.
const { proposal, ...withinTheLimit } = atMost<BatchFacts>({
  id: 'batch.within-the-limit',
  statement: 'A request must have at most as many records as maxRecordPerBatch of the token says',
  field: 'content',
  basis: errorCodesGuide,
  code: 'MP1',
  value: ({ records }) => records,
  limit: ({ maxRecordPerBatch }) => maxRecordPerBatch,
  called: 'maxRecordPerBatch',
  refusal: ({ records, maxRecordPerBatch }) => `The request has ${records} records; maxRecordPerBatch is ${maxRecordPerBatch}.`,
  remedy: ({ maxRecordPerBatch }) => `Send several requests of up to ${maxRecordPerBatch}; what they do adds up.`
})

export const batchIsWithinTheLimit: Rule = withinTheLimit

/** A collection, and the submission that it is to be part of. */
interface PartFacts {
  /** What the records are: `course completion`. */
  noun: string
  isIndicative: boolean
  submission: Submission | undefined
}

export const collectionIsPartOfTheReturn = ruleOver<PartFacts>()({
  id: 'batch.part-of-the-return',
  statement: 'An Indicative return must have learners, courses and course enrolments only, and no completions',
  field: 'content',
  basis: knowledgeBase('KA-01083'),
  code: 'CV1',
  needs: ['submission'],
  holds: ({ submission, isIndicative }) => submission.returnType === 'Full' || isIndicative,
  compares: ({ submission, noun }) => ({ submissionType: submission.returnType, content: `${noun}s` }),
  refusal: ({ submission, noun }) => `Return ${submission.returnId} is Indicative and has no ${noun}s.`,
  wouldPass: () => 'Use the token of a Full return, or leave them out.'
})

export const uploadRules: readonly Rule[] = [...uploadTokenRules, collectionIsPartOfTheReturn]

export const deletionRules: readonly Rule[] = [...deletionTokenRules, collectionIsPartOfTheReturn]
