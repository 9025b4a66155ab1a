import { restart } from './agreements.ts'
import type { Day } from './days.ts'
import { withdrawEnrolment } from './enrolments.ts'
import { createPlan } from './plans.ts'
import { isActiveOn } from './programmes.ts'
import { isOpen, openUnder, type Enrolment, type Faults, type Teo } from './world.ts'

/** One thing that a TEO can do for an enrolment that waits, without pausing anything. */
export interface Move {
  readonly method: string
  readonly path: string
  readonly body: object
  /** Lets the model do it. */
  readonly make: (teo: Teo) => Faults
}

/** What a TEO can do about an enrolment that is Pending or paused though it has started; undefined where nothing makes it Active. */
export function wayOn (teo: Teo, today: Day, enrolmentLocalId: string, most = 4): readonly Move[] | undefined {
  let ways: Array<{ teo: Teo, moves: readonly Move[] }> = [{ teo, moves: [] }]
  for (let count = 0; count <= most; count++) {
    const arrived = ways.find(it => it.teo.enrolments.get(enrolmentLocalId)!.enrolmentStatus === 'Active')
    if (arrived) return arrived.moves
    ways = ways.flatMap(({ teo, moves }) => movesFor(teo, today, enrolmentLocalId).flatMap(move => {
      const next = structuredClone(teo)
      return move.make(next).length > 0 ? [] : [{ teo: next, moves: [...moves, move] }]
    }))
  }
  return undefined
}

function movesFor (teo: Teo, today: Day, id: string): Move[] {
  const { trainingAgreementLocalId, participationStartDate } = teo.enrolments.get(id)!
  const agreement = teo.agreements.get(trainingAgreementLocalId)!
  const trainees = openUnder(teo, trainingAgreementLocalId).filter(it => it.studyTypeCode !== 'NZA' && it.enrolmentLocalId !== id)
  const days = new Set([agreement.trainingAgreement.trainingAgreementSignedDate, participationStartDate, today])
  return [
    restarted(trainingAgreementLocalId, today),
    ...[...days].map(day => planned(today, `W-${id}`, trainingAgreementLocalId, day)),
    ...trainees.map(it => madeApprentice(it.enrolmentLocalId, today))
  ]
}

const restarted = (agreement: string, restartDate: Day): Move => ({
  method: 'PUT',
  path: `/training-agreements/${agreement}/restart`,
  body: { restartDate },
  make: teo => restart(teo, restartDate, agreement, { restartDate })
})

function planned (today: Day, trainingPlanLocalId: string, trainingAgreementLocalId: string, trainingPlanSignedDate: Day): Move {
  const body = { trainingPlanLocalId, trainingAgreementLocalId, trainingPlanSignedDate }
  return { method: 'POST', path: '/training-plans', body, make: teo => createPlan(teo, today, body) }
}

function madeApprentice (enrolment: string, withdrawalDate: Day): Move {
  const body = { withdrawalDate, withdrawalReasonCode: 'AP' }
  return { method: 'PUT', path: `/enrolments/${enrolment}/withdraw`, body, make: teo => withdrawEnrolment(teo, enrolment, body) }
}

/**
 * The enrolments that wait though they have started, in a programme that was active once their agreement was signed, on a day when no
 * plan of another agreement was signed: the learner of such a one has to wait for tomorrow. An apprenticeship below a traineeship is left
 * out: it comes and goes with what no plan can be made for.
 */
export const waiting = (teo: Teo, today: Day): Enrolment[] => [...teo.enrolments.values()].filter(it => {
  const { learnerLocalId, trainingAgreement: { trainingAgreementSignedDate } } = teo.agreements.get(it.trainingAgreementLocalId)!
  const isTaken = (day: Day) => [...teo.plans.values()].some(plan =>
    plan.learnerLocalId === learnerLocalId && plan.trainingAgreementLocalId !== it.trainingAgreementLocalId &&
    plan.trainingPlanSignedDate === day)
  const version = teo.versions.get(`${it.programmeLocalId}/${it.programmeVersionNumber}`)!
  const canBePlanned = [trainingAgreementSignedDate, it.participationStartDate, today].some(day =>
    day >= trainingAgreementSignedDate && isActiveOn(version, day) && !isTaken(day))
  const above = teo.enrolments.get(it.overarchingEnrolmentLocalId ?? it.enrolmentLocalId)
  if (it.studyTypeCode === 'NZA' && above?.studyTypeCode !== 'NZA') return false
  return isOpen(it) && it.enrolmentStatus !== 'Active' && it.participationStartDate <= today && canBePlanned
})
