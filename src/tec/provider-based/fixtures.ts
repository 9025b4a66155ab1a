import { Type, type Static } from '@sinclair/typebox'
import { toUtc } from '../../core/date-time.ts'
import type { FixtureFile } from '../../sandbox/fixtures.ts'
import { insertRegisteredCourse, insertReturn, insertStudent, insertUnapprovedQualification } from './returns/store.ts'
import { submissionStatuses } from './statuses.ts'
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
  submission: Type.Optional(Type.Object({
    status: Type.Union(submissionStatuses.map(status => Type.Literal(status))),
    submissionToken: Type.String({ minLength: 1 }),
    /** When the token expires: an instant, such as `now+1y`. */
    tokenExpiry: Type.String({ format: 'date-time' })
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
  credit: Type.Number({ minimum: 0 })
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
  about: About
}, { additionalProperties: false })

export const providerBasedFixtureFiles: FixtureFile[] = [
  {
    file: 'returns.json',
    row: ReturnRow,
    insert (db, { eid, returnType, opens, closes, period = opens, returnMonth, submission, obstacles = [] }: ReturnRow) {
      const month = returnMonth ?? Number(period.slice(5, 7))
      const year = Number(period.slice(0, 4))
      const returnId = year * 100 + month
      const has = (obstacle: typeof obstacles[number]) => obstacles.includes(obstacle) ? 1 : 0
      insertReturn(db, {
        eid,
        returnId,
        returnYear: year,
        returnMonth: month,
        returnType,
        openWindowDate: toUtc(opens),
        closeWindowDate: toUtc(`${closes}T17:00`),
        csvUploadInProgress: has('csv upload in progress'),
        courseChangesPending: has('course changes pending'),
        workforceQuestionnaireMissing: has('workforce questionnaire missing')
      })
      if (submission === undefined) return
      const { status, submissionToken, tokenExpiry } = submission
      const [{ id }] = insertSubmission(db, { eid, returnId, status }) as [{ id: number }]
      insertToken(db, submissionToken, id, toUtc(tokenExpiry))
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
    insert: (db, { about, ...course }: Static<typeof RegisteredCourseRow>) => { insertRegisteredCourse(db, course) }
  },
  {
    file: 'unapproved-qualifications.json',
    row: QualificationRow,
    insert: (db, { about, ...qualification }: Static<typeof QualificationRow>) => { insertUnapprovedQualification(db, qualification) }
  },
  {
    file: 'students.json',
    row: StudentRow,
    insert: (db, { about, isVerified, ...student }: Static<typeof StudentRow>) => {
      insertStudent(db, { ...student, isVerified: isVerified ? 1 : 0 })
    }
  }
]
