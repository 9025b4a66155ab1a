/** A record, or records, as JSON texts, and what the element of one is called in XML. */
export interface NamedJson {
  readonly name: string
  readonly json: string | readonly string[]
}

/** The same with other names of members; itself where `rename` answers that there are none. */
export function renamed (named: NamedJson, rename: (body: unknown) => unknown): NamedJson {
  const { name, json } = named
  const isOne = typeof json === 'string'
  const made = rename(isOne ? JSON.parse(json) : json.map(it => JSON.parse(it) as unknown))
  if (made === undefined) return named
  return { name, json: Array.isArray(made) && !isOne ? made.map(it => JSON.stringify(it)) : JSON.stringify(made) }
}

type Named<Json> = Json extends Promise<unknown> ? Promise<NamedJson> : NamedJson

/** `withName('CourseDate', json)`. */
export const withName = <Json extends NamedJson['json'] | Promise<NamedJson['json']>>(name: string, json: Json): Named<Json> =>
  (json instanceof Promise ? json.then(it => ({ name, json: it })) : { name, json }) as Named<Json>
