import { dayAt } from '../../../core/civil-date.ts'
import type { Drawing, Item, Lane, Picture, PictureScene, Row, Subject, Wanted } from '../../../http/pictures.ts'
import { listMoments, type Moment } from '../../../sandbox/moments.ts'
import { findLearner, toLearner } from '../learners/store.ts'
import { workBasedMoments } from '../moments.ts'
import { eventsOf, type TrainingAgreementRow } from '../training-agreements/store.ts'
import { agreementLane, enrolmentLane, graceLane, planLane } from './lanes.ts'
import { lifeOf, type Life } from './stays.ts'
import {
  countLearners, findLearnerOfEnrolment, listAgreementsOfLearner, listDeliveriesOfLearner, listEidsWithLearners, listEnrolmentsOfLearner,
  listLearners, listPlansOfLearner, listVisitsOfLearner, type ListedLearner, type LivedEnrolment
} from './store.ts'

/** A learner's life as one picture on one time line. */

const idOf = (eid: unknown, learnerLocalId: unknown): string => `${String(eid)}:${String(learnerLocalId)}`

const ofLearner = ({ eid, learnerLocalId }: Row): string => idOf(eid, learnerLocalId)

export const learnerPictures: Drawing = {
  groups: ({ db }) => listEidsWithLearners(db).map(({ eid }) => ({ id: String(eid), name: `EID ${eid}` })),
  list ({ db }, { search, group, limit }: Wanted) {
    const sought = { search: search.toLowerCase(), eid: group === undefined ? null : Number(group) || -1 }
    return { total: countLearners(db, sought) ?? 0, subjects: listLearners(db, { ...sought, limit }).map(subjectOf) }
  },
  draw (scene, id) {
    const [eid, learnerLocalId] = [Number(id.slice(0, id.indexOf(':'))), id.slice(id.indexOf(':') + 1)]
    const learner = findLearner(scene.db, eid, learnerLocalId)
    if (!learner) return undefined
    const { identity } = toLearner(learner)
    const lanes = lanesOf(scene, eid, learnerLocalId)
    return {
      id: idOf(eid, learnerLocalId),
      title: `Learner ${learnerLocalId}`,
      facts: [
        { name: 'EID', value: String(eid) },
        {
          name: 'Known as',
          value: `${identity.nameIdCode}, born ${identity.dateOfBirth}`,
          request: scene.made(['CreateLearner', 'UpdateLearner'], eid, learnerLocalId).at(-1)?.id
        },
        { name: 'National Student Number', value: String(identity.nationalStudentNumber) },
        ...deliveriesOf(scene, eid, learnerLocalId)
      ],
      figures: [{
        kind: 'time line',
        title: 'Agreements, enrolments, plans and visits',
        says: lanes.length === 0 ? 'The learner has no agreement yet.' : saysOf(lanes),
        today: scene.today,
        lanes
      }]
    } satisfies Picture
  },
  rows: {
    learner: ofLearner,
    trainingAgreement: ofLearner,
    enrolment: ofLearner,
    trainingPlan: ofLearner,
    visit: ofLearner,
    offJobDelivery: ({ enrolmentId }, db) => findLearnerOfEnrolment(db, Number(enrolmentId)),
    awaitedCompletion: ({ enrolmentId }, db) => findLearnerOfEnrolment(db, Number(enrolmentId))
  }
}

const subjectOf = ({ eid, learnerLocalId, nameIdCode, employerName, status }: ListedLearner): Subject => ({
  id: idOf(eid, learnerLocalId),
  name: learnerLocalId,
  about: [nameIdCode, status === null ? 'no agreement yet' : `${status}${employerName ? ` at ${employerName}` : ''}`].join(' · '),
  group: `EID ${eid}`
})

const deliveriesOf = (scene: PictureScene, eid: number, learnerLocalId: string) =>
  listDeliveriesOfLearner(scene.db, eid, learnerLocalId).map(({ offJobDeliveryLocalId: id, enrolmentLocalId, details }) => {
    const { courseCode, hours, offJobStartDate } = JSON.parse(details) as { courseCode?: string, hours?: number, offJobStartDate?: string }
    const value = [
      courseCode,
      hours === undefined ? '' : `${hours} hours`,
      offJobStartDate ? `from ${offJobStartDate}` : '',
      `for ${enrolmentLocalId}`
    ]
    return {
      name: `Off the job ${id}`,
      value: value.filter(it => it).join(', '),
      request: scene.made(['CreateOffJobDelivery', 'UpdateOffJobDelivery'], eid, id).at(-1)?.id
    }
  })

