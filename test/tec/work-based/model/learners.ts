import { faultsIn, type Faults, type Learner, type LearnerDetails, type Teo } from './world.ts'

const detailFaults = ({ irdNumber, demographics }: LearnerDetails): Faults => faultsIn({
  irdNumber: irdNumber !== undefined && !/^\d\d\d-\d\d\d-\d\d\d$/.test(irdNumber),
  'demographics.disabilityStatus': ![1, 2, 3].includes(demographics.disabilityStatus)
})

export function createLearner ({ learners }: Teo, learner: Learner): Faults {
  const { learnerLocalId, identity: { nameIdCode } } = learner
  const faults = [
    ...faultsIn({ learnerLocalId: learners.has(learnerLocalId), 'identity.nameIdCode': nameIdCode !== nameIdCode.toUpperCase() }),
    ...detailFaults(learner)
  ]
  if (faults.length === 0) learners.set(learnerLocalId, learner)
  return faults
}

export function updateLearner ({ learners }: Teo, learnerLocalId: string, details: LearnerDetails): Faults {
  const learner = learners.get(learnerLocalId)
  const faults = [...faultsIn({ learnerLocalId: !learner }), ...detailFaults(details)]
  if (faults.length === 0) learners.set(learnerLocalId, { ...learner!, ...details, irdNumber: details.irdNumber ?? learner!.irdNumber })
  return faults
}
