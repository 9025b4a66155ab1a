import type { Field } from './field.ts'

/** What a version of the API calls a field of the platform: `nameOf('maxPlaces')` is `Places` in one, `MaxPlaces` in the other. */
export type NameOf = (field: string) => string

/** The names by which fields are written, and `others` that no field of the list writes. */
export function namesIn (fields: readonly Field[], others: Readonly<Record<string, string>> = {}): NameOf {
  const names = new Map(fields.flatMap(({ column, name }) => column === undefined ? [] : [[column, name] as const]))
  return (field) => {
    const name = others[field] ?? names.get(field)
    if (name === undefined) throw new Error(`No field is written to ${field}`)
    return name
  }
}
