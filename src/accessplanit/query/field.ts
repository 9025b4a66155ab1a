/** A property of a module that can be asked about. */
export interface Field {
  /** As replies spell it; a request may write it in any case. */
  readonly name: string
  /** A `boolean` is stored as 0 or 1, a `dateTime` as `2026-03-02T09:00:00` in New Zealand's time, a `list` as a JSON array of texts. */
  readonly type: 'text' | 'number' | 'boolean' | 'dateTime' | 'list'
  /** Where it is found in the tables queried: a column, by its table's name, or else a call or anything in brackets. */
  readonly sql: string
  /** All that it can be, in any case. */
  readonly values?: readonly string[]
  /** What is made of a text before it is compared. */
  readonly plain?: (text: string) => string
  /** SQL of whether it has no value, where an empty text is shown for that. */
  readonly isEmpty?: string
}

const byNames = new WeakMap<object, ReadonlyMap<string, unknown>>()

/** The field of a name, in any case; a request may name thousands. */
export function findField<Found extends Pick<Field, 'name'>> (fields: readonly Found[], name: string): Found | undefined {
  let byName = byNames.get(fields)
  // Of two of one name the first counts.
  if (!byName) byNames.set(fields, byName = new Map(fields.toReversed().map(it => [it.name.toLowerCase(), it])))
  return byName.get(name.toLowerCase()) as Found | undefined
}
