import { freeId, type ExampleScene, type OperationExamples } from '../../http/operation-example.ts'
import { callerForExamples } from '../scene.ts'
import { findEnrolment } from './enrolments/store.ts'
import { findLearner, findLocalIdOf } from './learners/store.ts'
import { findOffJobDelivery } from './off-job-deliveries/store.ts'
import { findLatestVersion } from './programmes/store.ts'
import {
  findActiveVersion, findApprenticeship, findCompletable, findDelivery, findNewcomer, findOnHold, findOtherActiveVersion, findOtherProvider,
  findTransferable, findWithoutEnrolment, findWithoutPlan
} from './sample-records.ts'
import { findTrainingAgreement } from './training-agreements/store.ts'
import { findTrainingPlan } from './training-plans/store.ts'
import { findPlanOfVisit } from './visits/store.ts'

/** A request of each operation that the sandbox accepts as it is, made by its first organisation. */

const eidIn = ({ sandbox }: ExampleScene): number => callerForExamples(sandbox).eid
const apprenticeship = (scene: ExampleScene) => findApprenticeship(scene.db, eidIn(scene))

const onLearner = (scene: ExampleScene) => ({ params: { learnerLocalId: apprenticeship(scene)?.learnerLocalId } })
const onAgreement = (scene: ExampleScene) => ({ params: { trainingAgreementLocalId: apprenticeship(scene)?.trainingAgreementLocalId } })
const onEnrolment = (scene: ExampleScene) => ({ params: { enrolmentLocalId: apprenticeship(scene)?.enrolmentLocalId } })
const onPlan = (scene: ExampleScene) => ({ params: { trainingPlanLocalId: apprenticeship(scene)?.trainingPlanLocalId } })
const onDelivery = (scene: ExampleScene) => {
  const { offJobDeliveryLocalId } = findDelivery(scene.db, eidIn(scene)) ?? {}
  return { params: { offJobDeliveryLocalId } }
}

const free = (scene: ExampleScene, prefix: string, find: (db: ExampleScene['db'], eid: number, id: string) => unknown): string =>
  freeId(prefix, id => find(scene.db, eidIn(scene), id) !== undefined)

const details = {
  demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2, gender: 'F' }, educationHistory: { lastSecondarySchoolAttended: '0087' }
}

const learners: OperationExamples = {
  CreateLearner (scene) {
    let number = 130001001
    while (findLocalIdOf(scene.db, eidIn(scene), number) !== undefined) number++
    return {
      body: {
        learnerLocalId: free(scene, 'L', findLearner),
        identity: { nationalStudentNumber: number, dateOfBirth: '2004-07-19', nameIdCode: 'TUHOM' },
        ...details
      }
    }
  },
  GetLearner: onLearner,
  UpdateLearner: scene => ({ ...onLearner(scene), body: details })
}

const agreed = ({ day }: ExampleScene) => ({
  employerName: 'Harbourside Homes Ltd', employmentRegionCode: 2, employmentTypeCode: 'FT', trainingAgreementSignedDate: day(-3)
})

const agreements: OperationExamples = {
  CreateTrainingAgreement: scene => ({
    body: {
      trainingAgreementLocalId: free(scene, 'TA', findTrainingAgreement),
      learnerLocalId: findNewcomer(scene.db, eidIn(scene))?.learnerLocalId,
      trainingAgreement: agreed(scene)
    }
  }),
  GetTrainingAgreement: onAgreement,
  UpdateTrainingAgreement: scene => ({ ...onAgreement(scene), body: { trainingAgreementEndDate: scene.day(700) } }),
  TransferTrainingAgreement: scene => ({
    ...onAgreement(scene),
    body: { newTrainingAgreementLocalId: free(scene, 'TA', findTrainingAgreement), newTrainingAgreement: agreed(scene) }
  }),
  PlaceTrainingAgreementOnHold: scene => ({ ...onAgreement(scene), body: { pauseDate: scene.day(-1), onHoldReasonCode: 'PL' } }),
  PlaceTrainingAgreementInGrace: scene => ({ ...onAgreement(scene), body: { pauseDate: scene.day(-1), graceReasonCode: 'RD' } }),
  RestartTrainingAgreement: scene => ({
    params: { trainingAgreementLocalId: findOnHold(scene.db, eidIn(scene), scene.day(0))?.trainingAgreementLocalId },
    body: { restartDate: scene.day(0) }
  }),
  WithdrawTrainingAgreement: scene => ({ ...onAgreement(scene), body: { withdrawalDate: scene.day(-1), withdrawalReasonCode: 'CC' } })
}

const part = (scene: ExampleScene, enrolmentLocalId: string) => {
  const { programmeLocalId, programmeVersionNumber } = findActiveVersion(scene.db, { eid: eidIn(scene), today: scene.day(0) }) ?? {}
  return {
    enrolmentLocalId,
    programmeLocalId,
    programmeVersionNumber,
    fundingSourceTypeCode: '37',
    modeOfDeliveryCode: 24,
    enrolmentDate: scene.day(0),
    participationStartDate: scene.day(0)
  }
}

/** Below it, in another programme. */
function partBelow (scene: ExampleScene, enrolmentLocalId: string) {
  const above = part(scene, enrolmentLocalId)
  const { programmeLocalId = '' } = above
  return { ...above, ...findOtherActiveVersion(scene.db, { eid: eidIn(scene), today: scene.day(0), programmeLocalId }) }
}

