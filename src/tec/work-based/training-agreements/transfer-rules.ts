import { inferred } from '../../../core/basis.ts'
import { onOrAfter, statusIn } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { folded, unlikeOthers, type AlikeFacts } from '../alike.ts'
import { fitsAPath } from '../plausible.ts'
import { openStatuses } from '../statuses.ts'
import { employerIsUnlikeOthers } from './employer-rules.ts'
import { detailsRules } from './details-rules.ts'
import { agreementCan, agreementExists, noSecondAgreement, type Agreement, type NamedAgreement, type SameAgreementFacts } from './rules.ts'
import type { AgreementDetails } from './schemas.ts'

const page = workBasedPage('transfer-training-agreement')

export interface TransferFacts extends NamedAgreement, SameAgreementFacts, AlikeFacts {
  newTrainingAgreementLocalId: string
  /** The agreement that has the new id already, if any. */
  successor: Agreement | undefined
  successorDetails: AgreementDetails | undefined
  /** The employer of the old agreement. */
  employerSoFar: string | undefined
  /** Whether there is none though there has to be, by the reading in force. */
  successorIsRequired: boolean
}

const transferRule = ruleOver<TransferFacts>()

const useAnother = 'Use a newTrainingAgreementLocalId that is not taken.'

/** The members about which the request says otherwise than the agreement that is there. */
const differing = ({ details, successorDetails }: TransferFacts): string[] => Object.entries(details ?? {})
  .filter(([name, value]) => successorDetails?.[name as keyof AgreementDetails] !== value)
  .map(([name]) => name)

const said = (facts: TransferFacts): string => differing(facts)
  .map(name => `${name} ${JSON.stringify(facts.successorDetails?.[name as keyof AgreementDetails] ?? null)}`).join(', ')

