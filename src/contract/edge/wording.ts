import type { OfficialNames } from '../../sandbox/journal.ts'
import type { Basis } from '../../core/basis.ts'
import type { MemberMatch } from '../match.ts'

/** Texts and paths of members with the contract's names: those of the operation, or those that the service's others have. */
export interface Wording {
  /** A path such as `identity.dateOfBirth`, or `[0].gender`. */
  member (path: string): string
  /** A sentence in which members are named. */
  text (text: string): string
}

const lastOf = (path: string): string => path.replace(/\[\]$/, '').split('.').at(-1)!.replace(/\[\]$/, '')

const unnumbered = (path: string): string => path.replace(/\[\d+\]/g, '[]')

/** `own` come before `others`. */
export function createWording (own: readonly MemberMatch[], others: readonly MemberMatch[]): Wording {
  let leaves: ReadonlyMap<string, string> | undefined
  let pattern: RegExp | undefined
  const byPath = new Map(own.map(({ ours, official }) => [ours, official]))
  const leavesOf = () => (leaves ??= new Map([...others, ...own].map(({ ours, official }) => [lastOf(ours), lastOf(official)])))

  function member (path: string): string {
    const known = byPath.get(unnumbered(path))
    if (known === undefined) return path.split('.').map(step => step.replace(/^[^[]+/, name => leavesOf().get(name) ?? name)).join('.')
    const numbers = [...path.matchAll(/\[\d+\]/g)].map(([number]) => number)
    return known.replace(/\[\]/g, () => numbers.shift() ?? '[]')
  }
  return {
    member,
    text (text) {
      pattern ??= patternOf([...leavesOf()].filter(([ours, official]) => ours !== official).map(([ours]) => ours))
      const renamed = (name: string) => /[.[]/.test(name) ? member(name) : leavesOf().get(name) ?? name
      return outsideOfQuotes(text, part => part.replace(pattern!, renamed), part => part.replace(headerToSend, renamed))
    }
  }
}

/** What is in quotation marks are values, but for a header that is to be sent. */
const outsideOfQuotes = (text: string, change: (part: string) => string, changeQuoted: (part: string) => string): string =>
  text.split(/("(?:[^"\\]|\\.)*")/).map((part, n) => n % 2 === 0 ? change(part) : changeQuoted(part)).join('')

/** As in `"EID: 9001"`. */
const headerToSend = /(?<=^")[A-Z]{2,}(?=: )/

/** A name of one plain word is a word of English, too, unless it stands where a sentence names what it is about. */
function patternOf (names: readonly string[]): RegExp {
  const sorted = [...names].sort((a, b) => b.length - a.length).map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const [distinct, words] = [sorted.filter(isDistinct), sorted.filter(name => !isDistinct(name))]
  const alternatives = [
    ...distinct.length > 0 ? [`(?:[\\w[\\]]+\\.)*\\b(?:${distinct.join('|')})\\b`] : [],
    ...words.length > 0 ? [`(?<=^|[.:] )(?:${words.join('|')})(?= (?:"|\\d|is |are |must |has |$)|$)`] : []
  ]
  return alternatives.length > 0 ? new RegExp(alternatives.join('|'), 'g') : /(?!)/g
}

const isDistinct = (name: string): boolean => /[a-z\d][A-Z]|_/.test(name)

export interface Named {
  readonly operationId: string
  readonly summary: string
  readonly basis: Basis
  readonly wording: Wording
  readonly members: readonly MemberMatch[]
}

/** As the journal keeps them: what is to be read is only worded when somebody reads it. */
export const namesFor = ({ operationId, summary, basis, wording, members }: Named): OfficialNames => ({
  operationId,
  summary,
  basis,
  ...wording,
  members: () => Object.fromEntries(members.filter(({ ours, official }) => ours !== official).map(({ ours, official }) => [official, ours]))
})
