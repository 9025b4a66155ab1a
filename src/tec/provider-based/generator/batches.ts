import { severityOf } from '../collections/record-rule.ts'
import type { Collection, PlacedRecord, SdrRecord } from '../collections/collection.ts'
import { courseCompletions } from '../collections/course-completions/fields.ts'
import { courseEnrolments } from '../collections/course-enrolments/fields.ts'
import { courses } from '../collections/courses/fields.ts'
import { learners } from '../collections/learners/fields.ts'
import { qualificationCompletions } from '../collections/qualification-completions/fields.ts'
import { makeMutants, type Mutant } from './mutants.ts'
import { howManyCourses, makeCourse, makePerson, type ReturnSpec } from './people.ts'

/** Records of one collection, as many as one upload takes. */
export interface Batch {
  readonly collection: Collection
  readonly content: readonly SdrRecord[]
}

/** A valid return, batch by batch: courses, then learners with all that is theirs. */
export function * batchesOf (spec: ReturnSpec, size: number): Generator<Batch> {
  yield * inBatches(courses, size, Array.from({ length: howManyCourses(spec) }, (_, n) => makeCourse(spec, n)))
  const waiting =
    new Map<Collection, SdrRecord[]>([learners, courseEnrolments, courseCompletions, qualificationCompletions].map(it => [it, []]))
  for (let n = 0; n < spec.learners; n++) {
    const { learner, enrolments, completions, qualificationCompletions: qualifications } = makePerson(spec, n)
    waiting.get(learners)!.push(learner)
    waiting.get(courseEnrolments)!.push(...enrolments)
    waiting.get(courseCompletions)!.push(...completions)
    waiting.get(qualificationCompletions)!.push(...qualifications)
    for (const [collection, records] of waiting) {
      while (records.length >= size) yield { collection, content: records.splice(0, size) }
    }
  }
  for (const [collection, records] of waiting) yield * inBatches(collection, size, records)
}

function * inBatches (collection: Collection, size: number, records: readonly SdrRecord[]): Generator<Batch> {
  for (let from = 0; from < records.length; from += size) yield { collection, content: records.slice(from, from + size) }
}

/** What the validation of a return with mutants is to find, and nothing else. */
export interface Expected {
  readonly errorCode: string
  readonly errorType: 'Error' | 'Warning'
  readonly fileType: string
  readonly localId: string
}

/** The mutants of one pass, as batches to upload after the return's; and what they are to be found by. */
export interface MutantBatches {
  readonly pass: 'first-pass' | 'second-pass'
  readonly batches: readonly Batch[]
  readonly expected: readonly Expected[]
}

/** In two, as whatever the first pass finds hides what the second would. */
export function mutantBatchesOf (spec: ReturnSpec, size: number): readonly MutantBatches[] {
  const mutants = makeMutants(spec)
  return ([1, 2] as const).map(number => {
    const ofPass = mutants.filter(({ rule }) => rule.pass === number)
    return {
      pass: number === 1 ? 'first-pass' : 'second-pass',
      batches: batchesOfPlaced(ofPass.flatMap(({ before, bad }) => [...before, bad]), size),
      expected: ofPass.map(expectedOf)
    }
  })
}

const expectedOf = ({ rule, found }: Mutant): Expected =>
  ({ errorCode: rule.code, errorType: severityOf(rule.mode), fileType: rule.collection.fileType, localId: found })

/** The last record counts of those with the same local id. */
function batchesOfPlaced (placed: readonly PlacedRecord[], size: number): Batch[] {
  const byCollection = new Map<Collection, Map<string, SdrRecord>>()
  for (const [collection, record] of placed) {
    if (!byCollection.has(collection)) byCollection.set(collection, new Map())
    byCollection.get(collection)!.set(record.localId, record)
  }
  return [...byCollection].flatMap(([collection, records]) => [...inBatches(collection, size, [...records.values()])])
}