function lanesOf (scene: PictureScene, eid: number, learnerLocalId: string): Lane[] {
  const { db } = scene
  const agreements = listAgreementsOfLearner(db, eid, learnerLocalId)
  const enrolments = listEnrolmentsOfLearner(db, eid, learnerLocalId)
  const plans = listPlansOfLearner(db, eid, learnerLocalId)
  const visits = listVisitsOfLearner(db, eid, learnerLocalId)
  const lives = agreements.map(agreement => {
    const line = heirsOf(agreement, agreements)
    return lifeOf(scene, agreement, enrolments.filter(it => line.has(it.trainingAgreementLocalId)), agreements.find(
      it => it.trainingAgreementLocalId === eventsOf(agreement).transferredTo))
  })
  const lanes = lives.flatMap(life => {
    const id = life.agreement.trainingAgreementLocalId
    return [
      agreementLane(life),
      ...graceLane(scene, life),
      ...enrolments.filter(it => it.trainingAgreementLocalId === id)
        .map(it => enrolmentLane(scene, it, forebearsOf(it, lives, agreements), eid)),
      ...plans.filter(it => it.trainingAgreementLocalId === id).flatMap(it => planLane(scene, it, visits))
    ]
  })
  return withMoments(scene, lanes, eid, agreements, enrolments)
}

/** The ids of an agreement, and of those that took over from it. */
function heirsOf ({ trainingAgreementLocalId }: TrainingAgreementRow, agreements: readonly TrainingAgreementRow[]): Set<string> {
  const ids = new Set([trainingAgreementLocalId])
  for (const id of ids) {
    const heir = agreements.find(it => it.trainingAgreementLocalId === id)
    const next = heir && eventsOf(heir).transferredTo
    if (next !== undefined) ids.add(next)
  }
  return ids
}

const forebearsOf = (enrolment: LivedEnrolment, lives: readonly Life[], agreements: readonly TrainingAgreementRow[]): Life[] =>
  lives.filter(({ agreement }) => heirsOf(agreement, agreements).has(enrolment.trainingAgreementLocalId))

const farthest = 400 * 86_400_000
const mostMoments = 5000

/** What the clock is to do, on the lane that it does it to. */
function withMoments (
  scene: PictureScene,
  lanes: readonly Lane[],
  eid: number,
  agreements: readonly TrainingAgreementRow[],
  enrolments: readonly LivedEnrolment[]
): Lane[] {
  if (lanes.length === 0) return []
  const own = new Set([...agreements.map(it => it.trainingAgreementLocalId), ...enrolments.map(it => it.enrolmentLocalId)])
  const moments = listMoments(scene, workBasedMoments, scene.now, scene.now + farthest, mostMoments)
    .filter(({ concerns }) => concerns.eid === eid && own.has(subjectIdOf(concerns)))
  return lanes.map(lane => ({
    ...lane,
    items: [...lane.items, ...moments.filter(it => /^(?:Agreement|Enrolment) (.*)$/.exec(lane.name)?.[1] === subjectIdOf(it.concerns)).map(toCome)]
  }))
}

const subjectIdOf = ({ enrolmentLocalId, trainingAgreementLocalId }: Moment['concerns']): string =>
  String(enrolmentLocalId ?? trainingAgreementLocalId)

const toCome = ({ name, at, event, does }: Moment): Item =>
  ({ kind: 'mark', key: name, tone: 'waiting', from: dayAt(at), label: event, says: `${event}. ${does}`, isToCome: true })

function saysOf (lanes: readonly Lane[]): string {
  const own = lanes.filter(({ level }) => level === 0).map(({ name, items }) => {
    const last = items.filter(it => !it.isToCome).at(-1)!
    return `${name} is ${last.label}${last.kind === 'bar' ? ` since ${last.from}` : `, ended ${last.from}`}`
  })
  const toCome = lanes.flatMap(({ items }) => items).filter(it => it.isToCome && it.kind === 'mark')
  const next = toCome.sort((a, b) => a.from < b.from ? -1 : 1)[0]
  return `${own.join('; ')}.${next ? ` Next: ${next.label} on ${next.from}.` : ''}`
}
