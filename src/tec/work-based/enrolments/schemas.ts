import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, text, withBasis } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'
import { LearnerLocalId } from '../learners/schemas.ts'
import { ModeOfDeliveryCode, ProgrammeLocalId, ProgrammeVersionNumber, StudyTypeCode } from '../programmes/schemas.ts'
import { enrolmentStatuses } from '../statuses.ts'
import { TrainingAgreementLocalId } from '../training-agreements/schemas.ts'

const getPage = workBasedPage('get-enrolment')
const cutOff = inferred('The page is cut off before this member; an enrolment is not complete without it')
const unseen = inferred('The page is cut off before this member; vendors show it')

export const EnrolmentPath = Type.Object({
  enrolmentLocalId: text({ basis: workBasedPage('delete-enrolment'), description: 'The TEO\'s own id of the enrolment', example: 'E-1001' })
})

/** A (simple) enrolment as a TEO sends it. */
export const CreateEnrolmentRequest = Type.Object({
  enrolmentLocalId: text({ basis: getPage, min: 1, max: 20, description: 'The TEO\'s own id of the enrolment, never used again', example: 'E-1001' }),
  learnerLocalId: withBasis(LearnerLocalId, cutOff),
  trainingAgreementLocalId: withBasis(TrainingAgreementLocalId, cutOff),
  programmeLocalId: withBasis(ProgrammeLocalId, cutOff),
  programmeVersionNumber: withBasis(ProgrammeVersionNumber, cutOff),
  fundingSourceTypeCode: text({ basis: getPage, min: 1, max: 2, description: 'Who pays; always 37 in work-based learning', example: '37' }),
  modeOfDeliveryCode: ModeOfDeliveryCode,
  enrolmentDate: date({ basis: cutOff, description: 'The day of the enrolment', example: '2026-02-09' }),
  participationStartDate: date({ basis: getPage, description: 'The day on which training starts', example: '2026-02-09' }),
  studyTypeCode: Type.Optional(withBasis(StudyTypeCode, unseen))
}, { title: 'CreateEnrolmentRequest', 'x-basis': inferred('The page of the simple enrolment was not seen') })
export type CreateEnrolmentRequest = Static<typeof CreateEnrolmentRequest>

export const Enrolment = Type.Object({
  ...CreateEnrolmentRequest.properties,
  studyTypeCode: withBasis(StudyTypeCode, unseen),
  enrolmentStatus: Type.String({ enum: [...enrolmentStatuses], description: 'Where the enrolment stands', 'x-basis': unseen }),
  withdrawalDate: Type.Optional(date({ basis: unseen, description: 'The day on which it was withdrawn' })),
  withdrawalReasonCode: Type.Optional(text({ basis: unseen, description: 'Why it was withdrawn' })),
  completionDate: Type.Optional(date({ basis: unseen, description: 'The day on which NZQA reported it complete' }))
}, { title: 'Enrolment', description: 'A learner in a version of a programme', 'x-basis': getPage })
export type Enrolment = Static<typeof Enrolment>
