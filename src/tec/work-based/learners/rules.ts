import { inferred } from '../../../core/basis.ts'
import { exists, notInFuture, unused } from '../../../core/rule-kinds.ts'
import { refusingWhere, ruleOver, type Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { workBasedPage } from '../../sources.ts'
import { unlikeOthers, type AlikeFacts } from '../alike.ts'
import { codeOfMember } from '../codes.ts'
import { fitsAPath, notFarOff } from '../plausible.ts'
import { ofTheTeo } from '../teo.ts'
import { togetherRules, type DetailsFacts } from './together-rules.ts'
import type { Learner } from './schemas.ts'

const createPage = workBasedPage('create-a-learner')

interface NamedLearner {
  eid: number
  learnerLocalId: string
  learner: object | undefined
}

/** `place` is where the request has what names the learner: `subEnrolments[0].`. */
export const learnerExistsIn = (place: string): Rule => exists<NamedLearner>({
  id: 'learner.exists',
  field: `${place}learnerLocalId`,
  basis: inferred('The operation names the learner'),
  enforcedBecause: 'there is nothing to work on otherwise',
  noun: 'learner',
  key: ({ learnerLocalId }) => learnerLocalId,
  found: ({ learner }) => learner,
  where: ofTheTeo
})

export const learnerExists = learnerExistsIn('')

/** What holds of a learner's details, whether they are new or replaced. */
const detailsRules: readonly Rule[] = [
  ruleOver<DetailsFacts>()({
    id: 'learner.ird-number-form',
    statement: 'irdNumber must be nine digits as 123-456-789, with a leading zero before an eight-digit one',
    field: 'irdNumber',
    basis: createPage,
    holds: ({ details }) => details.irdNumber === undefined || /^\d{3}-\d{3}-\d{3}$/.test(details.irdNumber),
    compares: ({ details }) => ({ irdNumber: details.irdNumber }),
    refusal: ({ details }) => `irdNumber ${quoted(details.irdNumber!)} is not nine digits as 123-456-789.`,
    wouldPass: () => 'Write nine digits with dashes, and an eight-digit number with a leading zero, as 012-345-678.'
  }),

  codeOfMember<DetailsFacts>('disabilityStatus', {
    id: 'learner.disability-status-code', place: 'demographics.', value: ({ details }) => details.demographics.disabilityStatus
  }),

  codeOfMember<DetailsFacts>('gender', {
    id: 'learner.gender-code', place: 'demographics.', value: ({ details }) => details.demographics.gender
  }),

  ...togetherRules
]

export interface NewLearnerFacts extends DetailsFacts, AlikeFacts {
  identity: Learner['identity']
  learnerLocalId: string
  /** Whether the TEO has used the local id. */
  localIdIsUsed: boolean
  /** The local id under which the TEO knows the National Student Number. */
  localIdOfNsn: string | undefined
  /** Whether a second local id is refused, by the reading in force. */
  refusesSecondId: boolean
}

/** Undefined where it is longer than what was sent, as that of ß is, for then it may be too long. */
const upperCaseOf = ({ identity: { nameIdCode } }: NewLearnerFacts): string | undefined => {
  const code = nameIdCode.toUpperCase()
  return code.length > nameIdCode.length ? undefined : code
}

const newLearnerRule = ruleOver<NewLearnerFacts>()

export const createLearnerRules: readonly Rule[] = [
  unused<NewLearnerFacts>({
    id: 'learner.local-id-unused',
    field: 'learnerLocalId',
    basis: createPage,
    noun: 'learner',
    within: 'within the TEO',
    value: ({ learnerLocalId }) => learnerLocalId,
    usedBy: ({ localIdIsUsed }) => localIdIsUsed,
    remedy: 'Use a learnerLocalId that is not taken; to change a learner, update it.'
  }),

  newLearnerRule({
    id: 'learner.name-id-code-upper-case',
    statement: 'nameIdCode must be in upper case',
    field: 'identity.nameIdCode',
    basis: createPage,
    holds: ({ identity }) => identity.nameIdCode === identity.nameIdCode.toUpperCase(),
    compares: ({ identity }) => ({ nameIdCode: identity.nameIdCode }),
    refusal: ({ identity }) => `identity.nameIdCode ${quoted(identity.nameIdCode)} is not in upper case.`,
    wouldPass: (facts) => {
      const code = upperCaseOf(facts)
      return code === undefined ? 'Write it in upper case, in at most five characters.' : `Use ${quoted(code)}.`
    },
    proposal: upperCaseOf
  }),

  newLearnerRule({
    id: 'learner.name-id-code-form',
    statement: 'nameIdCode must be four letters of the surname, padded with spaces, and an initial, ' +
      'or five letters where there is no first name',
    field: 'identity.nameIdCode',
    basis: createPage,
    warnsBecause: 'the page does not say which characters of a name count as letters',
    holds: ({ identity }) => /^\p{L}[\p{L}\p{M}' -]{3}\p{L}$/u.test(identity.nameIdCode),
    compares: ({ identity }) => ({ nameIdCode: identity.nameIdCode }),
    refusal: ({ identity }) => `identity.nameIdCode ${quoted(identity.nameIdCode)} is not four letters of the surname and an initial.`,
    wouldPass: () => 'Write "WALKA" for Aroha Walker, and pad a short surname with spaces, as "LI  J" for Jun Li.'
  }),

  refusingWhere<NewLearnerFacts>(newLearnerRule({
    id: 'learner.local-id-constant',
    statement: 'A learner must keep one learnerLocalId for as long as the TEO knows the learner',
    field: 'learnerLocalId',
    basis: workBasedPage('update-training-plan'),
    needs: ['localIdOfNsn'],
    holds: ({ localIdOfNsn, learnerLocalId }) => localIdOfNsn === learnerLocalId,
    compares: ({ localIdOfNsn, learnerLocalId, identity }) => ({
      learnerLocalId, 'local id of the National Student Number': localIdOfNsn, nationalStudentNumber: identity.nationalStudentNumber
    }),
    refusal: ({ identity, localIdOfNsn, learnerLocalId }) => `nationalStudentNumber ${identity.nationalStudentNumber} already belongs ` +
      `to learner ${quoted(localIdOfNsn)}, not to ${quoted(learnerLocalId)}.`,
    wouldPass: ({ localIdOfNsn }) => `Update learner ${quoted(localIdOfNsn)} instead of creating another.`
  }), ({ refusesSecondId }) => refusesSecondId),

  unlikeOthers<NewLearnerFacts>({ id: 'learner.local-id-unlike-others', field: 'learnerLocalId', value: it => it.learnerLocalId }),

  fitsAPath<NewLearnerFacts>({ id: 'learner.local-id-fits-a-path', field: 'learnerLocalId', value: it => it.learnerLocalId }),

  notFarOff<NewLearnerFacts>({
    id: 'learner.born-plausible', field: 'identity.dateOfBirth', value: ({ identity }) => identity.dateOfBirth, back: 110
  }),

  notInFuture<NewLearnerFacts>({
    id: 'learner.born-by-today',
    field: 'identity.dateOfBirth',
    basis: inferred('Nobody is born later than today'),
    value: ({ identity }) => identity.dateOfBirth
  }),

  ...detailsRules
]
export const updateLearnerRules: readonly Rule[] = [learnerExists, ...detailsRules]
export const getLearnerRules: readonly Rule[] = [learnerExists]
