/** What people send for JSON, from how it begins, and what to do about it. */
const others: ReadonlyArray<readonly [pattern: RegExp, remark: string]> = [
  [/^$/, 'It is blank. Send a JSON object, such as {}'],
  [/^</, 'It begins like XML. Send JSON'],
  [/^[\w.%+[\]-]+=/, 'It begins like a form (name=value). Send JSON, such as {"name": "value"}'],
  [/^[{[\s]*'|"\s*:\s*'/, 'It has single quotes where JSON has double ones, as in {"name": "value"}'],
  [/^\{\s*\w+\s*:/, 'Its names are not in double quotes, which some shells take away: JSON is {"name": "value"}']
]

/** A sentence to be read after what the parser says of a text; empty where nothing shows what it is. */
export function lookingLike (text: string): string {
  const begin = text.slice(0, 1000).trim()
  const remark = others.find(([pattern]) => pattern.test(begin))?.[1]
  return remark === undefined ? '' : `. ${remark}.`
}
