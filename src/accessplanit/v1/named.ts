/** A record, or records, as JSON texts, and what the element of one is called in XML. */
export interface Named {
  readonly name: string
  readonly json: string | readonly string[]
}

/** `named('CourseDate', json)`. */
export const named = (name: string, json: Named['json']): Named => ({ name, json })
