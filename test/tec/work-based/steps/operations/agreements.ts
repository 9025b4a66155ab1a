import fc from 'fast-check'
import { createAgreement, transfer, updateAgreement } from '../../model/agreements.ts'
import { agreement, mostly, openAgreement, rightOr } from '../arguments.ts'
import { some } from '../ids.ts'
import { dayNear } from '../relative.ts'
import { operation } from '../step.ts'

const agreed = (signed: string, employerName = 'Kererū Joinery Ltd') =>
  ({ employerName, employmentRegionCode: 9, employmentTypeCode: 'FT', trainingAgreementSignedDate: signed })

export const agreementOperations = {
  createAgreement: operation('createAgreement', {
    agreement: mostly(some.newAgreement, agreement), learner: rightOr('L2', 'L1'), signed: dayNear('today', 'threeMonthsAgo')
  }, ({ teo, world: { today } }, { agreement, learner, signed }) => {
    const body = { trainingAgreementLocalId: agreement, learnerLocalId: learner, trainingAgreement: agreed(signed) }
    return { method: 'POST', path: '/training-agreements', body, faults: createAgreement(teo, today, body) }
  }),

  updateAgreement: operation('updateAgreement', {
    agreement: openAgreement,
    signed: dayNear('signed', 'today', 'paused', 'planSigned'),
    end: fc.option(dayNear('today'), { nil: undefined })
  }, ({ teo, world: { today } }, { agreement, signed, end }) => {
    const body = { trainingAgreementSignedDate: signed, ...(end !== undefined && { trainingAgreementEndDate: end }) }
    return { method: 'PUT', path: `/training-agreements/${agreement}`, body, faults: updateAgreement(teo, today, agreement, body) }
  }),

  transfer: operation('transfer', {
    agreement: openAgreement, to: mostly(some.newAgreement, mostly(some.olderAgreement, agreement)), signed: dayNear('today', 'signed')
  }, ({ teo, world: { today } }, { agreement, to, signed }) => {
    const body = { newTrainingAgreementLocalId: to, newTrainingAgreement: agreed(signed, 'Tūī Builders Ltd') }
    return {
      method: 'POST',
      path: `/training-agreements/${agreement}/transfer`,
      body,
      other: to,
      faults: transfer(teo, today, agreement, body)
    }
  })
}
