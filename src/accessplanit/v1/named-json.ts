/** A record, or records, as JSON texts, and what the element of one is called in XML. */
export interface NamedJson {
  readonly name: string
  readonly json: string | readonly string[]
}

/** `withName('CourseDate', json)`. */
export const withName = (name: string, json: NamedJson['json']): NamedJson => ({ name, json })
