/** Of lists that are too long to be read whole, what is asked for. */
export interface Narrowing {
  /** Words that each entry must have, in whatever member. */
  readonly search: string
  /** How many of a list are told at most. */
  readonly limit: number
}

/** The same with lists cut short; of each that was, `leftOut` says how many entries are not told. */
export function narrow (reply: unknown, { search, limit }: Narrowing): unknown {
  const words = search.toLowerCase().split(/\s+/).filter(word => word !== '')
  const fits = (entry: unknown) => {
    const text = JSON.stringify(entry).toLowerCase()
    return words.every(word => text.includes(word))
  }
  if (Array.isArray(reply)) {
    const found = reply.filter(fits)
    return { found: found.length, leftOut: Math.max(0, found.length - limit), entries: found.slice(0, limit).map(it => cut(it, limit)) }
  }
  if (typeof reply !== 'object' || reply === null) return reply
  const found = Object.entries(reply).map(([name, value]) => [name, Array.isArray(value) ? value.filter(fits) : value])
  return cut(Object.fromEntries(found), limit)
}

/** With the lists in it cut short, at whatever depth. */
function cut (value: unknown, limit: number): unknown {
  if (Array.isArray(value)) return value.slice(0, limit).map(it => cut(it, limit))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const long = entries.flatMap(([name, it]) => Array.isArray(it) && it.length > limit ? [[name, it.length - limit]] : [])
  return {
    ...Object.fromEntries(entries.map(([name, it]) => [name, cut(it, limit)])),
    ...long.length > 0 && { leftOut: Object.fromEntries(long) as object }
  }
}
