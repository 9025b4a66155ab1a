import { earliest, later, type CivilDate } from '../../../core/civil-date.ts'
import type { PictureScene } from '../../../http/pictures.ts'
import type { Made } from '../../../sandbox/makers.ts'
import { apprenticeship } from '../statuses.ts'
import { eventsOf, type TrainingAgreementRow } from '../training-agreements/store.ts'
import { pausesOf, type Pause } from './pauses.ts'
import type { LivedEnrolment } from './store.ts'

/** In what an agreement was, and from when to when, as far as its record and the requests tell of it. */

export interface Stay {
  readonly status: string
  readonly from: CivilDate
  /** The day after its last; undefined where it lasts. */
  readonly to: CivilDate | undefined
  readonly says: string
  readonly request: string | undefined
}

/** How it ended. */
export interface End {
  readonly on: CivilDate
  readonly says: string
  readonly request: string | undefined
}

export interface Life {
  readonly agreement: TrainingAgreementRow
  readonly stays: readonly Stay[]
  readonly pauses: readonly Pause[]
  readonly end: End | undefined
}

const latestOf = (made: readonly Made[]): string | undefined => made.at(-1)?.id

/** `enrolments` are those under it, or under one that it was transferred to; `successor` is the one that took over. */
export function lifeOf (
  scene: PictureScene, agreement: TrainingAgreementRow, enrolments: readonly LivedEnrolment[], successor: TrainingAgreementRow | undefined
): Life {
  const { eid, trainingAgreementLocalId: id } = agreement
  const end = endOf(scene, agreement, enrolments, successor)
  const pauses = pausesOf(scene, agreement, end?.on)
  const known = earliest(...enrolments.map(it => it.enrolmentDate), pauses[0]?.from)
  const signed = agreement.trainingAgreementSignedDate || known || scene.today
  const made = latestOf(scene.made(['CreateTrainingAgreement', 'TransferTrainingAgreement', 'UpdateTrainingAgreement'], eid, id))
  const says = `signed with ${agreement.employerName || 'an employer'}`
  const begun: Stay = { status: 'Pending', from: signed, to: undefined, says, request: made }
  const live = agreement.status === 'Pending' && pauses.length === 0 ? undefined : liveSince(agreement, enrolments, signed)
  const liveBy = live === signed ? made : undefined
  const turns: Stay[] = [
    begun,
    ...live === undefined
      ? []
      : [{
          status: 'Active',
          from: live,
          to: undefined,
          says: 'participation under it has started',
          request: liveBy
        }],
    ...pauses.flatMap(turnsOf)
  ]
  return { agreement, stays: inOrder(turns, agreement, end), pauses, end }
}

const turnsOf = ({ status, from, to, says, request, endedBy }: Pause): Stay[] => [
  { status, from, to: undefined, says, request },
  ...to === undefined ? [] : [{ status: 'Active', from: to, to: undefined, says: 'training goes on', request: endedBy }]
]

/** Each lasts until the next; those of no length go, and the last is what the record says. */
function inOrder (turns: readonly Stay[], { status }: TrainingAgreementRow, end: End | undefined): Stay[] {
  const sorted = turns.map((turn, n) => ({
    turn,
    n
  })).sort((a, b) => a.turn.from < b.turn.from ? -1 : a.turn.from > b.turn.from ? 1 : a.n - b.n)
    .map(({ turn }) => turn)
  const stays = sorted.map((turn, n) => ({ ...turn, to: sorted[n + 1]?.from ?? end?.on }))
    .map(stay => end && (stay.to ?? end.on) > end.on ? { ...stay, to: end.on } : stay)
    .filter(({ from, to }) => to === undefined || from < to)
  const last = stays.at(-1)
  if (last && !end && last.status !== status) stays[stays.length - 1] = { ...last, status }
  return stays
}

/** The day on which the first enrolment under it can have begun; undefined where none has. */
function liveSince ({ status }: TrainingAgreementRow, enrolments: readonly LivedEnrolment[], signed: CivilDate): CivilDate | undefined {
  const begun = enrolments.filter(it => it.status !== 'Pending' && it.status !== 'Deleted' && it.overarchingId === null)
  const first = earliest(...begun.map(it => later(it.participationStartDate, signed)))
  return first ?? (status === 'Pending' || status === 'Finished' ? undefined : signed)
}

/** Whether it waits for a training plan. */
export const waits = ({ studyTypeCode, status }: LivedEnrolment): boolean => studyTypeCode === apprenticeship && status === 'Pending'

function endOf (
  scene: PictureScene, agreement: TrainingAgreementRow, enrolments: readonly LivedEnrolment[], successor: TrainingAgreementRow | undefined
): End | undefined {
  if (agreement.status !== 'Finished') return undefined
  const { eid, trainingAgreementLocalId: id } = agreement
  const { withdrawalDate, withdrawalReasonCode, transferredTo } = eventsOf(agreement)
  if (transferredTo !== undefined) {
    const transfer = scene.made(['TransferTrainingAgreement'], eid, id, transferredTo).at(-1)
    const on = successor?.trainingAgreementSignedDate || scene.today
    return { on, says: `transferred to ${transferredTo}${successor ? ` with ${successor.employerName}` : ''}`, request: transfer?.id }
  }
  if (withdrawalDate !== undefined) {
    const says = withdrawalReasonCode === 'GE' ? 'the grace ran out (GE)' : `withdrawn (${withdrawalReasonCode ?? 'no reason'})`
    return { on: withdrawalDate, says, request: latestOf(scene.made(['WithdrawTrainingAgreement'], eid, id)) }
  }
  const own = enrolments.filter(it => it.trainingAgreementLocalId === id)
  const on = own.map(it => it.completionDate ?? it.withdrawalDate).filter(day => day !== null).sort().at(-1)
  return { on: on ?? agreement.trainingAgreementSignedDate, says: 'its last enrolment ended', request: undefined }
}
