/** How names and paths are written: in any case, and where several may be meant with `*` for any characters. */

/** Whether a text is what is written with `*`, in any case, as paths and names are read. */
export function isLike (text: string, wanted: string): boolean {
  if (!wanted.includes('*')) return text.toLowerCase() === wanted.toLowerCase()
  const parts = wanted.toLowerCase().split('*')
  const [first, last] = [parts[0]!, parts.at(-1)!]
  let rest = text.toLowerCase()
  if (!rest.startsWith(first) || !rest.slice(first.length).endsWith(last)) return false
  rest = rest.slice(first.length, rest.length - last.length)
  for (const part of parts.slice(1, -1)) {
    const at = rest.indexOf(part)
    if (at === -1) return false
    rest = rest.slice(at + part.length)
  }
  return true
}

/** A path as it is served: a slash at its end changes nothing. */
export const withoutLastSlash = (path: string): string => /.\/$/s.test(path) ? path.slice(0, -1) : path

/** The one of some names that is written in whatever case, as it is spelt. */
export const inAnyCase = (names: readonly string[], written: string): string | undefined =>
  names.find(it => it.toLowerCase() === written.toLowerCase())

/** Whether any path is of a form in which `*` stands for any characters, and of a template in which `:id` stands for some but a slash. */
export function canMeet (form: string, template: string): boolean {
  const parts = template.toLowerCase().split(/(:\w+)/).flatMap<Part>(part => part.startsWith(':') ? [some, more] : [...part])
  let reached = new Set([0])
  for (const character of form.toLowerCase()) reached = character === '*' ? onward(reached, parts.length) : past(reached, parts, character)
  return skipped(reached, parts).has(parts.length)
}

/** One character that is no slash, and as many more as there are. */
const some = Symbol('some')
const more = Symbol('more')
type Part = string | typeof some | typeof more

const onward = (reached: ReadonlySet<number>, end: number): Set<number> =>
  new Set(Array.from({ length: end + 1 }, (_, at) => at).filter(at => at >= Math.min(...reached, Infinity)))

/** Where one character of the form leads to. */
function past (reached: ReadonlySet<number>, parts: readonly Part[], character: string): Set<number> {
  const next = new Set<number>()
  for (const at of skipped(reached, parts)) {
    const part = parts[at]
    if (part === more && character !== '/') next.add(at)
    if (part === character || (part === some && character !== '/')) next.add(at + 1)
  }
  return next
}

/** With what comes after any `more` that nothing is taken of. */
const skipped = (reached: ReadonlySet<number>, parts: readonly Part[]): Set<number> =>
  new Set([...reached].flatMap(at => parts[at] === more ? [at, at + 1] : [at]))
