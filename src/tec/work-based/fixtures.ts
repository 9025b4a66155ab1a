import { Type, type Static, type TObject } from '@sinclair/typebox'
import type { FixtureFile } from '../../sandbox/fixtures.ts'
import { Enrolment, NewEnrolment } from './enrolments/schemas.ts'
import { findEnrolment, insertEnrolment } from './enrolments/store.ts'
import { Learner } from './learners/schemas.ts'
import { insertLearner } from './learners/store.ts'
import { OffJobDelivery } from './off-job-deliveries/schemas.ts'
import { insertProvider, saveOffJobDelivery } from './off-job-deliveries/store.ts'
import { ProgrammeVersion } from './programmes/schemas.ts'
import { insertProgrammeVersion } from './programmes/store.ts'
import { agreementStatuses, enrolmentStatuses } from './statuses.ts'
import { TrainingAgreement } from './training-agreements/schemas.ts'
import { saveTrainingAgreement } from './training-agreements/store.ts'
import { TrainingPlan } from './training-plans/schemas.ts'
import { insertTrainingPlan } from './training-plans/store.ts'
import { Visit } from './visits/schemas.ts'
import { insertVisit } from './visits/store.ts'

/** Whose it is, who or what it stands for, and what a tester can use it for. */
const heading = {
  eid: Type.Integer({ minimum: 1 }),
  name: Type.String({ minLength: 1 }),
  about: Type.String({ minLength: 1 })
}

const oneOf = <const Value extends string>(values: readonly Value[]) => Type.Union(values.map(value => Type.Literal(value)))

const row = <Shape extends TObject>(shape: Shape) => Type.Composite([Type.Object(heading), shape], { additionalProperties: false })

const ProgrammeVersionRow = Type.Composite([
  Type.Object({ eids: Type.Array(Type.Integer({ minimum: 1 })), about: heading.about }),
  ProgrammeVersion
], { additionalProperties: false })

const ProviderRow = Type.Object({ providerCode: Type.Integer({ minimum: 1 }), name: heading.name }, { additionalProperties: false })

/** A learner whom DXP holds since the older register was brought over says so; a TMS has never created such a one. */
const LearnerRow = row(Type.Composite([Learner, Type.Object({ cameFrom: Type.Optional(Type.Literal('ITR')) })]))

const TrainingAgreementRow = row(Type.Composite([
  Type.Omit(TrainingAgreement, ['trainingAgreementStatus']),
  Type.Object({ trainingAgreementStatus: oneOf(agreementStatuses) })
]))

const EnrolmentRow = row(Type.Composite([
  Type.Omit(NewEnrolment, ['studyTypeCode']),
  Type.Pick(Enrolment, ['withdrawalDate', 'withdrawalReasonCode', 'completionDate']),
  Type.Object({ enrolmentStatus: oneOf(enrolmentStatuses) })
]))

const TrainingPlanRow = row(Type.Object({
  trainingPlanLocalId: Type.String(),
  trainingAgreementLocalId: Type.String(),
  learnerLocalId: Type.String(),
  trainingPlanSignedDate: TrainingPlan.properties.trainingPlanSignedDate,
  trainingPlanEndDate: TrainingPlan.properties.trainingPlanEndDate
}))

const OffJobDeliveryRow = row(OffJobDelivery)

const VisitRow = Type.Composite([
  Type.Object({ eid: heading.eid, trainingPlanLocalId: Type.String(), learnerLocalId: Type.String() }),
  Visit
], { additionalProperties: false })

/** The records of a fixture in the order in which they may refer to each other. */
export const workBasedFixtureFiles: FixtureFile[] = [
  {
    file: 'programme-versions.json',
    row: ProgrammeVersionRow,
    insert (db, { eids, about, ...version }: Static<typeof ProgrammeVersionRow>) {
      for (const eid of eids) insertProgrammeVersion(db, eid, version)
    }
  },
  {
    file: 'providers.json',
    row: ProviderRow,
    insert (db, provider: Static<typeof ProviderRow>) {
      insertProvider(db, provider)
    }
  },
  {
    file: 'learners.json',
    row: LearnerRow,
    insert (db, { eid, name, about, cameFrom, ...learner }: Static<typeof LearnerRow>) {
      insertLearner(db, eid, learner)
    }
  },
  {
    file: 'training-agreements.json',
    row: TrainingAgreementRow,
    insert (db, { eid, name, about, ...agreement }: Static<typeof TrainingAgreementRow>) {
      const { trainingAgreementLocalId, learnerLocalId, trainingAgreement: details, trainingAgreementStatus, ...events } = agreement
      const isPaused = trainingAgreementStatus === 'Hold' || trainingAgreementStatus === 'Grace'
      if (isPaused && events.pauseDate === undefined) throw new Error(`pauseDate is required of an agreement in ${trainingAgreementStatus}`)
      saveTrainingAgreement(db, { eid, trainingAgreementLocalId, learnerLocalId, details, status: trainingAgreementStatus, events })
    }
  },
  {
    file: 'enrolments.json',
    row: EnrolmentRow,
    insert (db, { eid, name, about, ...enrolment }: Static<typeof EnrolmentRow>) {
      const { enrolmentStatus, withdrawalDate, withdrawalReasonCode, completionDate, ...request } = enrolment
      const ending = Object.fromEntries(
        Object.entries({ withdrawalDate, withdrawalReasonCode, completionDate }).filter(([, value]) => value !== undefined))
      insertEnrolment(db, request, { eid, status: enrolmentStatus, ...ending })
    }
  },
  {
    file: 'training-plans.json',
    row: TrainingPlanRow,
    insert (db, { name, about, ...plan }: Static<typeof TrainingPlanRow>) {
      insertTrainingPlan(db, { trainingPlanEndDate: null, ...plan })
    }
  },
  {
    file: 'visits.json',
    row: VisitRow,
    insert (db, visit: Static<typeof VisitRow>) {
      insertVisit(db, visit)
    }
  },
  {
    file: 'off-job-deliveries.json',
    row: OffJobDeliveryRow,
    insert (db, { eid, name, about, offJobDeliveryLocalId, ...delivery }: Static<typeof OffJobDeliveryRow>) {
      const enrolment = findEnrolment(db, eid, delivery.enrolmentLocalId)
      if (!enrolment) throw new Error(`There is no enrolment ${delivery.enrolmentLocalId}`)
      saveOffJobDelivery(db, eid, offJobDeliveryLocalId, enrolment.id, delivery)
    }
  }
]
