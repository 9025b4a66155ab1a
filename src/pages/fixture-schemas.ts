import { plainSchema, type PlainSchema } from '../core/plain-schema.ts'
import { FixtureManifest, type FixtureFile } from '../sandbox/fixtures.ts'

/** What an editor knows of the files of a fixture: by each file's name the JSON Schema that it is held to, as a text. */
export function fixtureSchemas (files: readonly FixtureFile[]): Readonly<Record<string, string>> {
  const ofRecords = files.map(({ file, row }) => [file, { type: 'array', items: withoutAbout(asWritten(plainSchema(row))) }] as const)
  const all = [['fixture.json', plainSchema(FixtureManifest)] as const, ...ofRecords]
  return Object.fromEntries(all.map(([file, schema]) => [
    file, `${JSON.stringify({ $schema: 'http://json-schema.org/draft-07/schema#', title: `${file} of a fixture`, ...schema }, null, 2)}\n`
  ]))
}

/** What a record is for need not be said. */
const withoutAbout = (record: PlainSchema): PlainSchema =>
  ({ ...record, required: ((record.required ?? []) as string[]).filter(name => name !== 'about') })

const relativeDate = { type: 'string', pattern: '^(today|now)([+-][0-9]{1,6}[hdwmy])*$' }

const mapped = (members: object, make: (member: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(members).map(([name, member]) => [name, make(member)]))

/** As a fixture has it: each day and instant may be counted from that of the load. */
function asWritten (schema: PlainSchema): PlainSchema {
  const { format, description, examples = [], properties, items, anyOf, additionalProperties, ...rest } = schema
  if (format === 'date' || format === 'date-time') {
    return { description, examples: [...examples as string[], 'today-90d'], anyOf: [{ ...rest, format }, relativeDate] }
  }
  const within = (it: unknown) => typeof it === 'object' ? asWritten(it as PlainSchema) : it
  return {
    ...schema,
    ...properties !== undefined && { properties: mapped(properties as object, within) },
    ...items !== undefined && { items: within(items) },
    ...anyOf !== undefined && { anyOf: (anyOf as unknown[]).map(within) },
    ...additionalProperties !== undefined && { additionalProperties: within(additionalProperties) }
  }
}
