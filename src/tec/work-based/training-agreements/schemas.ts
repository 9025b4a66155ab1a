import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, int32, oneOf, text } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'
import { LearnerLocalId } from '../learners/schemas.ts'
import { agreementStatuses } from '../statuses.ts'

const createPage = workBasedPage('create-training-agreement')
const transferPage = workBasedPage('transfer-training-agreement')
const holdPage = workBasedPage('place-training-agreement-on-hold')
const cutOff = inferred('The page is cut off here; the rules of other pages need the member')
const guessedName = (source: string) => inferred(`That there is such a member is known from ${source}; its name and form are guessed`)
const proposed = inferred('The object has 11 members, of which four were seen. This makes the number; the older register had such a one')
const readBack = inferred('The page was not seen; whoever can set it will want to read it')

const eight = inferred('The reply has eight members beside the request\'s, and a status has a day; name and form are guessed')

export const TrainingAgreementLocalId = text({
  basis: createPage, min: 1, max: 20, description: 'The TEO\'s own id of the agreement', example: 'TA-1001'
})

export const TrainingAgreementPath = Type.Object({
  trainingAgreementLocalId: text({ basis: holdPage, description: 'The TEO\'s own id of the agreement', example: 'TA-1001' })
})

/** What is agreed between a learner and an employer. */
export const AgreementDetails = Type.Object({
  employerNzbn: Type.Optional(text({
    basis: createPage, description: 'New Zealand Business Number of the employer', example: '9429000000017'
  })),
  employerName: text({ basis: createPage, min: 1, max: 255, description: 'Legal name of the employer', example: 'Kererū Joinery Ltd' }),
  employerSubdivisionName: Type.Optional(text({ basis: createPage, max: 255, description: 'Part of the employer, where it has several' })),
  employmentRegionCode: int32({ basis: transferPage, description: 'Stats NZ region of the workplace', example: 9 }),
  industryCode: Type.Optional(text({
    basis: guessedName('the page of the programme'), max: 7, description: 'ANZSIC 2006, level 4', example: 'E3242'
  })),
  occupationCode: Type.Optional(text({
    basis: guessedName('a vendor'), max: 20, description: 'Occupation that is trained for', example: '331212'
  })),
  employmentTypeCode: Type.Optional(text({ basis: guessedName('a vendor'), max: 3, description: 'Kind of employment' })),
  priorActivityCode: Type.Optional(text({ basis: proposed, max: 3, description: 'What the learner did before' })),
  moeExemptionCode: Type.Optional(text({ basis: proposed, max: 3, description: 'Exemption by the Ministry of Education' })),
  trainingAgreementSignedDate: Type.Optional(date({
    basis: cutOff, description: 'The day on which the agreement was signed', example: '2026-02-02'
  })),
  trainingAgreementEndDate: Type.Optional(date({
    basis: cutOff, description: 'The day on which the agreement is meant to end', example: '2029-02-01'
  }))
}, { title: 'AgreementDetails', description: 'What is agreed between a learner and an employer', 'x-basis': createPage })
export type AgreementDetails = Static<typeof AgreementDetails>

export const CreateTrainingAgreementRequest = Type.Object({
  learnerLocalId: LearnerLocalId,
  trainingAgreementLocalId: TrainingAgreementLocalId,
  trainingAgreement: Type.Optional(AgreementDetails)
}, { title: 'CreateTrainingAgreementRequest', description: 'A training agreement to be made', 'x-basis': createPage })

const vendorUpdate = inferred('A vendor says that these two members alone can be changed; the page was not seen')

export const TrainingAgreementUpdate = Type.Object({
  trainingAgreementSignedDate: Type.Optional(date({
    basis: vendorUpdate, description: 'The day on which the agreement was signed', example: '2026-02-02'
  })),
  trainingAgreementEndDate: Type.Optional(date({
    basis: vendorUpdate, description: 'The day on which the agreement is meant to end', example: '2029-02-01'
  }))
}, { title: 'TrainingAgreementUpdate', description: 'What can change of a training agreement', 'x-basis': vendorUpdate })

export const TransferTrainingAgreementRequest = Type.Object({
  newTrainingAgreementLocalId: text({
    basis: transferPage, min: 1, max: 20, description: 'The id of the agreement that takes over', example: 'TA-1002'
  }),
  newTrainingAgreement: AgreementDetails
}, { title: 'TransferTrainingAgreementRequest', description: 'Where a training agreement goes', 'x-basis': transferPage })
export type TransferTrainingAgreementRequest = Static<typeof TransferTrainingAgreementRequest>

/** What the reply to a transfer shows is its request: 13 members, and no status. */
export const TransferredTrainingAgreement = Type.Object(TransferTrainingAgreementRequest.properties, {
  title: 'TransferredTrainingAgreement', description: 'A training agreement that has gone to another employer', 'x-basis': transferPage
})

export const TrainingAgreement = Type.Object({
  learnerLocalId: LearnerLocalId,
  trainingAgreementLocalId: TrainingAgreementLocalId,
  trainingAgreement: Type.Optional(AgreementDetails),
  trainingAgreementStatus: oneOf(agreementStatuses, { basis: readBack, description: 'Where the agreement stands' }),
  trainingAgreementStatusDate: Type.Optional(date({ basis: eight, description: 'Since when, where a request has said so' })),
  pauseDate: Type.Optional(date({ basis: readBack, description: 'Since when it is on hold or in grace' })),
  onHoldReasonCode: Type.Optional(text({ basis: readBack, description: 'Why it is on hold' })),
  graceReasonCode: Type.Optional(text({ basis: readBack, description: 'Why it is in grace' })),
  restartDate: Type.Optional(date({ basis: readBack, description: 'When it was last restarted' })),
  withdrawalDate: Type.Optional(date({ basis: readBack, description: 'When it was withdrawn' })),
  withdrawalReasonCode: Type.Optional(text({ basis: readBack, description: 'Why it was withdrawn' }))
}, { title: 'TrainingAgreement', description: 'A training agreement of one learner with one employer' })
export type TrainingAgreement = Static<typeof TrainingAgreement>
