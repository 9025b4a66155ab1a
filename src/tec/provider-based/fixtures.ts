import { Type, type Static } from '@sinclair/typebox'
import { toUtc, type UtcDateTime } from '../../core/date-time.ts'
import { BadInput } from '../../core/errors.ts'
import type { Database } from '../../sandbox/database.ts'
import type { FixtureFile } from '../../sandbox/fixtures.ts'
import { saveUser } from '../registered-users.ts'
import { batchesOf } from './generator/batches.ts'
import type { ReturnSpec } from './generator/people.ts'
import { recordStores } from './records/store.ts'
import { standingMonths } from './returns/standing.ts'
import { insertRegisteredCourse, insertReturn, insertUnapprovedQualification } from './returns/store.ts'
import { submissionStatuses } from './statuses.ts'
import { ever, findStudent, mergeStudent, saveStudent } from './students/store.ts'
import { insertSubmission, insertToken } from './submissions/store.ts'
import { finishRun, insertRun } from './validation/store.ts'

const Eid = Type.Integer({ minimum: 1 })
const About = Type.String({ minLength: 1 })
const Day = Type.String({ format: 'date' })

const ReturnRow = Type.Object({
  eid: Eid,
  about: About,
  returnType: Type.Union([Type.Literal('Full'), Type.Literal('Indicative')]),
  /** The window opens at the first moment of a day and closes at five in the afternoon of another. */
  opens: Day,
  closes: Day,
  /** A day of the return's month; the day on which it opens, if left out. */
  period: Type.Optional(Day),
  /** The month, where it is another than that of `period`. */
  returnMonth: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
  /**
   * For a return beside those of the rounds: its month is one in which none of them is, so many before (below 0) or after the last such
   * month that `period` has come to.
   */
  freeMonth: Type.Optional(Type.Integer({ minimum: -24, maximum: 24 })),
  /** The day as at which the National Student Index is looked into; the day on which it opens, if left out. */
  extract: Type.Optional(Day),
  submission: Type.Optional(Type.Object({
    status: Type.Union(submissionStatuses.map(status => Type.Literal(status))),
    submissionToken: Type.String({ minLength: 1 }),
    /** When the token expires: an instant, such as `now+1y`. */
    tokenExpiry: Type.String({ format: 'date-time' }),
    /** So many learners are in it, with all that is theirs, made up as `generate sdr` makes them. */
    learners: Type.Optional(Type.Integer({ minimum: 1, maximum: 100 }))
  })),
  obstacles: Type.Optional(Type.Array(Type.Union([
    Type.Literal('csv upload in progress'), Type.Literal('course changes pending'), Type.Literal('workforce questionnaire missing')
  ])))
}, { additionalProperties: false })
type ReturnRow = Static<typeof ReturnRow>

const RegisteredCourseRow = Type.Object({
  eid: Eid,
  about: About,
  courseCode: Type.String({ minLength: 1, maxLength: 20 }),
  courseTitle: Type.String({ minLength: 1, maxLength: 255 }),
  qualificationCode: Type.String({ minLength: 6, maxLength: 6 }),
  courseEftsFactor: Type.Number({ minimum: 0 }),
  credit: Type.Number({ minimum: 0 }),
  /** As somebody typed them in the portal. */
  learningHours: Type.Optional(Type.Number({ minimum: 0 }))
}, { additionalProperties: false })

const QualificationRow = Type.Object({
  qualificationCode: Type.String({ minLength: 1, maxLength: 6 }),
  title: Type.String({ minLength: 1 }),
  about: About
}, { additionalProperties: false })

const StudentRow = Type.Object({
  nationalStudentNumber: Type.Integer({ minimum: 1 }),
  nameIdCode: Type.String({ minLength: 1, maxLength: 5 }),
  dateOfBirth: Day,
  isVerified: Type.Boolean(),
  /** Of other names that the index holds for the same person. */
  alternativeNameIdCodes: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 5 }))),
  /** The number that it was merged into, which is the person's now. */
  mergedInto: Type.Optional(Type.Integer({ minimum: 1 })),
  about: About
}, { additionalProperties: false })

const RegisteredUserRow = Type.Object({
  account: Type.String({ minLength: 1 }), eid: Eid, about: About, registered: Day
}, { additionalProperties: false })

