/** What a text in JSON can write, and a value read of it is not what is written. */

/** The pointer and the kind of the first such in a value: half of a character, which no UTF-8 can have, or a number beyond all. */
export function outOfJson (text: string, value: unknown): { pointer: string, is: 'half' | 'beyond' } | undefined {
  return mayHave.test(text) ? firstIn(value, '') : undefined
}

/** Nearly no text has either. */
const mayHave = /\\ud[89a-f]|\d[eE]\+?\d{3}|\d{309}/i

function firstIn (value: unknown, pointer: string): { pointer: string, is: 'half' | 'beyond' } | undefined {
  if (typeof value === 'string') return /[\uD800-\uDFFF]/u.test(value) ? { pointer, is: 'half' } : undefined
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : { pointer, is: 'beyond' }
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = firstIn(name, pointer) ?? firstIn(inner, `${pointer}/${name}`)
    if (found !== undefined) return found
  }
  return undefined
}
