/** What stands in a path or query, without its `%`; what is no encoding of anything stays as it is. */
export function decoded (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
