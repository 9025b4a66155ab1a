import type { Example, ExampleRequest, Examples } from '../../../core/example.ts'
import type { Collection, PlacedRecord, SdrRecord } from '../collections/collection.ts'
import { courseCompletions } from '../collections/course-completions/fields.ts'
import { courseEnrolments } from '../collections/course-enrolments/fields.ts'
import { courses } from '../collections/courses/fields.ts'
import { learners } from '../collections/learners/fields.ts'
import { qualificationCompletions } from '../collections/qualification-completions/fields.ts'
import { isFor } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import { makeMutants, type Mutant } from '../generator/mutants.ts'
import { makeCourse, makePerson, type ReturnSpec } from '../generator/people.ts'
import { askToken, openAgain, reset, send } from './calls.ts'
import type { ReturnScene } from './scene.ts'

/** How to show each rule of the records: after a validation, `accepted` is in no result, and `broken` in one, that of the rule. */
export const examplesOfRecords: Examples<ReturnScene> = Object.fromEntries(
  recordRules.map(rule => [rule.id, (scene: ReturnScene): Example => {
    const { code } = rule
    const now = scene.returnLike('open')
    const open = isFor(now.returnId)(rule) ? now : { ...now, returnId: rule.since }
    const { mutant, records } = showing(code, open.returnId)
    const put = (collection: Collection, content: readonly SdrRecord[]): ExampleRequest =>
      send('PUT', open)(`/${collection.name}`, { submissionToken: '{submissionToken}', content })
    const putOne = ([collection, record]: PlacedRecord) => put(collection, [record])
    const all = [...records].filter(([, content]) => content.length > 0).map(([collection, content]) => put(collection, content))
    return {
      given: [
        ...(open === now ? [] : [openAgain(open)]),
        ...[askToken(open), reset(open, '{submissionToken}'), askToken(open), ...all, ...mutant.before.map(putOne)]
      ],
      accepted: putOne(mutant.good),
      broken: putOne(mutant.bad)
    }
  }]))

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
