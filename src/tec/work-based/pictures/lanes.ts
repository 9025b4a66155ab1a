import { daysAfter, latest, type CivilDate } from '../../../core/civil-date.ts'
import type { Item, Lane, PictureScene, Tone } from '../../../http/pictures.ts'
import { daysOfGrace } from '../statuses.ts'
import { detailsOf } from '../training-agreements/store.ts'
import type { TrainingPlanRow } from '../training-plans/store.ts'
import type { LivedEnrolment, LivedVisit } from './store.ts'
import { waits, type Life, type Stay } from './stays.ts'

/** The lanes of a learner's life, from an agreement to what is under it. */

const tones: Readonly<Record<string, Tone>> = {
  Pending: 'waiting',
  Active: 'going',
  Hold: 'paused',
  Grace: 'pressing',
  Finished: 'over',
  Withdrawn: 'over',
  Deleted: 'over',
  Completed: 'done'
}

const toneOf = (status: string): Tone => tones[status] ?? 'plain'

const barOf = (id: string, { status, from, to, says, request }: Stay): Item =>
  ({ kind: 'bar', key: `${id} ${status} ${from}`, tone: toneOf(status), from, to, label: status, says: `${status}: ${says}`, request })

const markOf = (id: string, status: string, from: CivilDate, says: string, request: string | undefined): Item =>
  ({ kind: 'mark', key: `${id} ${status}`, tone: toneOf(status), from, label: status, says, request })

export function agreementLane ({ agreement, stays, end }: Life): Lane {
  const id = agreement.trainingAgreementLocalId
  const meant = detailsOf(agreement).trainingAgreementEndDate
  return {
    name: `Agreement ${id}`,
    about: agreement.employerName || 'no employer is named',
    level: 0,
    items: [
      ...stays.map(stay => barOf(id, stay)),
      ...end ? [markOf(id, 'Finished', end.on, `Finished: ${end.says}`, end.request)] : [],
      ...meant === undefined || end
        ? []
        : [{ ...markOf(id, 'meant to end', meant, 'The day on which the agreement is meant to end', undefined), isToCome: true }]
    ]
  }
}

/** The 42 days of each grace that is known. */
export function graceLane (scene: PictureScene, { agreement, pauses }: Life): Lane[] {
  const id = agreement.trainingAgreementLocalId
  const items = pauses.flatMap(({ counted, to, request }): Item[] => {
    if (!counted) return []
    const day = daysBetween(counted.from, to ?? scene.today)
    const isOpen = to === undefined
    const says = isOpen
      ? `Day ${Math.min(day, daysOfGrace)} of ${daysOfGrace}: transfer or restart it by ${daysAfter(counted.to, -1)}, or it is withdrawn`
      : to >= counted.to ? `All ${daysOfGrace} days went by` : `It ended on day ${day} of ${daysOfGrace}`
    return [{
      kind: 'bar',
      key: `${id} ${daysOfGrace} days ${counted.from}`,
      tone: 'pressing',
      from: counted.from,
      to: counted.to,
      label: `${daysOfGrace} days`,
      says,
      request,
      ...isOpen && { isToCome: true }
    }]
  })
  return items.length === 0 ? [] : [{ name: `The ${daysOfGrace} days`, about: `of the grace of ${id}`, level: 1, items }]
}

const daysBetween = (from: CivilDate, to: CivilDate): number => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** `lives` are those of the agreements that it has been under. */
export function enrolmentLane (scene: PictureScene, enrolment: LivedEnrolment, lives: readonly Life[], eid: number): Lane {
  const { enrolmentLocalId: id, status, studyTypeCode, programmeLocalName, programmeLocalId, programmeVersionNumber } = enrolment
  const made = (...operations: string[]) => scene.made(operations, eid, id).at(-1)?.id
  const ended = enrolment.deletionDate ?? enrolment.completionDate ?? enrolment.withdrawalDate
  const says = {
    Withdrawn: `Withdrawn (${enrolment.withdrawalReasonCode ?? 'no reason'})`,
    Completed: 'Completed: NZQA has reported it',
    Deleted: 'Deleted'
  }[status as string]
  const by = status === 'Deleted' ? 'DeleteEnrolment' : status === 'Completed' ? 'ReportCompletion' : 'WithdrawEnrolment'
  const { transferDate } = enrolment
  return {
    name: `Enrolment ${id}`,
    about: `${programmeLocalName} (${programmeLocalId}, version ${programmeVersionNumber}, ${studyTypeCode})`,
    level: enrolment.overarchingId === null ? 1 : 2,
    items: [
      ...staysOf(enrolment, lives, ended, made('CreateEnrolment', 'CreateComplexEnrolment')).map(stay => barOf(id, stay)),
      ...transferDate === null
        ? []
        : [markOf(id, 'new version', transferDate, `Transferred to version ${programmeVersionNumber}`, made('TransferEnrolment'))],
      ...says === undefined ? [] : [markOf(id, status, ended ?? scene.today, says, made(by))]
    ]
  }
}

