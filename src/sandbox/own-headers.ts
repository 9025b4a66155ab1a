/** The headers of a request that mean something to the sandbox itself. */
export const ownRequestHeaders: readonly string[] = ['Sandbox-Id', 'Sandbox-Dry-Run', 'Sandbox-Clock', 'Sandbox-Scenario']

const known = new Set(ownRequestHeaders.map(name => name.toLowerCase()))

/** The other headers of a request that name the sandbox, as people write them: one that is misspelt does nothing, and is to be told of. */
export function unknownHeaders (headers: object): string[] {
  const unknown: string[] = []
  for (const name in headers) {
    if (name.includes('sandbox') && !known.has(name)) unknown.push(asWritten(name))
  }
  return unknown
}

/** `X-Sandbox-Id`, which comes as `x-sandbox-id`. */
export const asWritten = (name: string): string => name.replace(/(?<=^|[-_])[a-z]/g, letter => letter.toUpperCase())
