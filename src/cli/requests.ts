import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { JournalEntry, Match } from '../library/types.ts'
import { exitCodes } from './exit-codes.ts'
import { inVerbs } from './in-verbs.ts'
import { controlsOf, print, type RemoteFlags } from './remote.ts'

export interface RequestsFlags extends RemoteFlags {
  readonly limit: string
  readonly operation?: string
  readonly method?: string
  readonly path?: string
  readonly status?: string
  readonly rule?: string
  readonly exactly?: string
  readonly atLeast?: string
  readonly atMost?: string
}

const matchers = ['operation', 'method', 'path', 'status', 'rule'] as const
const bounds = ['exactly', 'atLeast', 'atMost'] as const

/** Lists the requests that the flags name, the newest first; where they say how many there must be, exit code 1 if there are not. */
export async function printRequests (flags: RequestsFlags): Promise<void> {
  const { requests } = await controlsOf(flags)
  const match = matchOf(flags)
  const expected = Object.fromEntries(bounds.flatMap(name => flags[name] === undefined ? [] : [[name, wholeNumber(name, flags[name])]]))
  if (Object.keys(expected).length > 0) {
    const verified = await requests.verify({ match, ...expected })
    const { verified: isSo, expected: wanted, found, message } = verified
    print(flags, verified, [`${isSo ? 'yes' : 'no'}: ${wanted}, and there are ${found}`, ...message === undefined ? [] : [`  ${message}`]])
    process.exitCode = verified.verified ? 0 : exitCodes.no
    return
  }
  const found = Object.keys(match).length > 0 ? await requests.find(match) : await requests.list(wholeNumber('limit', flags.limit, 1, 1000))
  print(flags, found, found.map(lineOf))
  // Beside the list, which stays empty, for whoever looks on.
  if (found.length > 0 || flags.json) return
  const { message } = await requests.verify({ match, atLeast: 1 })
  console.error(inVerbs(withoutCount(message!), flags.url))
}

/** Who lists requests has not asked for any number of them. */
const withoutCount = (message: string): string => message.replace(/, but this asks for at least 1 request.*?\.(?= |$)/, '.')

/** Forgets them all. */
export async function clearRequests (flags: RemoteFlags): Promise<void> {
  await (await controlsOf(flags)).requests.clear()
  print(flags, null, 'The journal is empty.')
}

/** Tells why a request was answered as it was. */
export async function printExplanation (id: string, flags: RemoteFlags): Promise<void> {
  const explanation = await (await controlsOf(flags)).requests.explain(id)
  const { request, sandbox, at, status, outcome, reason, refusedBy, warnedBy, fault } = explanation
  const { nearestMembers = [], unknownHeaders = [], remarks = [], newerElsewhere } = explanation
  const ignored = explanation.ignoredMembers.filter(member => !nearestMembers.some(it => it.member === member))
  print(flags, explanation, [
    `${request}: ${status}, ${outcome}${reason === null ? '' : ` (${reason.title})`}`,
    ...reason !== null && refusedBy.length === 0 ? [`  ${reason.detail}`] : [],
    ...fault ? [`  A fault struck it: ${fault.id}, ${JSON.stringify(fault.effect)}`] : [],
    ...nearestMembers.map(({ message }) => `  ${message}`),
    ...ignored.map(member => `  ${member} was passed over: nothing has such a name`),
    ...unknownHeaders.map(name => `  The header ${name} is none of the sandbox's`),
    ...remarks.map(({ message }) => `  ${message}`),
    ...refusedBy.flatMap(({ rule, statement, message }) => [`refused by ${rule}: ${statement}`, `  ${message}`]),
    ...warnedBy.flatMap(({ rule, statement, message }) => [`warned by ${rule}: ${statement}`, `  ${message}`]),
    `It went to the sandbox ${sandbox}, where it was ${at.slice(11, 16)} on ${at.slice(0, 10)}.`,
    ...newerElsewhere === undefined ? [] : [inVerbs(newerElsewhere, flags.url)]
  ])
}

const matchOf = (flags: RequestsFlags): Match =>
  Object.fromEntries(matchers.flatMap(name => flags[name] === undefined ? [] : [[name, statusOf(name, flags[name])]]))

const statusOf = (name: string, text: string): string | number => name === 'status' && /^\d{3}$/.test(text) ? Number(text) : text

function wholeNumber (flag: string, text: string, least = 0, most = 999_999): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) < least || Number(text) > most) {
    const name = flag.replace(/[A-Z]/g, '-$&').toLowerCase()
    throw new BadInput(`--${name}: ${quoted(text)} is not a whole number from ${least} to ${most}.`)
  }
  return Number(text)
}

const lineOf = ({ id, at, method, url, status, brokenRules }: JournalEntry): string =>
  [id, at, method, url, status, ...brokenRules].join('  ')
