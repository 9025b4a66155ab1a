import fc, { type Arbitrary } from 'fast-check'
import { newWorld, type Version, type World } from '../model/world.ts'
import { itsLearner } from './ids.ts'
import { operations } from './operations.ts'
import { dayAt } from './relative.ts'
import type { Operation, Step } from './step.ts'

export const eids = [9001, 9002]

const demo = { programmeVersionNumber: 1, modeOfDeliveryCode: 24, startDate: '2015-01-01' }

/** What each TEO has before it does anything, on 2 March 2026. */
const programmes: Version[] = [
  {
    ...demo,
    programmeLocalId: 'DEMO-NZA',
    programmeLocalName: 'New Zealand Certificate in Carpentry / Carpentry Apprenticeship',
    studyTypeCode: 'NZA'
  },
  {
    ...demo,
    programmeLocalId: 'DEMO-IT',
    programmeLocalName: 'New Zealand Certificate in Commercial Road Transport / Driver Traineeship',
    studyTypeCode: 'IT'
  },
  {
    ...demo,
    programmeLocalId: 'DEMO-OLD',
    programmeLocalName: 'National Certificate in Joinery / Joinery Apprenticeship',
    studyTypeCode: 'NZA',
    expiryDate: '2025-03-02'
  }
]

/** Where every sequence starts. */
export const beginning = (): World => newWorld('2026-03-02', eids, programmes)

/** Shrinks to nothing, so that a counter-example loses the steps that it does not need. */
const orNone = <Value>(arbitrary: Arbitrary<Value>) => fc.option(arbitrary, { freq: 1_000_000, nil: undefined })

/** What one TEO does in a row. */
const episode = (...operations: Operation[]): Arbitrary<Step[]> =>
  fc.tuple(fc.constantFrom(...eids), fc.tuple(...operations.map(({ args }) => orNone(args))))
    .map(([eid, given]) => operations.flatMap(({ step }, i) => given[i] === undefined ? [] : [step(eid, given[i])]))

export const operationNames = Object.keys(operations)

const { createAgreement, createEnrolment, createComplexEnrolment, transfer, hold, grace, restart, complete, advanceTo } = operations
const {
  createPlan, updatePlan, recordVisit, deleteVisit, createVersion, transferEnrolment, createDelivery, updateDelivery, deleteDelivery
} = operations

/** Steps that are of little use without the one before. */
const episodes = [
  [createAgreement, createEnrolment],
  [createEnrolment, advanceTo],
  [createComplexEnrolment, createPlan],
  [transfer, createPlan],
  [hold, restart],
  [grace, restart],
  [grace, advanceTo],
  [hold, grace],
  [hold, updatePlan],
  [complete, hold],
  [createPlan, recordVisit],
  [recordVisit, deleteVisit],
  [createVersion, transferEnrolment],
  [createDelivery, updateDelivery],
  [createDelivery, deleteDelivery]
]

const anyEpisode = fc.oneof(
  { weight: 2, arbitrary: fc.oneof(...Object.values(operations).map(it => episode(it))) },
  { weight: 1, arbitrary: fc.oneof(...episodes.map(it => episode(...it))) }
)

const enrolment = (id: string, programme: string) => ({
  enrolment: id,
  agreement: 'A1',
  programme,
  versionNumber: 1,
  start: dayAt('signed', 1),
  daysAhead: 0,
  mode: 24,
  funding: '37',
  learner: itsLearner,
  studyType: undefined
})

const enrolments = {
  apprenticeship: (eid: number) => operations.createEnrolment.step(eid, enrolment('E1', 'DEMO-NZA')),
  traineeship: (eid: number) => operations.createEnrolment.step(eid, enrolment('E1', 'DEMO-IT')),
  complex: (eid: number) => operations.createComplexEnrolment.step(eid, {
    ...enrolment('E1', 'DEMO-NZA'), sub: 'E2', subProgramme: 'DEMO-NZA', subStart: dayAt('today', 3), subMode: 24, subAgreement: undefined
  })
}

/** The beginning of most stories: a learner, an agreement, an enrolment, a plan, another agreement. Now and then one is left out. */
const opening = (eid: number): Arbitrary<Step[]> => fc.record({
  signed: fc.constantFrom(-20, -60, -100, -200, 0),
  enrolled: fc.constantFrom(enrolments.apprenticeship, enrolments.complex, enrolments.traineeship),
  isTold: fc.tuple(...Array.from({ length: 5 }, () => fc.option(fc.constant(true), { freq: 12, nil: false })))
}).map(({ signed, enrolled, isTold }) => [
  operations.createLearner.step(eid, { learner: 'L1', nameIdCode: 'WALKA', citizenship: 'NZL', disabilityStatus: 2, irdNumber: undefined }),
  operations.createAgreement.step(eid, { agreement: 'A1', learner: 'L1', signed: dayAt('today', signed) }),
  enrolled(eid),
  operations.createPlan.step(eid, { plan: 'P1', agreement: 'A1', signed: dayAt('signed', 2) }),
  operations.createAgreement.step(eid, { agreement: 'A2', learner: 'L1', signed: dayAt('today', -30) })
].filter((_, i) => isTold[i]))

/** The end of May, three months before which is the end of February whatever the day; or no other day than the beginning. */
const firstDay = fc.option(fc.constantFrom(88, 89, 90, 91), { freq: 3, nil: undefined })
  .map(days => days === undefined ? [] : [advanceTo.step(eids[0]!, { agreement: 'A1', until: dayAt('today', days) })])

/** What two TEOs do in turn: an opening each, then so many steps. */
export const sequence = (length: number): Arbitrary<Step[]> =>
  fc.tuple(firstDay, fc.tuple(...eids.map(opening)), fc.array(anyEpisode, { minLength: length, maxLength: length }))
    .map(([first, openings, episodes]) => [...first, ...openings.flat(), ...episodes.flat().slice(0, length)])