/** It waits until participation starts; a pause of its agreement is its own. */
function staysOf (enrolment: LivedEnrolment, lives: readonly Life[], ended: CivilDate | null, made: string | undefined): Stay[] {
  const { enrolmentDate, participationStartDate: start, status } = enrolment
  const from = enrolmentDate < start ? enrolmentDate : start
  const waiting: Stay = {
    status: 'Pending',
    from,
    to: undefined,
    says: waits(enrolment) ? 'a training plan is to be signed' : 'participation is to start',
    request: made
  }
  const going: Stay = { status: 'Active', from: start, to: undefined, says: 'participation has started', request: made }
  const all = lives.flatMap(({ stays }) => stays)
  const paused = all.filter(it => it.status === 'Hold' || it.status === 'Grace')
  const turns = [waiting, ...status === 'Pending' ? [] : [going]]
  for (const { to, ...pause } of paused) {
    if ((to ?? '9') <= from) continue
    turns.push({ ...pause, to: undefined, from: latest(pause.from, from)!, says: `${pause.says}, with its agreement` })
    const goesOn = all.find(it => it.from === to)?.request
    if (to !== undefined) turns.push({ ...going, from: to, says: 'training goes on', request: goesOn })
  }
  const sorted = turns.sort((a, b) => a.from < b.from ? -1 : a.from > b.from ? 1 : 0)
  const stays = sorted.map((turn, n) => ({ ...turn, to: sorted[n + 1]?.from ?? ended ?? undefined }))
    .map(stay => ended !== null && (stay.to ?? ended) > ended ? { ...stay, to: ended } : stay)
    .filter(stay => stay.to === undefined || stay.from < stay.to)
  const last = stays.at(-1)
  if (last && ended === null && last.status !== status) stays[stays.length - 1] = { ...last, status }
  return stays
}

export function planLane (scene: PictureScene, plan: TrainingPlanRow, visits: readonly LivedVisit[]): Lane[] {
  const { eid, trainingPlanLocalId: id, trainingPlanSignedDate: from, trainingPlanEndDate } = plan
  const request = scene.made(['CreateTrainingPlan', 'UpdateTrainingPlan'], eid, id).at(-1)?.id
  const to = trainingPlanEndDate ?? undefined
  const bar: Item = {
    kind: 'bar',
    key: id,
    tone: 'plain',
    from,
    to,
    label: 'plan',
    request,
    says: `Signed on ${from}${to === undefined ? '' : `, and ended on ${to}`}`
  }
  const under = visits.filter(it => it.trainingPlanLocalId === id)
  const lane: Lane = { name: `Plan ${id}`, about: `for ${plan.trainingAgreementLocalId}`, level: 1, items: [bar] }
  return under.length === 0
    ? [lane]
    : [lane, { name: 'Visits', about: `under ${id}`, level: 2, items: under.map(visit => visitOf(scene, eid, visit)) }]
}

const visitOf = (scene: PictureScene, eid: number, { visitLocalId, trainingPlanLocalId, visitDate }: LivedVisit): Item => ({
  kind: 'mark',
  key: `${trainingPlanLocalId} ${visitLocalId}`,
  tone: 'done',
  from: visitDate,
  label: visitLocalId,
  says: `Visit ${visitLocalId}`,
  request: scene.made(['RecordVisit'], eid, trainingPlanLocalId, visitLocalId).at(-1)?.id
})
