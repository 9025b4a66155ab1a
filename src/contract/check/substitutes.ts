/**
 * What the real one gave under a name of its own (a token, the number of a booking), and what the sandbox gave in its place: later requests
 * name it.
 */
export interface Substitutes {
  /** Learns of two answers to the same request. */
  learn (real: unknown, here: unknown): void
  /** A value as the sandbox knows it; itself where nothing is known of it. */
  of (value: string): string
  url (path: string): string
  body (value: unknown): unknown
}

export function createSubstitutes (): Substitutes {
  const known = new Map<string, string>()
  const of = (value: string): string => known.get(value) ?? value
  const learn = (real: unknown, here: unknown): void => {
    if (typeof real === 'string' || typeof real === 'number') {
      if (typeof here === typeof real && here !== real && !String(real).includes('***')) known.set(String(real), String(here))
    } else if (Array.isArray(real) && Array.isArray(here)) {
      real.forEach((item, at) => { if (at < here.length) learn(item, here[at]) })
    } else if (typeof real === 'object' && real !== null && typeof here === 'object' && here !== null) {
      for (const [name, value] of Object.entries(real)) if (Object.hasOwn(here, name)) learn(value, (here as Record<string, unknown>)[name])
    }
  }
  const body = (value: unknown): unknown => {
    if (typeof value === 'string') return of(value)
    if (typeof value === 'number') return known.has(String(value)) ? Number(of(String(value))) : value
    if (Array.isArray(value)) return value.map(body)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, body(it)]))
  }
  return {
    learn,
    of,
    body,
    url: (path) => path.replace(/[^/?&=]+/g, part => known.size === 0 ? part : encoded(part, of))
  }
}

function encoded (part: string, of: (value: string) => string): string {
  try {
    const read = decodeURIComponent(part)
    return of(read) === read ? part : encodeURIComponent(of(read))
  } catch {
    return part
  }
}
