import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { ruleOver, type Rule } from '../../../core/rule.ts'
import { workBasedPage } from '../../sources.ts'
import { codeRule } from '../codes.ts'
import type { Learner, LearnerUpdate } from './schemas.ts'

const createPage = workBasedPage('create-a-learner')

interface NamedLearner {
  learnerLocalId: string
  learner: object | undefined
}

export const learnerExists = ruleOver<NamedLearner>()({
  id: 'learner.exists',
  statement: 'A learner is one that this TEO has created',
  field: 'learnerLocalId',
  basis: inferred('The operation names the learner'),
  enforcedBecause: 'there is nothing to work on otherwise',
  failure: 'missing',
  holds: ({ learner }) => learner !== undefined,
  compares: ({ learnerLocalId }) => ({ learnerLocalId }),
  wouldPass: () => 'a learnerLocalId that was created under this EID'
})

const detailsRule = ruleOver<{ details: LearnerUpdate }>()

export const irdNumberHasItsForm = detailsRule({
  id: 'learner.ird-number-form',
  statement: 'An IRD number is nine digits as 123-456-789, with a leading zero before an eight-digit one',
  field: 'irdNumber',
  basis: createPage,
  holds: ({ details }) => details.irdNumber === undefined || /^\d{3}-\d{3}-\d{3}$/.test(details.irdNumber),
  compares: ({ details }) => ({ irdNumber: details.irdNumber }),
  wouldPass: () => '123-456-789, or 012-345-678 for an eight-digit number'
})

export const disabilityStatusIsKnown = codeRule(detailsRule, {
  id: 'learner.disability-status-code',
  member: 'disabilityStatus',
  field: 'demographics.disabilityStatus',
  code: ({ details }) => details.demographics.disabilityStatus
})

export const genderIsKnown = codeRule(detailsRule, {
  id: 'learner.gender-code',
  member: 'gender',
  field: 'demographics.gender',
  code: ({ details }) => details.demographics.gender
})

const detailsRules: readonly Rule[] = [irdNumberHasItsForm, disabilityStatusIsKnown, genderIsKnown]

export interface NewLearnerFacts {
  identity: Learner['identity']
  details: LearnerUpdate
  learnerLocalId: string
  /** Whether the TEO has used the local id. */
  localIdIsUsed: boolean
  /** The local id under which the TEO knows the National Student Number. */
  localIdOfNsn: string | undefined
  today: CivilDate
}

const newLearnerRule = ruleOver<NewLearnerFacts>()

export const learnerLocalIdIsUnused = newLearnerRule({
  id: 'learner.local-id-unused',
  statement: 'A learner local id is unique within the TEO',
  field: 'learnerLocalId',
  basis: createPage,
  holds: ({ localIdIsUsed }) => !localIdIsUsed,
  compares: ({ learnerLocalId }) => ({ learnerLocalId }),
  wouldPass: () => 'a learnerLocalId that this TEO has not used; to change a learner, update it'
})

export const nameIdCodeIsUpperCase = newLearnerRule({
  id: 'learner.name-id-code-upper-case',
  statement: 'A name id code is in upper case',
  field: 'identity.nameIdCode',
  basis: createPage,
  holds: ({ identity }) => identity.nameIdCode === identity.nameIdCode.toUpperCase(),
  compares: ({ identity }) => ({ nameIdCode: identity.nameIdCode }),
  wouldPass: ({ identity }) => identity.nameIdCode.toUpperCase()
})

export const nameIdCodeHasItsForm = newLearnerRule({
  id: 'learner.name-id-code-form',
  statement: 'A name id code is four letters of the surname, padded with blanks, and an initial, or five letters where there is no first name',
  field: 'identity.nameIdCode',
  basis: createPage,
  warnsBecause: 'the page does not say which characters of a name count as letters',
  holds: ({ identity }) => /^\p{L}[\p{L}\p{M}' -]{3}\p{L}$/u.test(identity.nameIdCode),
  compares: ({ identity }) => ({ nameIdCode: identity.nameIdCode }),
  wouldPass: () => 'WALKA for Aroha Walker, LI  J for Jun Li'
})

export const localIdStaysConstant = newLearnerRule({
  id: 'learner.local-id-constant',
  statement: 'A learner keeps one local id for as long as the TEO knows the learner',
  field: 'learnerLocalId',
  basis: workBasedPage('update-training-plan'),
  warnsBecause: 'the page does not say that a second local id for a National Student Number is refused',
  needs: ['localIdOfNsn'],
  holds: ({ localIdOfNsn, learnerLocalId }) => localIdOfNsn === learnerLocalId,
  compares: ({ localIdOfNsn, learnerLocalId, identity }) => ({
    learnerLocalId, 'local id of the National Student Number': localIdOfNsn, nationalStudentNumber: identity.nationalStudentNumber
  }),
  wouldPass: ({ localIdOfNsn }) => `learnerLocalId ${localIdOfNsn}`
})

export const wasBorn = newLearnerRule({
  id: 'learner.born-by-today',
  statement: 'A date of birth is not in the future',
  field: 'identity.dateOfBirth',
  basis: inferred('Nobody is born later than today'),
  holds: ({ identity, today }) => identity.dateOfBirth <= today,
  compares: ({ identity, today }) => ({ dateOfBirth: identity.dateOfBirth, today }),
  wouldPass: ({ today }) => `a dateOfBirth up to ${today}`
})

export const createLearnerRules: readonly Rule[] = [
  learnerLocalIdIsUnused, nameIdCodeIsUpperCase, nameIdCodeHasItsForm, localIdStaysConstant, wasBorn, ...detailsRules
]
export const updateLearnerRules: readonly Rule[] = [learnerExists, ...detailsRules]
export const getLearnerRules: readonly Rule[] = [learnerExists]
