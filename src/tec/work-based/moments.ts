import { daysAfter, later, startOfDay, type CivilDate } from '../../core/civil-date.ts'
import { newZealandDay, utcOf } from '../../core/date-time.ts'
import type { Moment, MomentSource } from '../../sandbox/moments.ts'
import { applyToEnrolment } from './cascade.ts'
import { findEnrolmentById, listStarts } from './enrolments/store.ts'
import { endOfGrace, runOut } from './grace.ts'
import { graceCount } from './status-changes/readings.ts'
import { completionArrives } from './nzqa/feed.ts'
import { daysOfGrace } from './statuses.ts'
import { findTrainingAgreement, listGraces, listGracesByReport } from './training-agreements/store.ts'

const dayOf = (instant: number): CivilDate => newZealandDay(utcOf(instant))

/** A grace runs out on the day after its 42nd; one that was backdated further, on the next day. */
const graceRunsOut: MomentSource = (scene, after, until, most) => {
  const nextDay = daysAfter(dayOf(after), 1)
  const list = scene.reading(graceCount) === 'report-date' ? listGracesByReport : listGraces
  // Many can run out at one instant, and few days have to be worked out for them.
  const starts = new Map<CivilDate, number>()
  const startOf = (day: CivilDate): number => {
    if (!starts.has(day)) starts.set(day, startOfDay(day))
    return starts.get(day)!
  }
  return list(scene.db, daysAfter(dayOf(until), -daysOfGrace), most).map((agreement): Moment => ({
    at: startOf(later(endOfGrace(scene.reading, agreement), nextDay)),
    name: `grace.${agreement.trainingAgreementLocalId}.end`,
    event: 'grace runs out',
    does: 'The training agreement is Finished, and its open enrolments are Withdrawn.',
    concerns: { eid: agreement.eid, trainingAgreementLocalId: agreement.trainingAgreementLocalId },
    happen: today => ({ enrolments: runOut({ ...scene, today }, agreement).map(it => it.enrolmentLocalId) })
  })).filter(({ at }) => at <= until)
}

/** Participation starts on its day. */
const participationStarts: MomentSource = (scene, after, until, most) =>
  listStarts(scene.db, dayOf(after), dayOf(until), most).map((enrolment): Moment => ({
    at: startOfDay(enrolment.participationStartDate),
    name: `participation.${enrolment.enrolmentLocalId}.start`,
    event: 'participation starts',
    does: 'The enrolment is Active, and so is its agreement; an apprenticeship without a training plan goes on waiting.',
    concerns: {
      eid: enrolment.eid,
      enrolmentLocalId: enrolment.enrolmentLocalId,
      trainingAgreementLocalId: enrolment.trainingAgreementLocalId
    },
    happen: (today) => {
      applyToEnrolment({ ...scene, today }, 'participation starts', enrolment)
      // An apprenticeship without a training plan goes on waiting.
      if (findEnrolmentById(scene.db, enrolment.id)?.status !== 'Active') return undefined
      return { agreement: findTrainingAgreement(scene.db, enrolment.eid, enrolment.trainingAgreementLocalId)!.status }
    }
  }))

/** What time does to training agreements and enrolments. */
export const workBasedMoments: readonly MomentSource[] = [graceRunsOut, participationStarts, completionArrives]
