import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, int32, neededBecause, oneOf, text, withBasis } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'
import { LearnerLocalId } from '../learners/schemas.ts'
import { ModeOfDeliveryCode, ProgrammeLocalId, ProgrammeVersionNumber, StudyTypeCode } from '../programmes/schemas.ts'
import { shownStatuses } from '../statuses.ts'
import { TrainingAgreementLocalId } from '../training-agreements/schemas.ts'

const getPage = workBasedPage('get-enrolment')
const cutOff = inferred('The page is cut off before this member; an enrolment is not complete without it')
const unseen = inferred('The page is cut off before this member. That there is one is known from vendors; its name and form are guessed')

export const EnrolmentPath = Type.Object({
  enrolmentLocalId: text({ basis: workBasedPage('delete-enrolment'), description: 'The TEO\'s own id of the enrolment', example: 'E-1001' })
})

/** What is said of an enrolment in whichever programme. */
const enrolmentMembers = {
  enrolmentLocalId: text({
    basis: getPage, min: 1, max: 20, description: 'The TEO\'s own id of the enrolment, never used again', example: 'E-1001'
  }),
  programmeLocalId: withBasis(ProgrammeLocalId, cutOff),
  programmeVersionNumber: withBasis(ProgrammeVersionNumber, cutOff),
  fundingSourceTypeCode: text({ basis: getPage, min: 1, max: 2, description: 'Who pays; always 37 in work-based learning', example: '37' }),
  modeOfDeliveryCode: ModeOfDeliveryCode,
  enrolmentDate: date({ basis: cutOff, description: 'The day of the enrolment', example: '2026-02-09' }),
  participationStartDate: date({ basis: getPage, description: 'The day on which training starts', example: '2026-02-09' }),
  studyTypeCode: Type.Optional(withBasis(StudyTypeCode, unseen))
}

/** The same as a TEO sends it. What is only guessed is asked for by rules, as it may have another name. */
const sentMembers = {
  ...enrolmentMembers,
  programmeLocalId: Type.Optional(enrolmentMembers.programmeLocalId),
  programmeVersionNumber: Type.Optional(enrolmentMembers.programmeVersionNumber),
  enrolmentDate: Type.Optional(enrolmentMembers.enrolmentDate)
}

const whose = {
  learnerLocalId: neededBecause('nobody is enrolled otherwise', withBasis(LearnerLocalId, cutOff)),
  trainingAgreementLocalId: neededBecause('an enrolment is under an agreement', withBasis(TrainingAgreementLocalId, cutOff))
}

/** An enrolment with all that it needs, as it is kept. */
export const NewEnrolment = Type.Object({ ...whose, ...enrolmentMembers })
export type NewEnrolment = Static<typeof NewEnrolment>

/** A (simple) enrolment as a TEO sends it. */
export const CreateEnrolmentRequest = Type.Object({ ...whose, ...sentMembers }, {
  title: 'CreateEnrolmentRequest',
  description: 'An enrolment to be made',
  'x-basis': inferred('The page of the simple enrolment was not seen')
})

const shape = inferred('The name of the body is documented, its contents are not; ' +
  'other pages speak of an over-arching enrolment and its sub-enrolments')

const PartOfComplexEnrolment = Type.Object({
  ...sentMembers,
  trainingAgreementLocalId: Type.Optional(withBasis(TrainingAgreementLocalId, shape))
}, { title: 'PartOfComplexEnrolment', description: 'One of the enrolments of a complex one', 'x-basis': shape })
export type PartOfComplexEnrolment = Static<typeof PartOfComplexEnrolment>

/** An over-arching enrolment with its sub-enrolments. */
export const CreateComplexEnrolmentRequest = Type.Object({
  ...whose,
  enrolment: neededBecause('there is nothing over-arching otherwise', PartOfComplexEnrolment),
  subEnrolments: neededBecause('an enrolment without others below it is a simple one',
    Type.Array(PartOfComplexEnrolment, { minItems: 1, maxItems: 50, 'x-basis': shape }))
}, {
  title: 'CreateComplexEnrolmentRequest',
  description: 'An over-arching enrolment with those below it, to be made',
  'x-basis': workBasedPage('create-complex-enrolment')
})
export type CreateComplexEnrolmentRequest = Static<typeof CreateComplexEnrolmentRequest>

export const EnrolmentUpdate = Type.Object({
  enrolmentDate: Type.Optional(date({
    basis: inferred('The older register let this member change and no other'), description: 'The day of the enrolment'
  }))
}, { title: 'EnrolmentUpdate', description: 'What can change of an enrolment', 'x-basis': inferred('The page was not seen') })
export type EnrolmentUpdate = Static<typeof EnrolmentUpdate>

export const EnrolmentTransfer = Type.Object({
  programmeVersionNumber: Type.Optional(int32({
    basis: inferred('A transfer must say to which version'), description: 'The version to go on in', example: 2
  })),
  transferDate: Type.Optional(date({
    basis: inferred('As with other changes'), description: 'The day of the transfer; today if it is left out'
  }))
}, {
  title: 'EnrolmentTransfer',
  description: 'Where an enrolment goes',
  'x-basis': inferred('The older register had the operation; the page was not seen')
})
export type EnrolmentTransfer = Static<typeof EnrolmentTransfer>

const deletePage = workBasedPage('delete-enrolment')

export const Deletion = Type.Object({
  deletionReason: text({ basis: deletePage, min: 1, max: 2, description: 'Why', example: 'IE' }),
  deletionDate: date({ basis: deletePage, description: 'The day of the deletion', example: '2026-03-02' })
}, { title: 'Deletion', description: 'Why and when an enrolment is taken back', 'x-basis': deletePage })
export type Deletion = Static<typeof Deletion>

export const Enrolment = Type.Object({
  ...NewEnrolment.properties,
  studyTypeCode: withBasis(StudyTypeCode, unseen),
  enrolmentStatus: oneOf(shownStatuses, { basis: unseen, description: 'Where the enrolment stands' }),
  withdrawalDate: Type.Optional(date({ basis: unseen, description: 'The day on which it was withdrawn' })),
  withdrawalReasonCode: Type.Optional(text({ basis: unseen, description: 'Why it was withdrawn' })),
  completionDate: Type.Optional(date({ basis: unseen, description: 'The day on which NZQA reported it complete' })),
  transferDate: Type.Optional(date({
    basis: inferred('The page was not seen; whoever can set it will want to read it'),
    description: 'When it was last transferred to another version of its programme'
  })),
  overarchingEnrolmentLocalId: Type.Optional(text({ basis: shape, description: 'Of a sub-enrolment: the enrolment above it' }))
}, { title: 'Enrolment', description: 'A learner in a version of a programme', 'x-basis': getPage })
export type Enrolment = Static<typeof Enrolment>

export const ComplexEnrolment = Type.Object({
  enrolment: Enrolment,
  subEnrolments: Type.Array(Enrolment, { 'x-basis': shape })
}, { title: 'ComplexEnrolment', description: 'An over-arching enrolment with those below it', 'x-basis': shape })
export type ComplexEnrolment = Static<typeof ComplexEnrolment>
