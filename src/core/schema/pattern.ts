import { createContext, Script, type Context } from 'node:vm'
import { LRUCache } from 'lru-cache'

/** What a pattern says of a text; `unknown` where it would take too long to tell. */
export type Verdict = 'matches' | 'differs' | 'unknown'

/** Milliseconds of processor time that all looks take together before others have their turn: a body may have hundreds of patterns. */
export const longestLook = 25

/** What one takes that is soon over, with the thread that watches it, counts for nothing: a body may have thousands of those. */
const countsFrom = 0.5

let left = longestLook

/** Characters: of so few a pattern of any kind is soon told, and of so many a plain one. */
const [fewForAny, fewForPlain] = [16, 1_000]

/** A check, the list of what is wrong, and the sentence about it all ask. */
const looked = new LRUCache<string, Verdict>({ max: 200, maxSize: 1_000_000, sizeCalculation: (_, key) => key.length + 1 })

interface Compiled {
  readonly regExp: RegExp
  readonly isPlain: boolean
  /** Until when it is not looked at, so that a body of such texts takes no longer than one. */
  restsUntil: number
}

const compiled = new LRUCache<string, Compiled>({ max: 500 })

/**
 * Holds a text to a pattern that somebody else wrote, which may take forever: `^(\d+)+$` does. What is not surely told at once is looked at
 * for a while only.
 */
export function verdictOn (pattern: string, text: string): Verdict {
  const made = compiledOf(pattern)
  const { regExp, isPlain } = made
  if (text.length <= (isPlain ? fewForPlain : fewForAny)) return regExp.test(text) ? 'matches' : 'differs'
  const key = `${pattern}\n${text}`
  const known = looked.get(key)
  if (known) return known
  if (left < 1 || performance.now() < made.restsUntil) return 'unknown'
  const hadAll = left === longestLook
  const verdict = timed(regExp, text)
  if (verdict === 'unknown') {
    // With more time it may be told.
    if (!hadAll) return verdict
    made.restsUntil = performance.now() + longestLook
  }
  looked.set(key, verdict)
  return verdict
}

function compiledOf (pattern: string): Compiled {
  let made = compiled.get(pattern)
  if (!made) compiled.set(pattern, made = { regExp: new RegExp(pattern, 'u'), isPlain: isPlainPattern(pattern), restsUntil: 0 })
  return made
}

/** Nothing in it is repeated that could be read in two ways: no group, and one part of no certain length at most. */
function isPlainPattern (pattern: string): boolean {
  const bare = pattern.replace(/\\[pP]\{[^}]*\}|\\[^1-9k]|\[(?:\\.|[^\]\\])*\]/g, 'x')
  const open = bare.match(/[*+?]|\{\d+,\d*\}/g) ?? []
  return open.length <= 1 && !/\)(?:[*+?]|\{)|\\/.test(bare)
}

let apart: { readonly script: Script, readonly context: Context } | undefined

/** Of a machine that is busy the time may be over before a look has had much of it; then there is another, up to so many. */
const mostLooks = 3

function timed (regExp: RegExp, text: string): Verdict {
  for (let looks = 1; ; looks++) {
    const verdict = look(regExp, text)
    if (verdict !== 'unknown' || left < 1 || looks === mostLooks) return verdict
  }
}

/** The engine looks up from a pattern at nothing but the end of a script's time. */
function look (regExp: RegExp, text: string): Verdict {
  apart ??= { script: new Script('regExp.test(text)'), context: createContext({}) }
  Object.assign(apart.context, { regExp, text })
  const before = process.cpuUsage()
  try {
    return apart.script.runInContext(apart.context, { timeout: Math.ceil(left) }) === true ? 'matches' : 'differs'
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return 'unknown'
    throw error
  } finally {
    Object.assign(apart.context, { text: '' })
    const { user, system } = process.cpuUsage(before)
    spend((user + system) / 1000 - countsFrom)
  }
}

function spend (milliseconds: number): void {
  if (milliseconds <= 0) return
  if (left === longestLook) setImmediate(() => { left = longestLook })
  left -= milliseconds
}
