/** What stands in a path, without its `%`; what is no encoding of anything stays as it is. */
export function decoded (text: string): string {
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The same of a query, where a plus stands for a blank. */
export const decodedOfQuery = (text: string): string => decoded(text.replaceAll('+', ' '))
