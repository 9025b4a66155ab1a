import { endOfText } from './end-of-text.ts'

/** As many as anybody reads. */
const most = 50

/** An object or a list that is not over yet: where it stands, and what has been seen of it. */
interface Open {
  readonly path: string
  /** The names of an object. */
  readonly names: Set<string> | undefined
  /** The member or the item that comes. */
  next: string | number
}

/** The members that a JSON text has more than once in one object, as `content[3].courseCode`; each once. The text is known to be JSON. */
export function repeatedMembers (text: string): readonly string[] {
  const found = new Set<string>()
  const open: Open[] = []
  for (let at = 0; at < text.length && found.size < most; at++) {
    const inside = open.at(-1)
    switch (text[at]) {
      case '{': case '[':
        open.push({ path: pathOf(inside), names: text[at] === '{' ? new Set() : undefined, next: 0 })
        break
      case '}': case ']':
        open.pop()
        break
      case ',':
        if (typeof inside!.next === 'number') inside!.next++
        break
      case '"': {
        const end = endOfText(text, at)
        if (inside?.names && isName(text, end + 1)) noteName(inside, JSON.parse(text.slice(at, end + 1)), found)
        at = end
      }
    }
  }
  return [...found]
}

const isName = (text: string, at: number): boolean => {
  while (/\s/.test(text[at] ?? '')) at++
  return text[at] === ':'
}

function noteName (object: Open, name: string, found: Set<string>): void {
  object.next = name
  if (object.names!.has(name)) found.add(pathOf(object))
  object.names!.add(name)
}

function pathOf (open: Open | undefined): string {
  if (!open) return ''
  const { path, names, next } = open
  if (!names) return `${path}[${next}]`
  return path === '' ? String(next) : `${path}.${next}`
}