/** What holds of a change of employer. */
export const transferRules: readonly Rule[] = [
  agreementExists,
  agreementCan('transfer', { id: 'agreement.can-be-transferred', toBe: 'transferred', basis: page }),

  transferRule({
    id: 'transfer.to-another-agreement',
    statement: 'A training agreement must be transferred to another one',
    field: 'newTrainingAgreementLocalId',
    basis: inferred('The request names a new id beside the old one'),
    enforcedBecause: 'an agreement cannot take over from itself',
    holds: ({ trainingAgreementLocalId, newTrainingAgreementLocalId }) => newTrainingAgreementLocalId !== trainingAgreementLocalId,
    compares: ({ trainingAgreementLocalId, newTrainingAgreementLocalId }) => ({ newTrainingAgreementLocalId, trainingAgreementLocalId }),
    refusal: ({ newTrainingAgreementLocalId }) =>
      `newTrainingAgreementLocalId ${quoted(newTrainingAgreementLocalId)} is the agreement that is transferred.`,
    wouldPass: () => useAnother
  }),

  statusIn<TransferFacts>({
    id: 'transfer.new-agreement-not-finished',
    statement: 'The training agreement that takes over must not be Finished',
    field: 'newTrainingAgreementLocalId',
    basis: page,
    noun: 'training agreement',
    key: ({ newTrainingAgreementLocalId }) => newTrainingAgreementLocalId,
    status: ({ successor }) => successor?.status,
    allowed: openStatuses,
    remedy: useAnother
  }),

  transferRule({
    id: 'transfer.new-agreement-of-the-learner',
    statement: 'The training agreement that takes over must be of the same learner',
    field: 'newTrainingAgreementLocalId',
    basis: page,
    needs: ['agreement'],
    holds: ({ agreement, successor, successorIsRequired }) =>
      successor === undefined ? !successorIsRequired : successor.learnerLocalId === agreement.learnerLocalId,
    compares: ({ agreement, successor }) => ({
      'its learner': successor?.learnerLocalId, 'learner of the old one': agreement.learnerLocalId
    }),
    refusal: ({ newTrainingAgreementLocalId, agreement, successor }) => successor === undefined
      ? `Learner ${quoted(agreement.learnerLocalId)} has no training agreement ${quoted(newTrainingAgreementLocalId)}.`
      : `Training agreement ${quoted(newTrainingAgreementLocalId)} is ` +
        `of learner ${quoted(successor.learnerLocalId)}, not of learner ${quoted(agreement.learnerLocalId)}.`,
    wouldPass: ({ successorIsRequired }) => successorIsRequired ? 'Create it first.' : useAnother
  }),

  unlikeOthers<TransferFacts>({
    id: 'transfer.new-local-id-unlike-others',
    field: 'newTrainingAgreementLocalId',
    value: ({ newTrainingAgreementLocalId }) => newTrainingAgreementLocalId
  }),

  fitsAPath<TransferFacts>({
    id: 'transfer.new-local-id-fits-a-path',
    field: 'newTrainingAgreementLocalId',
    value: ({ newTrainingAgreementLocalId }) => newTrainingAgreementLocalId
  }),

  employerIsUnlikeOthers('transfer.employer-unlike-others', 'newTrainingAgreement.employerName'),

  noSecondAgreement('transfer.unique-by-learner-employer-signed-date', 'newTrainingAgreementLocalId', page),

  transferRule({
    id: 'transfer.details-of-the-existing-agreement',
    statement: 'newTrainingAgreement must say what the training agreement says that takes over, where that is there already',
    field: 'newTrainingAgreement',
    basis: inferred('The page does not say what becomes of the employer and dates that are there'),
    needs: ['successorDetails'],
    holds: facts => differing(facts).length === 0,
    compares: facts => ({ 'members that differ': differing(facts) }),
    refusal: facts => `Training agreement ${quoted(facts.newTrainingAgreementLocalId)} is there already, and ` +
      `newTrainingAgreement says otherwise about ${differing(facts).join(', ')}.`,
    wouldPass: facts => `Send what the training agreement says (${said(facts)}), or a newTrainingAgreementLocalId that is not taken.`
  }),

  onOrAfter<TransferFacts>({
    id: 'transfer.signed-on-or-after-the-old-agreement',
    field: 'newTrainingAgreement.trainingAgreementSignedDate',
    basis: inferred('A new employer comes after the old one'),
    value: ({ details }) => details?.trainingAgreementSignedDate,
    limit: ({ agreement }) => agreement?.trainingAgreementSignedDate,
    called: 'the day the old training agreement was signed',
    window: ({ today }) => ({ to: today })
  }),

  onOrAfter<TransferFacts>({
    id: 'transfer.signed-on-or-after-pause',
    field: 'newTrainingAgreement.trainingAgreementSignedDate',
    basis: inferred('A transfer ends the pause of the old agreement, so the new one comes after it'),
    value: ({ details }) => details?.trainingAgreementSignedDate,
    limit: ({ agreement }) => agreement && agreement.pauseDate,
    called: 'the day the old training agreement was paused',
    window: ({ today }) => ({ to: today })
  }),

  transferRule({
    id: 'transfer.to-another-employer',
    statement: 'A training agreement must be transferred to another employer',
    field: 'newTrainingAgreement.employerName',
    basis: inferred('The page speaks of a change of employer; that the same one is refused it does not say'),
    needs: ['employerSoFar', 'details'],
    holds: ({ employerSoFar, details }) => folded(employerSoFar) !== folded(details.employerName),
    compares: ({ employerSoFar, details }) => ({ employerName: details.employerName, 'employer so far': employerSoFar }),
    refusal: ({ employerSoFar, details }) =>
      `newTrainingAgreement.employerName ${quoted(details.employerName)} is the employer already (${quoted(employerSoFar)}).`,
    wouldPass: () => 'Name the new employer, or update the training agreement where the employer stays.'
  }),

  ...detailsRules('newTrainingAgreement.')
]
