/** What was sent and answered, so that its shape can be shown to strangers: no value of it is left. */

const day = '2001-02-03'

/** Of a value of JSON: names, types and lengths stay, a date becomes a fixed day, digits become 9 and letters x. */
export function withoutValues (value: unknown): unknown {
  if (typeof value === 'string') return withoutLetters(value)
  if (typeof value === 'number') return withoutDigits(value)
  if (typeof value === 'boolean') return true
  if (Array.isArray(value)) return value.map(withoutValues)
  if (typeof value !== 'object' || value === null) return null
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withoutValues(member)]))
}

/** A text that is a date or a moment stays one; in XML the names of elements stay. */
function withoutLetters (text: string): string {
  if (/^\d{4}-\d{2}-\d{2}(?:[T ][\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return day + text.slice(day.length).replace(/\d/g, '0')
  if (!/^\s*<[?\w]/.test(text)) return masked(text)
  return text.replace(/(<\/?[A-Za-z_][\w:.-]*)|<|[^<]+/g, (part, element?: string) => element ?? masked(part))
}

const masked = (text: string): string => text.replace(/\p{Nd}/gu, '9').replace(/\p{Lu}/gu, 'X').replace(/[^\x20-\x7E\t\r\n]|[a-z]/gu, 'x')

function withoutDigits (value: number): number {
  const masked = Number(String(value).replace(/e.*$/, '').replace(/\d/g, '9'))
  return Number.isFinite(masked) ? masked : 9
}

/** Of a value of JSON: the names of its members and the type of each; of a list each kind of item once. Of `hidden` no name speaks. */
export function shapeOf (value: unknown, hidden: readonly string[]): unknown {
  if (value === null) return 'null'
  if (Array.isArray(value)) return [...new Map(value.map(item => shapeOf(item, hidden)).map(it => [JSON.stringify(it), it])).values()]
  if (typeof value !== 'object') return typeof value
  return Object.fromEntries(Object.entries(value).map(([name, member]) =>
    [hidden.some(it => name.includes(it)) ? masked(name) : name, shapeOf(member, hidden)]))
}

/** The texts and numbers in it that are long enough to tell something, but for those that are names in it as well. */
export function valuesIn (value: unknown): string[] {
  const [values, names] = [new Set<string>(), new Set<string>()]
  const collect = (it: unknown): void => {
    if (typeof it === 'string' || typeof it === 'number') values.add(String(it))
    if (typeof it !== 'object' || it === null) return
    for (const [name, member] of Object.entries(it)) {
      names.add(name)
      collect(member)
    }
  }
  collect(value)
  return [...values].filter(it => it.length > 2 && !names.has(it))
}
