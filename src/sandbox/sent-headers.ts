export type Headers = Readonly<Record<string, string | string[] | undefined>>

/**
 * Answers headers that are equal to those of the request before as the same object: a client sends the same ones time and again, and what
 * is kept of a thousand requests costs the more, the more of it is new.
 */
export function createSentHeaders (): (headers: Headers) => Headers {
  let last: Headers = {}
  return (headers) => {
    if (!areSame(last, headers)) last = headers
    return last
  }
}

function areSame (one: Headers, other: Headers): boolean {
  const names = Object.keys(one)
  return names.length === Object.keys(other).length && names.every(name => one[name] === other[name])
}
