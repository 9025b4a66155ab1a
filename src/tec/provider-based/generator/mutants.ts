import { BadInput } from '../../../core/errors.ts'
import type { PlacedRecord } from '../collections/collection.ts'
import { notOffJob } from '../collections/course-enrolments/off-job-rules.ts'
import { alikeInBothYears } from '../collections/course-enrolments/other-years.ts'
import { isFor, type RecordRule } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import { completionMutants } from './mutants/completions.ts'
import { courseEnrolmentMutants } from './mutants/course-enrolments.ts'
import { enrolmentFormMutants } from './mutants/enrolment-forms.ts'
import { courseMutants } from './mutants/courses.ts'
import type { Actors, MutantDrafts } from './mutants/draft.ts'
import { learnerMutants } from './mutants/learners.ts'
import { qualificationMutants } from './mutants/qualifications.ts'
import { howManyCourses, makeCourse, makePerson, type ReturnSpec } from './people.ts'

/** What breaks a rule, and no other: one record, by itself or once others are changed, which by themselves break nothing. */
export interface Mutant {
  readonly rule: RecordRule
  /** Whose records they are: the nth learner of the return. */
  readonly person: number
  /** Changes that break nothing. */
  readonly before: readonly PlacedRecord[]
  readonly good: PlacedRecord
  readonly bad: PlacedRecord
  /** The local id of the record that the rule is broken by, which need not be the one that was changed. */
  readonly found: string
}

const drafts: MutantDrafts = {
  ...learnerMutants, ...courseMutants, ...courseEnrolmentMutants, ...enrolmentFormMutants, ...completionMutants, ...qualificationMutants
}

/** Rules that need more than a return: a record of the other API, or another return. */
const brokenBeyond: readonly RecordRule[] = [notOffJob, alikeInBothYears]

/** The rules for a return that its own records can break. */
export const brokenWithin = (returnId: number): RecordRule[] =>
  recordRules.filter(rule => isFor(returnId)(rule) && !brokenBeyond.includes(rule))

/**
 * What breaks each rule that is for the return, each with a learner of its own. Throws BadInput where the return has too few.
 */
export function makeMutants (spec: ReturnSpec): Mutant[] {
  const waiting = actorsOf(spec)
  return brokenWithin(spec.returnId).map(rule => {
    const actors = waiting.next().value
    if (!actors) throw new BadInput(`A return of ${spec.learners} learners has too few for a mutant of each rule; make it 200`)
    const { before = [], good, bad, found = bad[1].localId } = drafts[rule.code]!(actors)
    return { rule, person: actors.person, before, good, bad, found }
  })
}

/** The learners of a return who are citizens, whose first enrolment was not withdrawn, and who have completed no qualification. */
function * actorsOf (spec: ReturnSpec): Generator<Actors, undefined> {
  const count = howManyCourses(spec)
  const all = Array.from({ length: count }, (_, n) => makeCourse(spec, n))
  for (let n = 0; n < spec.learners; n++) {
    const person = makePerson(spec, n)
    const [enrolment, completion] = [person.enrolments[0]!, person.completions[0]!]
    const isOfUse = person.learner.countryOfCitizenship === 'NZL' && enrolment.sourceOfFunding !== '31'
    if (!isOfUse || person.qualificationCompletions.length > 0) continue
    const taken = person.enrolments.map(it => it.courseCode)
    yield {
      ...person,
      person: n,
      year: Math.floor(spec.returnId / 100),
      courses: all,
      enrolment,
      completion,
      otherCourse: all.find(({ courseCode }, i) => i > 2 && !taken.includes(courseCode))!
    }
  }
  return undefined
}
