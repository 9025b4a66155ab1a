import { vendorChangesGuide, providerBasedPage } from '../../sources.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/rule-kinds.ts'
import type { SdrRecord } from '../collections/collection.ts'
import type { Submission } from '../submissions/rules.ts'

/** What a batch has of members that depend on the return which they are for. */
export interface MembersFacts {
  submission: Submission | undefined
  /** The first course title that is longer than returns before December 2025 take. */
  longTitle: string | undefined
  /** The first record that has an IRD number. */
  irdNumber: string | undefined
}

const membersRule = ruleOver<MembersFacts>()

/** Characters, in returns before `longTitlesSince`. */
const shortTitle = 75
const longTitlesSince = 202512
const irdNumbersSince = 202508
const irdNumbersRefusedSince = 202503

export const membersOf = (content: readonly SdrRecord[]): Omit<MembersFacts, 'submission'> => ({
  longTitle: content.map(({ courseTitle }) => courseTitle as string | undefined).find(title => [...title ?? ''].length > shortTitle),
  irdNumber: content.map(({ irdNumber }) => irdNumber as string | undefined).find(number => Boolean(number?.trim()))
})

const titleFits = membersRule({
  id: 'batch.title-of-the-return',
  statement: `A course title must have at most ${shortTitle} characters in returns before December 2025, and 255 from then on`,
  field: 'content',
  basis: providerBasedPage('upload-course-data-to-the-submission'),
  code: 'CV1',
  needs: ['submission'],
  holds: ({ submission, longTitle }) => submission.returnId >= longTitlesSince || longTitle === undefined,
  compares: ({ submission, longTitle }) => ({ returnId: submission.returnId, courseTitle: longTitle }),
  refusal: ({ submission, longTitle }) =>
    `courseTitle ${quoted(longTitle!)} has ${[...longTitle!].length} characters; return ${submission.returnId} takes ${shortTitle}.`,
  wouldPass: () => `Shorten it to ${shortTitle} characters.`
})

const irdNumberIsAsked = membersRule({
  id: 'batch.ird-number-of-the-return',
  statement: 'An IRD number must not be sent in returns before August 2025, which refuse the whole file',
  field: 'content',
  basis: vendorChangesGuide,
  code: 'CV1',
  needs: ['submission'],
  holds: ({ submission: { returnId }, irdNumber }) =>
    irdNumber === undefined || returnId >= irdNumbersSince || returnId < irdNumbersRefusedSince,
  compares: ({ submission, irdNumber }) => ({ returnId: submission.returnId, irdNumber }),
  refusal: ({ submission, irdNumber }) => `irdNumber ${quoted(irdNumber!)} is not part of return ${submission.returnId}.`,
  wouldPass: () => 'Leave irdNumber out; returns from 202508 on have it.'
})

export const memberRules: readonly Rule[] = [titleFits, irdNumberIsAsked]
