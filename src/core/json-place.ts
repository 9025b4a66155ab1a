/** Where a text is no JSON, by line and column, as an editor has it; empty where the parser does not say after how many characters. */
export function placeInJson (text: string, message: string): string {
  const [, position] = /at position (\d+)/.exec(message) ?? []
  if (position === undefined) return ''
  const lines = text.slice(0, Number(position)).split('\n')
  return `line ${lines.length}, column ${lines.at(-1)!.length + 1}`
}
