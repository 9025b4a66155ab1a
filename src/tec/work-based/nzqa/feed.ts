import { daysAfter, type CivilDate } from '../../../core/civil-date.ts'
import { newZealandDay, toUtc, utcOf } from '../../../core/date-time.ts'
import type { Moment, MomentSource } from '../../../sandbox/moments.ts'
import { applyToEnrolment } from '../cascade.ts'
import { findEnrolmentById, type EnrolmentRow } from '../enrolments/store.ts'
import type { Change } from '../planned.ts'
import { isOpen } from '../statuses.ts'
import { forgetCompletion, listAwaited } from './store.ts'

/** When a completion reaches TEC, and what it does then. */

const hourOfTheFeed = '05:00'

/** The instant of the feed that comes next after another, in milliseconds since 1970. */
export function nextFeed (now: number): number {
  const today = newZealandDay(utcOf(now))
  const feedOf = (day: CivilDate) => Date.parse(toUtc(`${day}T${hourOfTheFeed}`))
  return feedOf(today) > now ? feedOf(today) : feedOf(daysAfter(today, 1))
}

/** Completes an enrolment; whatever else was on its way is of no more use. */
export function completeNow (change: Change, enrolment: EnrolmentRow, completionDate: CivilDate): void {
  forgetCompletion(change.db, enrolment.id)
  applyToEnrolment(change, 'complete', enrolment, { completionDate })
}

/** A completion arrives with the feed; where the enrolment is over by then, nothing comes of it. */
export const completionArrives: MomentSource = (scene, _after, until, most) =>
  listAwaited(scene.db, utcOf(until), most).map(({ enrolmentId, completionDate, arrives }): Moment => {
    const enrolment = findEnrolmentById(scene.db, enrolmentId)!
    const { eid, enrolmentLocalId, trainingAgreementLocalId } = enrolment
    return {
      at: Date.parse(arrives),
      name: `completion.${enrolmentLocalId}.arrives`,
      event: 'completion arrives',
      does: 'NZQA\'s feed reports the completion, and the enrolment is Completed if it is still open.',
      concerns: { eid, enrolmentLocalId, trainingAgreementLocalId },
      happen: (today) => {
        if (isOpen(enrolment.status)) completeNow({ ...scene, today }, enrolment, completionDate)
        else forgetCompletion(scene.db, enrolmentId)
        return isOpen(enrolment.status) ? { completionDate } : undefined
      }
    }
  })
