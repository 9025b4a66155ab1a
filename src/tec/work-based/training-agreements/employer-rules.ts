import { inferred } from '../../../core/basis.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import type { DetailsFacts } from './details-rules.ts'

export interface AlikeEmployer extends DetailsFacts {
  /** An agreement of the learner and the day whose employer differs in case and blanks alone. */
  alikeAgreement: { trainingAgreementLocalId: string, employerName: string } | undefined
}

/** The rule that there is none. */
export const employerIsUnlikeOthers = (id: string, field: string): Rule => ruleOver<AlikeEmployer>()({
  id,
  statement: 'The employer of an agreement must not be that of another of the learner and the day, written otherwise',
  field,
  basis: inferred('The usual collation of databases behind that stack takes such names for one; no page says so'),
  holds: ({ alikeAgreement }) => alikeAgreement === undefined,
  compares: ({ alikeAgreement, details }) => ({ employerName: details?.employerName, 'the other': alikeAgreement?.employerName }),
  refusal: ({ alikeAgreement, details }) => `employerName ${quoted(details!.employerName)} differs from ` +
    `${quoted(alikeAgreement!.employerName)} only in case or spaces, and the learner has a training agreement with that employer, ` +
    `signed on ${details!.trainingAgreementSignedDate} (trainingAgreementLocalId ${quoted(alikeAgreement!.trainingAgreementLocalId)}).`,
  wouldPass: () => 'Use that one, or another employer or signed date.'
})
