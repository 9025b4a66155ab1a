import { inferred } from '../../../core/basis.ts'
import { statusIn } from '../../../core/rule-kinds.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { openStatuses } from '../statuses.ts'
import { detailsRules, type DetailsFacts } from './details-rules.ts'
import { agreementCan, agreementExists, type Agreement, type NamedAgreement } from './rules.ts'

const page = workBasedPage('transfer-training-agreement')

export interface TransferFacts extends NamedAgreement, DetailsFacts {
  newTrainingAgreementLocalId: string
  /** The agreement that has the new id already, if any. */
  successor: Agreement | undefined
}

const transferRule = ruleOver<TransferFacts>()

const useAnother = 'Use a newTrainingAgreementLocalId that is not taken.'

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
    needs: ['agreement', 'successor'],
    holds: ({ agreement, successor }) => successor.learnerLocalId === agreement.learnerLocalId,
    compares: ({ agreement, successor }) => ({
      'its learner': successor.learnerLocalId, 'learner of the old one': agreement.learnerLocalId
    }),
    refusal: ({ newTrainingAgreementLocalId, agreement, successor }) => `Training agreement ${quoted(newTrainingAgreementLocalId)} is ` +
      `of learner ${quoted(successor.learnerLocalId)}, not of learner ${quoted(agreement.learnerLocalId)}.`,
    wouldPass: () => useAnother
  }),

  ...detailsRules('newTrainingAgreement.')
]
