import type { ListText, Naming } from '../../http/answer.ts'

/** A record, or records, as JSON texts, and what the element of one is called in XML. */
export interface NamedJson {
  readonly name: string
  readonly json: string | readonly string[] | ListText
}

/** Records as a list of JSON. */
export const listOf = (json: readonly string[] | ListText): ListText => 'items' in json ? json : { before: '[', items: json, after: ']' }

/** The same with other names of members; itself where there are none. */
export function renamed (named: NamedJson, { body, list }: Naming): NamedJson {
  const { name, json } = named
  if (typeof json !== 'string') return { name, json: list(listOf(json)) ?? json }
  const made = body(JSON.parse(json))
  return made === undefined ? named : { name, json: JSON.stringify(made) }
}

type Named<Json> = Json extends Promise<unknown> ? Promise<NamedJson> : NamedJson

/** `withName('CourseDate', json)`. */
export const withName = <Json extends NamedJson['json'] | Promise<NamedJson['json']>>(name: string, json: Json): Named<Json> =>
  (json instanceof Promise ? json.then(it => ({ name, json: it })) : { name, json }) as Named<Json>