const enrolments: OperationExamples = {
  CreateEnrolment: scene =>
    ({ body: { ...findWithoutEnrolment(scene.db, eidIn(scene)), ...part(scene, free(scene, 'E', findEnrolment)) } }),
  CreateComplexEnrolment (scene) {
    const [whole, below] = [free(scene, 'E', findEnrolment), free(scene, 'E-S', findEnrolment)]
    return {
      body: { ...findWithoutEnrolment(scene.db, eidIn(scene)), enrolment: part(scene, whole), subEnrolments: [partBelow(scene, below)] }
    }
  },
  GetEnrolment: onEnrolment,
  UpdateEnrolment: scene => ({ ...onEnrolment(scene), body: { enrolmentDate: apprenticeship(scene)?.enrolmentDate } }),
  DeleteEnrolment: scene => ({ ...onEnrolment(scene), body: { deletionReason: 'IE', deletionDate: scene.day(0) } }),
  WithdrawEnrolment: scene => ({ ...onEnrolment(scene), body: { withdrawalDate: scene.day(-1), withdrawalReasonCode: 'CC' } }),
  TransferEnrolment (scene) {
    const { enrolmentLocalId, programmeVersionNumber } = findTransferable(scene.db, { eid: eidIn(scene), today: scene.day(0) }) ?? {}
    return { params: { enrolmentLocalId }, body: { programmeVersionNumber, transferDate: scene.day(0) } }
  }
}

const plans: OperationExamples = {
  CreateTrainingPlan: scene => ({
    body: {
      trainingPlanLocalId: free(scene, 'TP', findTrainingPlan),
      trainingAgreementLocalId: findWithoutPlan(scene.db, eidIn(scene))?.trainingAgreementLocalId,
      trainingPlanSignedDate: scene.day(0)
    }
  }),
  GetTrainingPlan: onPlan,
  UpdateTrainingPlan: scene => ({ ...onPlan(scene), body: { trainingPlanSignedDate: apprenticeship(scene)?.trainingPlanSignedDate } }),
  RecordVisit: scene => ({ ...onPlan(scene), body: { visitLocalId: free(scene, 'V', findPlanOfVisit), visitDate: scene.day(0) } }),
  DeleteVisit: scene => ({ params: { ...onPlan(scene).params, visitLocalId: apprenticeship(scene)?.visitLocalId } })
}

const version = (programmeLocalName: string | undefined) => ({
  programmeLocalName,
  studyTypeCode: 'NZA',
  modeOfDeliveryCode: 24,
  nzscedFieldOfStudy: '040311',
  creditValue: 260,
  industryCodes: ['E3242'],
  occupationCode: '331212'
})

const onVersion = (scene: ExampleScene) => {
  const { programmeLocalId, programmeVersionNumber } = findActiveVersion(scene.db, { eid: eidIn(scene), today: scene.day(0) }) ?? {}
  return { params: { programmeLocalId, programmeVersionNumber } }
}

const programmes: OperationExamples = {
  CreateProgramme (scene) {
    const programmeLocalId = freeId('P', id => typeof findLatestVersion(scene.db, eidIn(scene), id) === 'number')
    return { body: { programmeLocalId, ...version(`New Zealand Certificate in Joinery / ${programmeLocalId}`), startDate: scene.day(0) } }
  },
  CreateProgrammeVersion (scene) {
    const found = findActiveVersion(scene.db, { eid: eidIn(scene), today: scene.day(0) })
    return { params: onVersion(scene).params, body: { ...version(found?.programmeLocalName), startDate: scene.day(0) } }
  },
  GetProgrammeVersion: onVersion,
  UpdateProgrammeVersion: scene => ({ ...onVersion(scene), body: { maximumProgrammeFee: 1200 } })
}

const delivery = (scene: ExampleScene, enrolmentLocalId: string | undefined, courseCode: string) => ({
  enrolmentLocalId,
  offJobProviderCode: findOtherProvider(scene.db, eidIn(scene))?.providerCode,
  courseCode,
  fundingCategory: 'P1',
  offJobStartDate: scene.day(-3),
  offJobEndDate: scene.day(-1),
  hours: 24
})

const deliveries: OperationExamples = {
  CreateOffJobDelivery: scene => ({
    body: {
      offJobDeliveryLocalId: free(scene, 'OJ', findOffJobDelivery),
      ...delivery(scene, apprenticeship(scene)?.enrolmentLocalId, 'BlockCourse2')
    }
  }),
  GetOffJobDelivery: onDelivery,
  UpdateOffJobDelivery: scene =>
    ({ ...onDelivery(scene), body: delivery(scene, findDelivery(scene.db, eidIn(scene))?.enrolmentLocalId, 'BlockCourse1') }),
  DeleteOffJobDelivery: onDelivery
}

export const workBasedSamples: OperationExamples = {
  ...learners, ...agreements, ...enrolments, ...plans, ...programmes, ...deliveries
}

export const nzqaSamples: OperationExamples = {
  ReportCompletion: scene => ({
    body: { eid: eidIn(scene), enrolmentLocalId: findCompletable(scene.db, eidIn(scene))?.enrolmentLocalId, completionDate: scene.day(0) }
  })
}
