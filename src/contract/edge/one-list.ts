import { stepsOf, type Pair } from './translation.ts'

/** Where all items of the one list of a shape stand on the other side, step by step; undefined where they are not together in one there. */
export function placeOfList (pairs: readonly Pair[]): readonly string[] | undefined {
  const holders = pairs.map(({ from, to }) => ({ from: holderIn(from), to: holderIn(to) }))
  const list = holders.find(({ from }) => from !== undefined)
  if (list?.to === undefined) return undefined
  const isTogether = holders.every(({ from, to }) => from === undefined ? to === undefined : from === list.from && to === list.to)
  return isTogether ? stepsOf(list.to) : undefined
}

/** The path of what is the list that a member is in. */
const holderIn = (path: string): string | undefined => path.includes('[]') ? path.slice(0, path.indexOf('[]')) : undefined
