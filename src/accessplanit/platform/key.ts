/** The parts of an id that consists of several, joined by `~`: of a delegate, user and course. All but the first have no `~`. */
export function partsOf (id: string, count: number): string[] {
  const parts = id.split('~')
  const first = parts.length - count + 1
  return first < 1 ? [] : [parts.slice(0, first).join('~'), ...parts.slice(first)]
}
