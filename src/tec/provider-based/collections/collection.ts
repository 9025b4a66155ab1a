import { Type, type TObject, type TSchema } from '@sinclair/typebox'
import { inferred, type Basis } from '../../../core/basis.ts'
import { toUtc } from '../../../core/date-time.ts'
import { dateTime, double, int32, list, published, text } from '../../../core/schema.ts'
import { providerBasedPage } from '../../sources.ts'

/** How a member is written, and how it is kept. */
export type Kind = 'text' | 'integer' | 'number' | 'code' | 'flag' | 'codes' | 'loads' | 'dateTime'

/** One field of the SDR, as a member of a record. */
export interface Field {
  readonly name: string
  readonly kind: Kind
  /** Characters, or items of a list. */
  readonly max?: number
  /** Characters of each item of a list. */
  readonly itemMax?: number
  /** A code, or a list of codes, that always has as many digits as it may: 2 is 02. */
  readonly padded?: true
  /** A date-time of which the day is kept as it was written, too, in a column of its own. */
  readonly asWritten?: true
  readonly required?: true
  /** Whether TEC's page shows the member; if not, its name is inferred, and nothing is refused for want of it. */
  readonly seen?: true
  /** Whether the page shows its name alone, so that its type and length are guessed. */
  readonly formIsGuessed?: true
  readonly about: string
  readonly example?: unknown
}

/** One of the five files of a Single Data Return. */
export interface Collection {
  /** In the path: `/submissions/v1.0/course-enrolments`. */
  readonly name: string
  /** What the validation results call it. */
  readonly fileType: 'Learner' | 'Course' | 'Enrolment' | 'CourseCompletion' | 'QualificationCompletion'
  readonly table: string
  /** The end of the operation ids: `UploadCourseEnrolments`. */
  readonly plural: string
  /** As the published summaries call it: `course enrolment`. */
  readonly noun: string
  /** Whether an Indicative return has it, too. */
  readonly isIndicative: boolean
  readonly fields: readonly Field[]
  /** SQL of the indexes that the rules go by. */
  readonly indexes: string
}

/** A record as it is uploaded, with the members of its collection. */
export type SdrRecord = { localId: string } & Record<string, unknown>

/** A record in its collection. */
export type PlacedRecord = readonly [Collection, SdrRecord]

const named = inferred('The SDR has the field; the name follows those that the page shows, which are the SDR\'s titles in camel case')

const uploadPage = ({ noun }: Collection) => providerBasedPage(`upload-${noun.replaceAll(' ', '-')}-data-to-the-submission`)

/** A record of a collection as it is uploaded. */
export function recordSchema (collection: Collection): TObject {
  const page = uploadPage(collection)
  const localId = text({
    basis: page,
    min: 1,
    description: 'The caller\'s own id of the record, unique in its collection; a record with the same id replaces it',
    example: `${collection.fileType.toUpperCase()}-1`
  })
  const members = collection.fields.map(field => {
    const member = memberSchema(field, field.seen ? page : named)
    return [field.name, field.required ? member : Type.Optional(member)]
  })
  return Type.Object({ localId, ...Object.fromEntries(members) }, {
    title: `${collection.fileType}Record`, description: `A ${collection.noun} of a return`, 'x-basis': page
  })
}

const guessedForm = inferred('The page shows the name; type and length are those that the other collections have')

function memberSchema ({ kind, max, itemMax, required, formIsGuessed, about, example }: Field, basis: Basis): TSchema {
  const details = { basis, ...(formIsGuessed && { form: guessedForm }), description: about, example }
  switch (kind) {
    case 'text': return text({ ...details, ...(required && { min: 1 }), ...(max && { max }) })
    case 'integer': return int32(details)
    case 'number': return double(details)
    case 'code': return code(details, max)
    case 'flag': return Type.Union([Type.Boolean(), Type.Integer(), Type.String()], {
      description: about, 'x-basis': basis, ...asText(example)
    })
    case 'codes': return list(code({ basis, description: 'A code' }, itemMax), { ...details, max: max! })
    case 'loads': return list(double({ basis, description: 'EFTS' }), { ...details, max: max! })
    case 'dateTime': return dateTime(details)
  }
}

