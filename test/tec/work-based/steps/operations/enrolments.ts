import { daysFrom } from '../../model/days.ts'
import {
  complete, createComplexEnrolment, createEnrolment, deleteEnrolment, transferEnrolment, updateEnrolment, withdrawEnrolment
} from '../../model/enrolments.ts'
import {
  enrolment, mostly, oneOf, openAgreement, openEnrolment, programme, rightOr, versionNumber, withdrawalReasonCode
} from '../arguments.ts'
import { itsLearner, some } from '../ids.ts'
import { dayNear, type Relative } from '../relative.ts'
import { operation } from '../step.ts'

const enrolmentArguments = {
  enrolment: mostly(some.newEnrolment, enrolment),
  agreement: openAgreement,
  programme,
  versionNumber,
  start: dayNear('today', 'signed', 'start', 'planSigned'),
  daysAhead: rightOr(-1, 0, 7),
  mode: rightOr(27, 24, 24, 24, 25, 26),
  funding: rightOr('36', '37')
}

interface EnrolmentArguments {
  enrolment: string
  programme: string
  versionNumber: number
  start: string
  /** So long before its start the learner was enrolled. */
  daysAhead: number
  mode: number
  funding: string
}

const enrolmentBody = ({ enrolment, programme, versionNumber, start, daysAhead, mode, funding }: EnrolmentArguments) => ({
  enrolmentLocalId: enrolment,
  programmeLocalId: programme,
  programmeVersionNumber: versionNumber,
  fundingSourceTypeCode: funding,
  modeOfDeliveryCode: mode,
  enrolmentDate: daysFrom(start, -daysAhead),
  participationStartDate: start
})

export const enrolmentOperations = {
  createEnrolment: operation('createEnrolment', {
    ...enrolmentArguments,
    learner: rightOr<string | Relative>('L2', itsLearner),
    studyType: rightOr<string | undefined>('IT', undefined, 'NZA', undefined)
  }, ({ teo, world: { today } }, { agreement, learner, studyType, ...rest }) => {
    const whose = { learnerLocalId: learner, trainingAgreementLocalId: agreement }
    const body = { ...whose, ...enrolmentBody(rest), ...(studyType !== undefined && { studyTypeCode: studyType }) }
    return { method: 'POST', path: '/enrolments', body, faults: createEnrolment(teo, today, body) }
  }),

  createComplexEnrolment: operation('createComplexEnrolment', {
    ...enrolmentArguments,
    learner: rightOr<string | Relative>('L2', itsLearner),
    sub: oneOf('E2', 'E3', 'E1', 'E4'),
    subProgramme: programme,
    subStart: dayNear('start', 'today'),
    subMode: rightOr(26, 24),
    subAgreement: rightOr<string | undefined>('A3', undefined)
  }, ({ teo, world: { today } }, { agreement, learner, sub, subProgramme, subStart, subMode, subAgreement, ...rest }) => {
    const first = enrolmentBody({ ...rest, enrolment: sub, programme: subProgramme, start: subStart, mode: subMode })
    const body = {
      learnerLocalId: learner,
      trainingAgreementLocalId: agreement,
      enrolment: enrolmentBody(rest),
      subEnrolments: [{ ...first, ...(subAgreement !== undefined && { trainingAgreementLocalId: subAgreement }) }]
    }
    return { method: 'POST', path: '/complex-enrolments', body, faults: createComplexEnrolment(teo, today, body) }
  }),

  updateEnrolment: operation('updateEnrolment', {
    enrolment: openEnrolment, enrolled: dayNear('start', 'signed')
  }, ({ teo }, { enrolment, enrolled }) => ({
    method: 'PUT', path: `/enrolments/${enrolment}`, body: { enrolmentDate: enrolled }, faults: updateEnrolment(teo, enrolment, enrolled)
  })),

  withdrawEnrolment: operation('withdrawEnrolment', {
    enrolment: openEnrolment, withdrawn: dayNear('today', 'start'), withdrawalReasonCode
  }, ({ teo }, { enrolment, withdrawn, withdrawalReasonCode }) => {
    const body = { withdrawalDate: withdrawn, withdrawalReasonCode }
    return { method: 'PUT', path: `/enrolments/${enrolment}/withdraw`, body, faults: withdrawEnrolment(teo, enrolment, body) }
  }),

  transferEnrolment: operation('transferEnrolment', { enrolment: openEnrolment, versionNumber: oneOf(2, 1, 3) },
    ({ teo, world: { today } }, { enrolment, versionNumber }) => ({
      method: 'POST',
      path: `/enrolments/${enrolment}/transfer`,
      body: { programmeVersionNumber: versionNumber },
      faults: transferEnrolment(teo, today, enrolment, versionNumber)
    })),

  deleteEnrolment: operation('deleteEnrolment', { enrolment, deletionReason: rightOr('XX', 'ID', 'IE', 'IS', 'OT') },
    ({ teo, world: { today } }, { enrolment, deletionReason }) => ({
      method: 'DELETE',
      path: `/enrolments/${enrolment}`,
      body: { deletionReason, deletionDate: today },
      faults: deleteEnrolment(teo, enrolment, deletionReason)
    })),

  complete: operation('complete', {
    enrolment: openEnrolment, completed: dayNear('today', 'start', 'threeMonthsAgo')
  }, ({ teo, world: { today } }, { enrolment, completed }) => ({
    method: 'POST',
    path: '/__admin/nzqa/completions',
    body: { eid: teo.eid, enrolmentLocalId: enrolment, completionDate: completed },
    faults: complete(teo, today, enrolment, completed)
  }))
}
