/** Words that say nothing of what is meant. */
const empty: ReadonlySet<string> = new Set('a an the of for to and or by with including in on against from its'.split(' '))

/** What is written in more than one way, and how it is written here. */
const usual = spelled({
  addr: 'address',
  cd: 'code',
  desc: 'description',
  dt: 'date',
  enrollment: 'enrolment',
  'identifier identification ident': 'id',
  'no nr num nbr': 'number',
  'org organization': 'organisation',
  'program prog': 'programme',
  qty: 'quantity',
  qual: 'qualification',
  ref: 'reference',
  ver: 'version'
})

const verbs = spelled({
  'add post new insert submit': 'create',
  'retrieve read view fetch show': 'get',
  'amend change modify edit put': 'update',
  remove: 'delete'
})

function spelled (words: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(Object.entries(words).flatMap(([others, word]) => others.split(' ').map(other => [other, word] as const)))
}

/** Letters and digits alone, in one case: `training_plan-ID` is `trainingplanid`. */
export function compact (name: string): string {
  let letters = compacted.get(name)
  if (letters === undefined) {
    if (compacted.size > mostKnown) compacted.clear()
    compacted.set(name, letters = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
  }
  return letters
}

const compacted = new Map<string, string>()

/** Names of one document and ours are few; a process may read many documents. */
const mostKnown = 20_000

/** The words of an identifier or of a sentence, each in the singular and in its usual form, without those that say nothing. */
export function wordsOf (name: string): readonly string[] {
  let words = known.get(name)
  if (!words) {
    if (known.size > mostKnown) known.clear()
    known.set(name, words = name.slice(0, 300)
      .replace(/(?<=\p{Ll}|\p{N})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')
      .toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(word => word !== '' && !empty.has(word)).map(singular).map(word => usual.get(word) ?? word))
  }
  return words
}

const known = new Map<string, readonly string[]>()

function singular (word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.endsWith('s') ? word.slice(0, -1) : word
}

/** The words of what an operation does, whichever verb it is called by. */
export const deedOf = (sentence: string): readonly string[] => wordsOf(sentence).map(word => verbs.get(word) ?? word)

const deeds: ReadonlySet<string> = new Set(verbs.values())

/** Whether the words of another tell of creating, reading, updating or deleting, and ours of none of what they tell. */
export function doOtherwise (ours: readonly string[], other: readonly string[]): boolean {
  const told = other.filter(word => deeds.has(word))
  return told.length > 0 && !told.some(word => ours.includes(word))
}

/** Whether the same words stand there, in whatever order. */
export const sameWords = (a: readonly string[], b: readonly string[]): boolean =>
  a.length > 0 && a.length === b.length && [...a].sort().join(' ') === [...b].sort().join(' ')

/** From 0 to 1, by how many words they share. */
export function shareOf (a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0
  const left = [...b]
  let shared = 0
  for (const word of a) {
    const place = left.indexOf(word)
    if (place < 0) continue
    left.splice(place, 1)
    shared += 1
  }
  return 2 * shared / (a.length + b.length)
}

/** Whether all of the words are among the others. */
export const isPartOf = (words: readonly string[], others: readonly string[]): boolean =>
  words.length > 0 && words.every(word => others.includes(word))
