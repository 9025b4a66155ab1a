import { daysAfter, dayAfter, later, type CivilDate } from '../../core/civil-date.ts'
import type { Database } from '../../sandbox/database.ts'
import type { Fired, Timetable } from '../../sandbox/time.ts'
import { applyToAgreement, applyToEnrolment } from './cascade.ts'
import { findEnrolmentById, findNextStart, listEnrolmentsOf, listStartingOn } from './enrolments/store.ts'
import { daysOfGrace } from './statuses.ts'
import { findEarliestGrace, findTrainingAgreement, listGracesSince } from './training-agreements/store.ts'
import { enrolmentMachine } from './transitions.ts'

/** The day on which a grace has run out. */
const endOfGrace = (pauseDate: CivilDate): CivilDate => daysAfter(pauseDate, daysOfGrace + 1)

/** What time does to training agreements and enrolments: a grace runs out, participation starts. */
export const workBasedTimetable: Timetable = {
  nextDay (db, after, until) {
    const grace = findEarliestGrace(db)
    const days = [findNextStart(db, after), grace && later(endOfGrace(grace), dayAfter(after))]
    return days.filter(day => day != null && day <= until).sort()[0] ?? undefined
  },

  befall: (db, day) => [...runOutGraces(db, day), ...startParticipation(db, day)]
}

function runOutGraces (db: Database, day: CivilDate): Fired[] {
  return listGracesSince(db, daysAfter(day, -daysOfGrace)).map(agreement => {
    const { eid, trainingAgreementLocalId } = agreement
    const enrolments = listEnrolmentsOf(db, eid, trainingAgreementLocalId)
      .filter(it => enrolmentMachine.next('grace runs out', it.status)).map(it => it.enrolmentLocalId)
    applyToAgreement({ db, today: day }, 'grace runs out', agreement,
      { withdrawalDate: endOfGrace(agreement.pauseDate!), withdrawalReasonCode: 'GE' })
    return { on: day, event: 'grace runs out', eid, trainingAgreementLocalId, enrolments }
  })
}

function startParticipation (db: Database, day: CivilDate): Fired[] {
  return listStartingOn(db, day).flatMap(enrolment => {
    applyToEnrolment({ db, today: day }, 'participation starts', enrolment)
    // An apprenticeship without a training plan goes on waiting.
    if (findEnrolmentById(db, enrolment.id)?.status !== 'Active') return []
    const { eid, enrolmentLocalId, trainingAgreementLocalId } = enrolment
    const agreement = findTrainingAgreement(db, eid, trainingAgreementLocalId)!.status
    return [{ on: day, event: 'participation starts', eid, enrolmentLocalId, trainingAgreementLocalId, agreement }]
  })
}