/** Whether a code is written as a number or as a text is not known of most, so both are taken. */
const code = ({ basis, ...details }: { basis: Basis, description: string, example?: unknown }, max?: number): TSchema => Type.Union(
  max === undefined
    ? [Type.Number({ minimum: 0 }), Type.String()]
    : [Type.Number({ minimum: 0, maximum: 10 ** max - 1 }), Type.String({ maxLength: max })],
  { description: details.description, 'x-basis': basis, ...asText(details.example, max) }
)

/** Documents say that it is a text: no client has to make a type of its own of what can be two. */
const asText = (example: unknown, max?: number) => ({
  [published]: { anyOf: undefined, type: 'string', maxLength: max, example: example === undefined ? undefined : String(example) }
})

export type Value = string | number | null

/** A record as its columns keep it, by the names of its members. */
export type KeptRecord = Readonly<Record<string, Value | undefined>>

/** A member as its column keeps it: instants in UTC, codes as texts, lists as JSON. */
export function toColumn (field: Field, value: unknown): Value {
  if (value === undefined) return null
  switch (field.kind) {
    case 'text': case 'integer': case 'number': return value as string | number
    case 'code': return codeText(field.max, field, value)
    case 'flag': return String(value)
    case 'codes': return JSON.stringify((value as unknown[]).map(item => codeText(field.itemMax, field, item)))
    case 'loads': return JSON.stringify(value)
    case 'dateTime': return toUtc(value as string)
  }
}

/** What came as a number has lost its zeros, and what was padded for another system has some too many. */
function codeText (digits: number | undefined, { padded }: Field, value: unknown): string {
  const text = String(value)
  if (digits === undefined || !/^\d+$/.test(text)) return text
  const short = text.length > digits ? text.replace(/^0+(?=\d)/, '') : text
  return padded ? short.padStart(digits, '0') : short
}

/** The members of which the day is kept as it was written. */
export const writtenOf = ({ fields }: Collection): readonly string[] =>
  fields.filter(({ asWritten }) => asWritten).map(({ name }) => name)

/** The column that keeps it. */
export const writtenColumn = (name: string): string => `${name}AsWritten`

const columnTypes: Record<Kind, string> = {
  text: 'TEXT', code: 'TEXT', flag: 'TEXT', codes: 'TEXT', loads: 'TEXT', dateTime: 'TEXT', integer: 'INTEGER', number: 'REAL'
}

/** SQL of the table that keeps a collection's records: a column a member, under the member's own name. */
export const tableOf = (collection: Collection): string => `
  CREATE TABLE ${collection.table} (
    id INTEGER PRIMARY KEY,
    submission INTEGER NOT NULL REFERENCES submission (id) ON DELETE CASCADE,
    localId TEXT NOT NULL,
    ${[
      ...collection.fields.map(({ name, kind }) => `${name} ${columnTypes[kind]}`),
      ...writtenOf(collection).map(name => `${writtenColumn(name)} TEXT`)
    ].join(',\n    ')},
    UNIQUE (submission, localId)
  ) STRICT;
  CREATE INDEX ${collection.table}ByAnyCase ON ${collection.table} (submission, lower(trim(localId)));
  ${collection.indexes}
`

/** The heading of a member in a CSV file: `studentIdentificationCode` is "Student Identification Code". */
export const titleOf = (name: string): string =>
  name.replace(/(?<=[a-z])(?=[A-Z0-9])|(?<=[0-9])(?=[A-Z])|(?<=A)(?=Qualification)/g, ' ').replace(/^./, first => first.toUpperCase())
