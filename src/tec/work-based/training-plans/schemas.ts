import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, text, withBasis } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'
import { LearnerLocalId } from '../learners/schemas.ts'
import { TrainingAgreementLocalId } from '../training-agreements/schemas.ts'
import { Visit } from '../visits/schemas.ts'

const createPage = workBasedPage('create-training-plan')
const updatePage = workBasedPage('update-training-plan')
const getPage = workBasedPage('get-training-plan-including-visits')

const TrainingPlanLocalId = text({ basis: createPage, min: 1, max: 20, description: 'The TEO\'s own id of the plan', example: 'TP-1001' })
const TrainingPlanSignedDate = date({
  basis: updatePage, description: 'The day on which apprentice, employer and adviser signed the plan', example: '2026-02-16'
})

export const TrainingPlanPath = Type.Object({
  trainingPlanLocalId: text({ basis: updatePage, description: 'The TEO\'s own id of the plan', example: 'TP-1001' })
})

export const CreateTrainingPlanRequest = Type.Object({
  trainingPlanSignedDate: TrainingPlanSignedDate,
  trainingPlanLocalId: TrainingPlanLocalId,
  trainingAgreementLocalId: TrainingAgreementLocalId
}, { title: 'CreateTrainingPlanRequest', description: 'A training plan to be made', 'x-basis': createPage })

export const UpdateTrainingPlanRequest = Type.Object({
  trainingPlanSignedDate: TrainingPlanSignedDate
}, { title: 'UpdateTrainingPlanRequest', description: 'What can change of a training plan', 'x-basis': updatePage })

export const TrainingPlan = Type.Object({
  trainingPlanSignedDate: TrainingPlanSignedDate,
  learnerLocalId: Type.Optional(withBasis(LearnerLocalId, updatePage)),
  trainingPlanLocalId: Type.Optional(TrainingPlanLocalId),
  trainingAgreementLocalId: Type.Optional(withBasis(TrainingAgreementLocalId, updatePage)),
  trainingPlanEndDate: Type.Optional(date({
    basis: updatePage, description: 'The day on which the plan ended; set when its agreement is withdrawn'
  }))
}, { title: 'TrainingPlan', description: 'What an apprentice is to learn under an agreement', 'x-basis': updatePage })
export type TrainingPlan = Static<typeof TrainingPlan>

export const TrainingPlanWithVisits = Type.Object({
  trainingPlan: Type.Optional(TrainingPlan),
  visits: Type.Array(Visit, {
    description: 'By date', 'x-basis': inferred('The summary promises the visits; the page is cut off before their name')
  })
}, { title: 'TrainingPlanWithVisits', description: 'A training plan and the visits under it', 'x-basis': getPage })
export type TrainingPlanWithVisits = Static<typeof TrainingPlanWithVisits>
