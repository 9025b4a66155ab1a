/** What people send for JSON, from how it begins, and what to do about it. */
const others: ReadonlyArray<readonly [pattern: RegExp, remark: string]> = [
  [/^$/, 'It is blank. Send a JSON object, such as {}'],
  [/^</, 'It begins like XML. Send JSON'],
  [/^[\w.%+[\]-]+=/, 'It begins like a form (name=value). Send JSON, such as {"name": "value"}'],
  [/^[{[\s]*'|"\s*:\s*'/, 'It has single quotes where JSON has double ones, as in {"name": "value"}'],
  [/^\{\s*\w+\s*:/, 'Its names are not in double quotes, which some shells take away: JSON is {"name": "value"}'],
  [/,\s*[}\]]/, 'It has a comma after the last member or item, where JSON has none: leave it out']
]

/** Of a long text nobody looks at more. */
const enough = 20_000

/** What is to be read after what the parser says of a text: the end of its sentence, and one for what the text is, where that shows. */
export function lookingLike (text: string): string {
  const begin = text.slice(0, enough).trim()
  const remark = others.find(([pattern]) => pattern.test(begin))?.[1]
  return remark === undefined ? '.' : `. ${remark}.`
}
