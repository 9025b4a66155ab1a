import type { Example, ExampleRequest, Examples } from '../../../core/example.ts'
import type { Collection, PlacedRecord, SdrRecord } from '../collections/collection.ts'
import { courseCompletions } from '../collections/course-completions/fields.ts'
import { notOffJob } from '../collections/course-enrolments/off-job-rules.ts'
import { alikeInBothYears } from '../collections/course-enrolments/other-years.ts'
import { courseEnrolments } from '../collections/course-enrolments/fields.ts'
import { courses } from '../collections/courses/fields.ts'
import { learners } from '../collections/learners/fields.ts'
import { qualificationCompletions } from '../collections/qualification-completions/fields.ts'
import { isFor, type RecordRule } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import { makeMutants, type Mutant } from '../generator/mutants.ts'
import { atMidnight, dayOf, makeCourse, makePerson, spread, type ReturnSpec } from '../generator/people.ts'
import { reportAsOffJob } from '../../off-job-examples.ts'
import { askToken, openAgain, reset, send } from './calls.ts'
import type { ReturnOfScene } from './returns.ts'
import type { ReturnScene } from './scene.ts'

/** Once the records of a small valid return are there. */
const given = (of: ReturnOfScene, ...requests: ExampleRequest[]): ExampleRequest[] =>
  [askToken(of), reset(of, '{submissionToken}'), askToken(of), ...requests]

const putTo = (of: ReturnOfScene) => (collection: Collection, content: readonly SdrRecord[]): ExampleRequest =>
  send('PUT', of)(`/${collection.name}`, { submissionToken: '{submissionToken}', content })

function show (rule: RecordRule) {
  return (scene: ReturnScene): Example => {
    const now = scene.returnLike('open')
    const open = isFor(now.returnId)(rule) ? now : { ...now, returnId: rule.since }
    const { mutant, records } = showing(rule.code, open.returnId)
    const put = putTo(open)
    const putOne = ([collection, record]: PlacedRecord) => put(collection, [record])
    const all = [...records].map(([collection, content]) => put(collection, content))
    return {
      given: [...(open === now ? [] : [openAgain(open)]), ...given(open, ...all, ...mutant.before.map(putOne))],
      accepted: putOne(mutant.good),
      broken: putOne(mutant.bad)
    }
  }
}

/** A student's course that goes on for years, and was reported with another end the year before. */
const showBothYears = () => (scene: ReturnScene): Example => {
  const open = scene.returnLike('open')
  const { mutant: { good: [, coming] }, records } = showing('S01', open.returnId)
  const year = Math.floor(open.returnId / 100)
  const before = { ...open, returnId: (year - 1) * 100 + 4 }
  const factor = coming.courseEftsFactor as number
  const shorter = { ...coming, courseEndDate: atMidnight(dayOf(year, 23, 31)), eftsByMonth: spread(factor, 0, 23) }
  const put = putTo(open)
  return {
    given: [
      openAgain(before), ...given(before, putTo(before)(courseEnrolments, [shorter])),
      ...given(open, ...[...records].map(([collection, content]) => put(collection, content)))
    ],
    accepted: put(courseEnrolments, [shorter]),
    broken: put(courseEnrolments, [coming])
  }
}

/** A student's course that is reported as an off-job course of a work-based learner, too. */
const showOffJob = () => (scene: ReturnScene): Example => {
  const open = scene.returnLike('open')
  const { mutant: { good: [, coming] }, records } = showing('S01', open.returnId)
  const put = (collection: Collection, content: readonly SdrRecord[]) => putTo(open)(
    collection, content.map(it => 'nationalStudentNumber' in it ? { ...it, nationalStudentNumber: scene.number } : it))
  return {
    given: [
      ...reportAsOffJob(open, scene, scene.number, String(coming.courseCode)),
      ...given(open, ...[...records].map(([collection, content]) => put(collection, content)))
    ],
    accepted: put(courseEnrolments, records.get(courseEnrolments)!.slice(0, 1)),
    broken: put(courseEnrolments, [coming])
  }
}

/** Of the rules that need more than a return. */
const beyond: ReadonlyMap<RecordRule, (rule: RecordRule) => (scene: ReturnScene) => Example> =
  new Map([[notOffJob, showOffJob], [alikeInBothYears, showBothYears]])

/** A small valid return in which a mutant has its place. */
function showing (code: string, returnId: number): { mutant: Mutant, records: ReadonlyMap<Collection, readonly SdrRecord[]> } {
  const spec: ReturnSpec = { seed: 1, learners: 200, returnId }
  const mutant = makeMutants(spec).find(({ rule }) => rule.code === code)!
  const person = makePerson(spec, mutant.person)
  return {
    mutant,
    records: new Map([
      [learners, [person.learner]],
      [courses, Array.from({ length: 12 }, (_, n) => makeCourse(spec, n))],
      [courseEnrolments, person.enrolments],
      [courseCompletions, person.completions],
      [qualificationCompletions, person.qualificationCompletions]
    ])
  }
}

/** How to show each rule of the records: after a validation, `accepted` is in no result, and `broken` in one, that of the rule. */
export const examplesOfRecords: Examples<ReturnScene> =
  Object.fromEntries(recordRules.map(rule => [rule.id, (beyond.get(rule) ?? show)(rule)]))