/** Year and month of a fixture's return. */
export function returnIdOf (row: Pick<ReturnRow, 'opens' | 'period' | 'returnMonth' | 'freeMonth'>): number {
  const { opens, period = opens, returnMonth, freeMonth } = row
  const [year, month] = [Number(period.slice(0, 4)), returnMonth ?? Number(period.slice(5, 7))]
  if (freeMonth === undefined) return year * 100 + month
  // Counted by months that are free, from the year 0 on.
  const count = freeMonths.length * year + freeMonths.filter(it => it <= month).length - 1 + freeMonth
  return Math.floor(count / freeMonths.length) * 100 + freeMonths[count % freeMonths.length]!
}

const freeMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].filter(month => !standingMonths.includes(month))

/** Puts the records of a made-up return into a submission. */
function fill (db: Database, submission: number, spec: ReturnSpec): void {
  for (const { collection, content } of batchesOf(spec, 500)) {
    for (const record of content) recordStores.get(collection)!.put(db, submission, record)
  }
}

const earlier = (a: UtcDateTime, b: UtcDateTime): UtcDateTime => a < b ? a : b

export const providerBasedFixtureFiles: FixtureFile[] = [
  {
    file: 'registered-users.json',
    row: RegisteredUserRow,
    insert (db, { account, eid, registered }: Static<typeof RegisteredUserRow>) {
      saveUser(db, { account, eid, now: toUtc(registered) })
    }
  },
  {
    file: 'returns.json',
    row: ReturnRow,
    insert (db, row: ReturnRow) {
      const { eid, returnType, opens, closes, extract = opens, submission, obstacles = [] } = row
      const returnId = returnIdOf(row)
      const closeWindowDate = toUtc(`${closes}T17:00`)
      const has = (obstacle: typeof obstacles[number]) => obstacles.includes(obstacle) ? 1 : 0
      insertReturn(db, {
        eid,
        returnId,
        returnYear: Math.floor(returnId / 100),
        returnMonth: returnId % 100,
        returnType,
        openWindowDate: toUtc(opens),
        closeWindowDate,
        extractDate: extract,
        csvUploadInProgress: has('csv upload in progress'),
        courseChangesPending: has('course changes pending'),
        workforceQuestionnaireMissing: has('workforce questionnaire missing')
      })
      if (submission === undefined) return
      const { status, submissionToken, tokenExpiry, learners } = submission
      const [{ id }] = insertSubmission(db, { eid, returnId, status }) as [{ id: number }]
      insertToken(db, submissionToken, id, earlier(toUtc(tokenExpiry), closeWindowDate))
      if (learners !== undefined) fill(db, id, { seed: 1, learners, returnId })
      // Of somebody else's submission it is known that it is validated, not when that will be over.
      if (status === 'Validated' || status === 'Submitted') {
        const run = insertRun(db, id, toUtc(opens), JSON.stringify({ progression: 'immediate' }))[0]!
        finishRun(db, {
          id: run.id,
          status: status === 'Validated' ? 'Processed' : 'Submitted',
          dateStarted: toUtc(opens),
          dateCompleted: toUtc(opens),
          errorCount: 0,
          warningCount: 0
        })
      }
      if (status === 'Validating') insertRun(db, id, toUtc(opens), JSON.stringify({ progression: 'manual', times: 1_000_000 }))
    }
  },
  {
    file: 'registered-courses.json',
    row: RegisteredCourseRow,
    insert: (db, { about, ...course }: Static<typeof RegisteredCourseRow>) => {
      insertRegisteredCourse(db, { learningHours: null, ...course })
    }
  },
  {
    file: 'unapproved-qualifications.json',
    row: QualificationRow,
    insert: (db, { about, ...qualification }: Static<typeof QualificationRow>) => { insertUnapprovedQualification(db, qualification) }
  },
  {
    file: 'students.json',
    row: StudentRow,
    insert: (db, { about, isVerified, alternativeNameIdCodes = [], mergedInto, ...student }: Static<typeof StudentRow>) => {
      saveStudent(db, {
        ...student, since: ever, isVerified: isVerified ? 1 : 0, alternativeNameIdCodes: JSON.stringify(alternativeNameIdCodes)
      })
      if (mergedInto === undefined) return
      const isHeld = mergedInto !== student.nationalStudentNumber && findStudent(db, mergedInto, ever)
      if (!isHeld) throw new BadInput(`mergedInto ${mergedInto} is no other number of the index. Put that student before this one`)
      mergeStudent(db, { nationalStudentNumber: student.nationalStudentNumber, mergedInto })
    }
  }
]
