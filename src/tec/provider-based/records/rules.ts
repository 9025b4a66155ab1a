import { inferred } from '../../../core/basis.ts'
import { momentInWords } from '../../../core/civil-date.ts'
import type { UtcDateTime } from '../../../core/date-time.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { atMost } from '../../../core/rule-kinds.ts'
import { errorCodesGuide, knowledgeBase } from '../../sources.ts'
import type { Collection } from '../collections/collection.ts'
import { localIdRules } from './local-ids.ts'
import { memberRules } from './members-by-return.ts'
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
  collection: Collection
  submission: Submission | undefined
  now: UtcDateTime
  /** Courses of the organisation for which TEC has been asked to change its register. */
  registerChanges: number
}

const partRule = ruleOver<PartFacts>()

export const collectionIsPartOfTheReturn = partRule({
  id: 'batch.part-of-the-return',
  statement: 'An Indicative return must have learners, courses and course enrolments only, and no completions',
  field: 'content',
  basis: knowledgeBase('KA-01083'),
  code: 'CV1',
  codeBasis: inferred('That an Indicative return has three collections is documented, what becomes of others is not'),
  needs: ['submission'],
  holds: ({ submission, collection }) => submission.returnType === 'Full' || collection.isIndicative,
  compares: ({ submission, collection }) => ({ submissionType: submission.returnType, content: `${collection.noun}s` }),
  refusal: ({ submission, collection }) => `Return ${submission.returnId} is Indicative and has no ${collection.noun}s.`,
  wouldPass: () => 'Use the token of a Full return, or leave them out.'
})

const isRegister = ({ name }: Collection): boolean => name === 'courses'

export const registerIsAlone = partRule({
  id: 'batch.register-alone',
  statement: 'Before the window of a return opens, it must be given a course register only',
  field: 'content',
  basis: inferred('A register can be processed by itself at any time; the rest of a return has its window'),
  enforcedBecause: 'a window would mean nothing otherwise',
  code: 'SC7',
  needs: ['submission'],
  holds: ({ submission, collection, now }) => isRegister(collection) || now >= submission.openWindowDate,
  compares: ({ submission, collection, now }) =>
    ({ openWindowDate: submission.openWindowDate, now, content: `${collection.noun}s` }),
  refusal: ({ submission: { returnId, openWindowDate }, collection }) =>
    `Return ${returnId} takes ${collection.noun}s once its window opens, at ${momentInWords(Date.parse(openWindowDate))}.`,
  wouldPass: () => 'Until then, use PUT /submissions/v1.0/courses only.'
})

export const noRegisterChangesPending = partRule({
  id: 'batch.no-register-changes-pending',
  statement: 'TEC must have approved the changes of the course register before another register is sent',
  field: 'content',
  basis: knowledgeBase('KA-02623'),
  code: 'SC5',
  codeBasis: inferred('That no further register can be sent is documented, how it is refused is not'),
  needs: ['submission'],
  holds: ({ collection, registerChanges }) => !isRegister(collection) || registerChanges === 0,
  compares: ({ collection, registerChanges }) =>
    ({ content: `${collection.noun}s`, 'courses that TEC is asked to change': registerChanges }),
  refusal: ({ registerChanges }) =>
    `TEC has not yet approved changes of the course register: ${registerChanges === 1 ? '1 course' : `${registerChanges} courses`}.`,
  wouldPass: () => 'Wait for TEC; in the sandbox, POST /__admin/returns/{returnId}/settle approves them.'
})

export const uploadRules: readonly Rule[] =
  [...uploadTokenRules, collectionIsPartOfTheReturn, registerIsAlone, noRegisterChangesPending, ...memberRules, ...localIdRules]

export const deletionRules: readonly Rule[] = [...deletionTokenRules, registerIsAlone, noRegisterChangesPending]
