import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { Failure } from '../../../core/errors.ts'
import { published } from '../../../core/schema.ts'
import { operation } from '../../../http/operation.ts'
import type { Database } from '../../../sandbox/database.ts'
import { indexGuide } from '../../sources.ts'
import { findMerged, findStudent, mergeStudent, saveStudent, type StudentRow } from './store.ts'

const ours = inferred('The sandbox\'s own: the Ministry keeps the index')

const number = (description: string) =>
  Type.Integer({
    minimum: 1, maximum: 2147483647, description, example: 160000001, 'x-basis': ours, [published]: { maximum: undefined }
  })
const StudentPath = Type.Object({ nationalStudentNumber: number('National Student Number') })

const NameId = Type.String({ minLength: 1, maxLength: 5 })

const details = {
  nameIdCode: Type.Optional(Type.String({ ...NameId, description: 'Of the main name', example: 'TAMAH', 'x-basis': ours })),
  dateOfBirth: Type.Optional(Type.String({ format: 'date', description: 'Date of birth', example: '2003-08-21', 'x-basis': ours })),
  isVerified: Type.Optional(Type.Boolean({ description: 'Whether the number is verified; a new one is', 'x-basis': ours })),
  alternativeNameIdCodes: Type.Optional(Type.Array(NameId, { description: 'Of other names of the person', 'x-basis': indexGuide })),
  since: Type.Optional(Type.String({
    format: 'date', description: 'The day from which the index has it; today, if left out', 'x-basis': ours
  }))
}

const StudentChange = Type.Object(details, {
  title: 'StudentChange', description: 'What the index is to hold of a number', additionalProperties: false, 'x-basis': ours
})
type StudentChange = Static<typeof StudentChange>

const Student = Type.Object({
  nationalStudentNumber: number('National Student Number'),
  ...details,
  mergedInto: Type.Optional(number('The number that it was merged into'))
}, { title: 'StudentOfTheIndex', description: 'What the index holds of a number', 'x-basis': ours })

const Merge = Type.Object({ into: number('The number that is the person\'s from now on') }, {
  title: 'Merge', description: 'That two numbers are one person\'s', additionalProperties: false, 'x-basis': indexGuide
})

const tag = 'Students'

/** What the Ministry does with the National Student Index. */
export const studentAdminOperations = [
  operation({
    operationId: 'GetStudent',
    summary: 'A student of the National Student Index',
    description: 'Answers what the index holds of a number today.',
    basis: ours,
    method: 'GET',
    path: '/students/:nationalStudentNumber',
    tag,
    wire: { params: StudentPath, response: { 200: Student } },
    status: 200,
    rules: [],
    perform: ({ db, today }, { params }) => describe(db, params.nationalStudentNumber, today)
  }),

  operation({
    operationId: 'ChangeStudent',
    summary: 'Change a student of the National Student Index',
    description: 'Has the index hold something else of a number from a day on, or a number that it did not have. What is left out stays. ' +
      'A return with an earlier extract date is held against what was there before.',
    basis: indexGuide,
    method: 'PUT',
    path: '/students/:nationalStudentNumber',
    tag,
    wire: { params: StudentPath, body: StudentChange, response: { 200: Student } },
    status: 200,
    rules: [],
    perform ({ db, today }, { params: { nationalStudentNumber }, body: { since = today, ...change } }) {
      saveStudent(db, { ...changed(findStudent(db, nationalStudentNumber, since), nationalStudentNumber, change), since })
      return describe(db, nationalStudentNumber, since)
    }
  }),

  operation({
    operationId: 'MergeStudent',
    summary: 'Merge a National Student Number into another',
    description: 'From now on the number no longer exists, for every return, whatever its extract date.',
    basis: indexGuide,
    method: 'POST',
    path: '/students/:nationalStudentNumber/merge',
    tag,
    wire: { params: StudentPath, body: Merge, response: { 200: Student } },
    status: 200,
    rules: [],
    perform ({ db, today }, { params: { nationalStudentNumber }, body: { into } }) {
      const further = findMerged(db, into)?.mergedInto
      if (into === nationalStudentNumber || further === nationalStudentNumber) {
        const why = further === undefined ? 'the same number' : 'merged into this one itself'
        throw refused('into', `into ${into} is ${why}. Use another number.`)
      }
      if (further === undefined && !findStudent(db, into, today)) {
        throw refused('into', `into ${into} is no number of the index. Use one that it has, or add it with PUT /__admin/students/${into}.`)
      }
      mergeStudent(db, { nationalStudentNumber, mergedInto: into })
      return describe(db, nationalStudentNumber, today)
    }
  })
]

const refused = (member: string, message: string) => new Failure('unacceptable', message, { errors: { [member]: [message] } })

/** A student with a change; one whom the index did not have needs a name and a date of birth. */
function changed (found: StudentRow | undefined, nationalStudentNumber: number, change: StudentChange): StudentRow {
  const { nameIdCode = found?.nameIdCode, dateOfBirth = found?.dateOfBirth, isVerified = found?.isVerified !== 0 } = change
  if (nameIdCode === undefined || dateOfBirth === undefined) {
    const member = nameIdCode === undefined ? 'nameIdCode' : 'dateOfBirth'
    throw refused(member, `${member} is missing, and the index has no number ${nationalStudentNumber}. Send nameIdCode and dateOfBirth.`)
  }
  const others = change.alternativeNameIdCodes
  return {
    nationalStudentNumber,
    since: '',
    nameIdCode,
    dateOfBirth,
    isVerified: isVerified ? 1 : 0,
    alternativeNameIdCodes: others ? JSON.stringify(others) : found?.alternativeNameIdCodes ?? '[]'
  }
}

function describe (db: Database, nationalStudentNumber: number, day: CivilDate) {
  const found = findStudent(db, nationalStudentNumber, day)
  const merged = findMerged(db, nationalStudentNumber)
  if (!found && !merged) {
    throw new Failure('not-found',
      `The index has no number ${nationalStudentNumber}. PUT /__admin/students/{nationalStudentNumber} adds it.`)
  }
  if (!found) return { nationalStudentNumber, ...merged }
  const { alternativeNameIdCodes, isVerified, ...student } = found
  return {
    ...student,
    isVerified: isVerified === 1,
    alternativeNameIdCodes: JSON.parse(alternativeNameIdCodes ?? '[]') as string[],
    ...merged
  }
}
