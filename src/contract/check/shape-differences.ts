import { isCivilDate } from '../../core/civil-date.ts'

/** In what the shape of an answer is otherwise; paths of members, and never a value. */
export interface ShapeDifferences {
  /** What the real one answers, and the sandbox does not. */
  readonly missing: readonly string[]
  /** What the sandbox answers, and the real one does not. */
  readonly more: readonly string[]
  readonly otherTypes: ReadonlyArray<{ readonly member: string, readonly real: string, readonly here: string }>
}

export const sameShape: ShapeDifferences = { missing: [], more: [], otherTypes: [] }

/** Kinds of values by the paths at which they stand; of a list all items count as one. */
type Kinds = ReadonlyMap<string, ReadonlySet<string>>

/** What an answer of some media type has in it. */
function kindsOf (text: string, type: string): Kinds {
  const kinds = new Map<string, Set<string>>()
  const add = (path: string, kind: string): void => { kinds.set(path, (kinds.get(path) ?? new Set<string>()).add(kind)) }
  if (/\bjson\b/.test(type)) collect(parsed(text), '', add)
  else if (/\bcsv\b/.test(type)) for (const name of (text.replace(/^\uFEFF/, '').split(/\r?\n/, 1)[0] ?? '').split(',')) add(unquoted(name), 'column')
  else if (/\bxml\b/.test(type)) for (const path of elementsIn(text)) add(path, 'element')
  return kinds
}

const unquoted = (name: string): string => name.trim().replace(/^"(.*)"$/, '$1')

function parsed (text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function collect (value: unknown, path: string, add: (path: string, kind: string) => void): void {
  add(path, kindOf(value))
  if (Array.isArray(value)) return value.forEach(item => collect(item, `${path}[]`, add))
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) collect(member, path === '' ? name : `${path}.${name}`, add)
}

function kindOf (value: unknown): string {
  if (value === null || value === undefined) return 'nothing'
  if (Array.isArray(value)) return 'list'
  if (typeof value === 'string') return isCivilDate(value) ? 'date' : /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) ? 'moment' : 'text'
  return typeof value === 'boolean' ? 'truth' : typeof value
}

const asides = /<!--|<!\[CDATA\[/g

/** Without comments and sections of text. It is read once: an expression with their ends in it would look for each from every beginning. */
function withoutAsides (text: string): string {
  const parts: string[] = []
  let at = 0
  asides.lastIndex = 0
  for (let found = asides.exec(text); found; found = asides.exec(text)) {
    const sign = found[0] === '<!--' ? '-->' : ']]>'
    const end = text.indexOf(sign, found.index)
    parts.push(text.slice(at, found.index))
    at = end < 0 ? text.length : end + sign.length
    asides.lastIndex = at
  }
  return [...parts, text.slice(at)].join('')
}

function elementsIn (text: string): Set<string> {
  const [paths, open]: [Set<string>, string[]] = [new Set(), []]
  for (const [, isEnd, name, isEmpty] of withoutAsides(text).matchAll(/<(\/?)([A-Za-z_][\w:.-]*)(?![\w:.-])[^<>]*?(\/?)>/g)) {
    if (isEnd) open.pop()
    else {
      paths.add([...open, name].join('.'))
      if (!isEmpty) open.push(name!)
    }
  }
  return paths
}

/** Nothing is made of what either has no value for, nor of the items of a list that is empty in one of the two. */
export function shapeDifferences (real: string, here: string, type: string): ShapeDifferences {
  const [there, ours] = [kindsOf(real, type), kindsOf(here, type)]
  const lacks = (path: string, kinds: Kinds, others: Kinds): boolean => !others.has(path) && isSeen(path, kinds, others)
  return {
    missing: [...there.keys()].filter(path => lacks(path, there, ours)),
    more: [...ours.keys()].filter(path => lacks(path, ours, there)),
    otherTypes: [...there].flatMap(([member, kinds]) => {
      const others = ours.get(member)
      if (!others) return []
      const [real, here] = [kinds, others].map(it => [...it].filter(kind => kind !== 'nothing').sort())
      return real!.length > 0 && here!.length > 0 && !real!.some(kind => here!.includes(kind))
        ? [{ member: member || '(the whole)', real: real!.join(' or '), here: here!.join(' or ') }]
        : []
    })
  }
}

/** Whether what it stands in is on both sides, and has something in it: what is below what is missing is told of with that. */
function isSeen (path: string, kinds: Kinds, others: Kinds): boolean {
  const above = path.endsWith('[]') ? path.slice(0, -2) : path.includes('.') ? path.slice(0, path.lastIndexOf('.')) : ''
  if (path === '' || path.endsWith('[]')) return false
  const holders = [kinds, others].map(it => it.get(above))
  return path.includes('.') || kinds.has('') ? holders.every(it => it?.has('object') ?? it?.has('element')) : true
}
