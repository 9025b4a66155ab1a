import { settle, withdrawAll } from './agreements.ts'
import { daysBetween, daysFrom, type Day } from './days.ts'
import { mayStart } from './enrolments.ts'
import type { Teo, World } from './world.ts'

/** Lets the days pass up to and with one; answers what befell, whose and when. */
export function passDays (world: World, until: Day): object[] {
  const befallen: object[] = []
  while (world.today < until) {
    world.today = daysFrom(world.today, 1)
    for (const teo of Object.values(world.teos)) befallen.push(...endGraces(teo, world.today), ...startParticipation(teo, world.today))
  }
  return befallen
}

/** A grace of 42 days is still one; with the 43rd it has run out. */
const endGraces = (teo: Teo, today: Day): object[] => [...teo.agreements.values()]
  .filter(it => it.trainingAgreementStatus === 'Grace' && daysBetween(it.pauseDate!, today) > 42)
  .map(agreement => {
    const { trainingAgreementLocalId, pauseDate } = agreement
    const withdrawn = withdrawAll(teo, agreement, { withdrawalDate: daysFrom(pauseDate!, 43), withdrawalReasonCode: 'GE' })
    return {
      on: today,
      event: 'grace runs out',
      eid: teo.eid,
      trainingAgreementLocalId,
      enrolments: withdrawn.map(it => it.enrolmentLocalId)
    }
  })

const startParticipation = (teo: Teo, today: Day): object[] => [...teo.enrolments.values()]
  .filter(it => it.enrolmentStatus === 'Pending' && mayStart(teo, today, it))
  .map(enrolment => {
    const { enrolmentLocalId, trainingAgreementLocalId } = enrolment
    enrolment.enrolmentStatus = 'Active'
    settle(teo, trainingAgreementLocalId)
    const agreement = teo.agreements.get(trainingAgreementLocalId)!.trainingAgreementStatus
    return { on: today, event: 'participation starts', eid: teo.eid, enrolmentLocalId, trainingAgreementLocalId, agreement }
  })
