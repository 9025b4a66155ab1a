import { inferred } from '../../../core/basis.ts'
import { required, sameAs } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import { quoted } from '../../../core/words.ts'
import { vendorEnrolmentGuide, workBasedPage } from '../../sources.ts'
import { codeOfMember } from '../codes.ts'
import { learnerExistsIn } from '../learners/rules.ts'
import { programmeVersionExistsIn } from '../programmes/rules.ts'
import { agreementExistsIn } from '../training-agreements/rules.ts'
import { assessmentAndVerification, fittingMode, modeFits } from './modes.ts'
import { enrolmentRule, type NewEnrolmentFacts } from './new-enrolment.ts'
import { pathwayRule, programmeIsActive, startRules } from './start-rules.ts'
import { whoseRules } from './whose-rules.ts'

/** What holds of a new enrolment. `place` is where the request has it: `subEnrolments[0].`, or none where it is the whole request. */

const cutOff = inferred('The page is cut off before this member; an enrolment is not complete without it')
const getPage = workBasedPage('get-enrolment')

/** Its codes. */
const codeRules = (place: string): readonly Rule[] => [
  codeOfMember<NewEnrolmentFacts>('fundingSourceTypeCode', {
    id: 'enrolment.funding-source-type-code', place, value: ({ enrolment }) => enrolment.fundingSourceTypeCode
  }),

  codeOfMember<NewEnrolmentFacts>('modeOfDeliveryCode', {
    id: 'enrolment.mode-of-delivery-code',
    place,
    value: ({ enrolment }) => enrolment.modeOfDeliveryCode,
    fits: (facts, code) => modeFits(facts, Number(code))
  })
]

/** What its codes and those of its programme have to do with each other. */
const programmeRules = (place: string): readonly Rule[] => [
  enrolmentRule({
    id: 'enrolment.assessment-mode-matches-programme',
    statement: 'An enrolment for Assessment and Verification must be in a programme for it',
    field: `${place}modeOfDeliveryCode`,
    basis: getPage,
    needs: ['programmeVersion'],
    holds: ({ enrolment, programmeVersion }) =>
      enrolment.modeOfDeliveryCode !== assessmentAndVerification || programmeVersion.modeOfDeliveryCode === assessmentAndVerification,
    compares: ({ enrolment, programmeVersion }) => ({
      modeOfDeliveryCode: enrolment.modeOfDeliveryCode, 'mode of the programme': programmeVersion.modeOfDeliveryCode
    }),
    refusal: ({ enrolment, programmeVersion }) =>
      `${place}modeOfDeliveryCode 26 (Assessment and Verification) needs a programme with that mode; ` +
      `${enrolment.programmeLocalId} version ${enrolment.programmeVersionNumber} has ${programmeVersion.modeOfDeliveryCode}.`,
    wouldPass: (facts) => {
      const mode = fittingMode(facts)
      return mode === undefined
        ? 'Use a programme with mode 26, or one mode throughout that fits each of the programmes.'
        : `Use modeOfDeliveryCode ${mode}${facts.overarching ? '' : ', or a programme with mode 26'}.`
    },
    proposal: fittingMode
  }),

  sameAs<NewEnrolmentFacts>({
    id: 'enrolment.study-type-matches-programme',
    field: `${place}studyTypeCode`,
    basis: vendorEnrolmentGuide,
    value: ({ enrolment }) => enrolment.studyTypeCode ?? null,
    other: ({ programmeVersion }) => programmeVersion?.studyTypeCode,
    called: 'the study type of the programme',
    remedy: ({ programmeVersion }) => `Use studyTypeCode ${quoted(programmeVersion!.studyTypeCode)}, or leave it out.`
  })
]

/** What is asked for though its name is only guessed. */
const givenRules = (place: string): readonly Rule[] => [
  required<NewEnrolmentFacts>({
    id: 'enrolment.programme-given',
    field: `${place}programmeLocalId`,
    basis: cutOff,
    enforcedBecause: 'there is nothing to enrol in otherwise',
    value: ({ enrolment }) => enrolment.programmeLocalId
  }),
  required<NewEnrolmentFacts>({
    id: 'enrolment.programme-version-given',
    field: `${place}programmeVersionNumber`,
    basis: cutOff,
    enforcedBecause: 'there is nothing to enrol in otherwise',
    value: ({ enrolment }) => enrolment.programmeVersionNumber
  }),
  required<NewEnrolmentFacts>({
    id: 'enrolment.date-given',
    field: `${place}enrolmentDate`,
    basis: cutOff,
    value: ({ enrolmentDateIsGiven }) => enrolmentDateIsGiven,
    remedy: `Send ${place}enrolmentDate; it is taken to be the day participation starts.`
  })
]

export const newEnrolmentRules = (place: string): readonly Rule[] => [
  ...givenRules(place),
  learnerExistsIn(place),
  agreementExistsIn(place),
  programmeVersionExistsIn(place),
  ...whoseRules(place),
  ...codeRules(place),
  pathwayRule(place),
  ...programmeRules(place),
  ...startRules(place),
  programmeIsActive(place)
]

export const createEnrolmentRules: readonly Rule[] = newEnrolmentRules('')
