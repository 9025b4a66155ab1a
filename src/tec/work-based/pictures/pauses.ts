import { daysAfter, later, type CivilDate } from '../../../core/civil-date.ts'
import type { PictureScene } from '../../../http/pictures.ts'
import { codeTables } from '../codes.ts'
import { graceCount } from '../status-changes/readings.ts'
import { daysOfGrace } from '../statuses.ts'
import { eventsOf, type TrainingAgreementRow } from '../training-agreements/store.ts'

/** The holds and graces of an agreement: the last as its record has it, those before it as they were asked for. */

export interface Pause {
  readonly status: 'Hold' | 'Grace'
  readonly from: CivilDate
  /** The day on which it ended; undefined where it lasts. */
  readonly to: CivilDate | undefined
  readonly says: string
  readonly request: string | undefined
  readonly endedBy: string | undefined
  /** Of a grace: the first of the 42 days, and the day after the last. */
  readonly counted: { readonly from: CivilDate, readonly to: CivilDate } | undefined
}

const pausing = ['PlaceTrainingAgreementOnHold', 'PlaceTrainingAgreementInGrace']
const all = [...pausing, 'RestartTrainingAgreement', 'WithdrawTrainingAgreement']

interface Asked { readonly pauseDate?: CivilDate, readonly restartDate?: CivilDate, readonly withdrawalDate?: CivilDate }

export function pausesOf (scene: PictureScene, agreement: TrainingAgreementRow, end: CivilDate | undefined): Pause[] {
  const last = lastPause(scene, agreement, end)
  const asked = requestsOf(scene, agreement)
  const earlier = asked.flatMap(({ operation, id, body }, n): Pause[] => {
    const { pauseDate: from } = body
    if (!pausing.includes(operation) || from === undefined || from === last?.from) return []
    const next = asked.slice(n + 1).find(it => it.body.pauseDate ?? it.body.restartDate ?? it.body.withdrawalDate)
    const to = next?.body.restartDate ?? next?.body.pauseDate ?? next?.body.withdrawalDate ?? last?.from
    if (to === undefined) return []
    const status = operation === pausing[0] ? 'Hold' : 'Grace'
    const endedBy = next?.body.restartDate === undefined ? undefined : next.id
    return [{ status, from, to, says: inWords(status, reasonIn(body)), request: id, endedBy, counted: undefined }]
  })
  return [...earlier.filter(({ from, to }) => from < to! && (!last || from < last.from)), ...last ? [last] : []]
}

function requestsOf (scene: PictureScene, { eid, trainingAgreementLocalId }: TrainingAgreementRow) {
  return scene.made(all, eid, trainingAgreementLocalId).map(({ body, ...made }) => ({ ...made, body: named(body) }))
}

/** As bodies are read: names in any case. */
function named (body: unknown): Asked & Readonly<Record<string, unknown>> {
  const names = ['pauseDate', 'restartDate', 'withdrawalDate', 'onHoldReasonCode', 'graceReasonCode']
  const byName = new Map(names.map(name => [name.toLowerCase(), name]))
  return Object.fromEntries(Object.entries(body ?? {}).map(([name, value]) => [byName.get(name.toLowerCase()) ?? name, value]))
}

const reasonIn = ({ onHoldReasonCode, graceReasonCode }: Readonly<Record<string, unknown>>): string =>
  String(onHoldReasonCode ?? graceReasonCode ?? '').toUpperCase()

function lastPause (scene: PictureScene, agreement: TrainingAgreementRow, end: CivilDate | undefined): Pause | undefined {
  const { pauseDate, restartDate, onHoldReasonCode, graceReasonCode } = eventsOf(agreement)
  const from = agreement.pauseDate ?? pauseDate
  if (from === undefined) return undefined
  const asked = requestsOf(scene, agreement)
  const request = asked.findLast(({ operation, body }) => pausing.includes(operation) && body.pauseDate === from)
  const isOver = agreement.pauseDate === null
  const status = statusOf(agreement, request?.operation, graceReasonCode !== undefined)
  const restart = asked.findLast(({ operation }) => operation === 'RestartTrainingAgreement')
  const goesOn = restartDate !== undefined && restartDate >= from ? later(restartDate, from) : undefined
  const to = isOver ? goesOn ?? end : undefined
  if (isOver && to === undefined) return undefined
  return {
    status,
    from,
    to,
    says: inWords(status, (status === 'Hold' ? onHoldReasonCode : graceReasonCode) ?? ''),
    request: request?.id,
    endedBy: goesOn === undefined ? undefined : restart?.id,
    counted: status === 'Grace' ? countedOf(scene, agreement, from) : undefined
  }
}

function statusOf ({ status }: TrainingAgreementRow, asked: string | undefined, hasBeenInGrace: boolean): 'Hold' | 'Grace' {
  if (status === 'Hold' || status === 'Grace') return status
  if (asked !== undefined) return asked === pausing[0] ? 'Hold' : 'Grace'
  return hasBeenInGrace ? 'Grace' : 'Hold'
}

function countedOf ({ reading }: PictureScene, agreement: TrainingAgreementRow, pauseDate: CivilDate) {
  const from = reading(graceCount) === 'report-date' ? eventsOf(agreement).reportedDate ?? pauseDate : pauseDate
  return { from, to: daysAfter(from, daysOfGrace + 1) }
}

function inWords (status: 'Hold' | 'Grace', reason: string): string {
  const why = codeTables[status === 'Hold' ? 'onHoldReasonCode' : 'graceReasonCode']!.codes[reason]
  return why === undefined ? 'no reason is known' : `${why} (${reason})`
}
