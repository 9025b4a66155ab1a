import type { KnownNames } from './known-names.ts'
import type { Member } from './members.ts'
import { compact, sameWords, wordsOf } from './names.ts'

const paths = new WeakMap<Member, string>()

function pathOf (member: Member): string {
  let path = paths.get(member)
  if (path === undefined) paths.set(member, path = member.names.map(compact).join('.'))
  return path
}

export const haveSamePath = (a: Member, b: Member): boolean => pathOf(a) === pathOf(b)

export const fullWords = ({ names }: Member): readonly string[] => wordsOf(names.join(' '))

/** Names that many things have, so that in another object the same name says little. */
const common: ReadonlySet<string> = new Set(
  'id code name type status state date value number title description reason detail comment key'.split(' '))

export const isCommon = ({ name }: Member): boolean => wordsOf(name).length < 2 && common.has(wordsOf(name)[0] ?? 'id')

const titles = new WeakMap<Member, readonly string[]>()

/** What an official document calls a member for people: its title, or the first line of what is said of it. */
export function titleOf (member: Member): readonly string[] {
  let words = titles.get(member)
  if (!words) {
    const { title, description } = member.schema
    const line = title ?? description?.trim().split(/\r?\n|[.:(]/)[0] ?? ''
    titles.set(member, words = line.length > 80 ? [] : wordsOf(line))
  }
  return words
}

export const haveSameName = (a: Member, b: Member, known: KnownNames): boolean => compact(a.name) === compact(b.name) ||
  [wordsOf(b.name), titleOf(b)].some(words => sameWords(wordsOf(a.name), words)) || known.areSame(a.name, b.name)
