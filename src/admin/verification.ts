import { speechIn } from '../contract/edge/speech.ts'
import { ours } from '../core/basis.ts'
import { BadInput } from '../core/errors.ts'
import { both, either, plural } from '../core/words.ts'
import { listInTurns, made } from '../http/list-in-turns.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { describeEntry } from '../sandbox/explanation.ts'
import { differencesFrom, inOrder, nearestTo, type Match } from '../sandbox/matching.ts'
import type { Entry } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { callerIn, callerWords } from './fault-of.ts'
import { whole } from './journal.ts'
import { Requests } from './journal-schemas.ts'
import { checkNames } from './match-names.ts'
import { Count, journalBodies, Verification, type JournalBodies, type VerifyBody } from './verification-schemas.ts'

const tag = 'Journal'

const matching = (entries: readonly Entry[], match: Match): Entry[] => entries.filter(entry => differencesFrom(entry, match).length === 0)

/** So many ids of requests are listed. */
const mostListed = 100

/** A TMS's test asks of the journal what its program has sent. */
export function verificationOperations (services: readonly Service[]): Operation[] {
  const words = callerWords(services)
  const checked: Checked = (sandbox, { ...match }) => {
    const caller = callerIn(words, match)
    for (const word of words.keys()) delete match[word]
    return checkNames(services, speechIn(sandbox, services), { ...match, ...caller !== undefined && { caller } })
  }
  const bodies = journalBodies(words)
  return [...findingOperations(bodies, checked), verifyingOperation(bodies, checked)]
}

/** A match as it was asked for, which names whoever called by a word of its service. */
type Given = Record<string, unknown>
type Checked = (sandbox: Sandbox, match: Given) => Match

const findingOperations = ({ FindBody, RequestMatch }: JournalBodies, checked: Checked): Operation[] => [
  operation({
    operationId: 'FindRequests',
    summary: 'Find requests',
    description: 'Lists the requests of the journal that match, the newest first, without secrets.',
    basis: ours,
    method: 'POST',
    path: '/__admin/requests/find',
    tag,
    wire: { body: FindBody, response: { 200: Requests } },
    status: 200,
    writes: false,
    rules: [],
    perform ({ sandbox }, { body: { limit = 100, ...match } }) {
      const found = matching(sandbox.journal.entries(), checked(sandbox, match)).reverse()
      return listInTurns(`{"total":${found.length},"requests":[`, made(found.slice(0, limit), describeEntry), ']}')
    }
  }),

  operation({
    operationId: 'CountRequests',
    summary: 'Count requests',
    description: 'Counts the requests of the journal that match.',
    basis: ours,
    method: 'POST',
    path: '/__admin/requests/count',
    tag,
    wire: { body: RequestMatch, response: { 200: Count } },
    status: 200,
    writes: false,
    rules: [],
    perform: ({ sandbox }, { body }) => ({ count: matching(sandbox.journal.entries(), checked(sandbox, body)).length })
  })
]

const verifyingOperation = ({ VerifyBody }: JournalBodies, checked: Checked): Operation => operation({
  operationId: 'VerifyRequests',
  summary: 'Verify requests',
  description: 'Says whether so many requests match, or several came one after another; where it is not so, it names the nearest, ' +
    'and in what they differ. The answer is 200 either way: that the question was understood is one thing, what the journal says ' +
    'another, and a client that throws at a 4xx would lose the answer.',
  basis: ours,
  method: 'POST',
  path: '/__admin/requests/verify',
  tag,
  wire: { body: VerifyBody, response: { 200: Verification } },
  status: 200,
  writes: false,
  rules: [],
  perform ({ sandbox }, { body }) {
    const entries = sandbox.journal.entries()
    const checkedHere = (match: Given) => checked(sandbox, match)
    return whole(body.inOrder ? verifyOrder(entries, body, checkedHere) : verifyCount(entries, body, checkedHere))
  }
})

function verifyCount (entries: readonly Entry[], { match = {}, atLeast, atMost, exactly }: VerifyBody, checked: (match: Given) => Match) {
  if (exactly !== undefined && (atLeast ?? atMost) !== undefined) {
    throw new BadInput('"exactly" cannot be combined with "atLeast" or "atMost". Leave out one or the other.')
  }
  const least = exactly ?? atLeast ?? (atMost === undefined ? 1 : 0)
  const most = exactly ?? atMost ?? Infinity
  if (least > most) throw new BadInput(`atLeast ${least} is more than atMost ${most}, so no count can match. Make atLeast the smaller one.`)
  const wanted = checked(match)
  const found = matching(entries, wanted)
  const expected = exactly !== undefined
    ? `exactly ${plural(exactly, 'request')}`
    : both([...least > 0 ? [`at least ${plural(least, 'request')}`] : [], ...most < Infinity ? [`at most ${plural(most, 'request')}`] : []])
  const verified = found.length >= least && found.length <= most
  return {
    verified,
    expected: expected || 'any number of requests',
    found: found.length,
    requests: found.slice(-mostListed).map(({ id }) => id),
    ...found.length < least && { nearest: nearestTo(entries, wanted) }
  }
}

function verifyOrder (entries: readonly Entry[], { inOrder: matches = [], ...others }: VerifyBody, checked: (match: Given) => Match) {
  if (Object.keys(others).length > 0) {
    const names = either(Object.keys(others).map(it => `"${it}"`))
    throw new BadInput(`"inOrder" cannot be combined with ${names}. Leave out one or the other.`)
  }
  const wanted = matches.map(checked)
  const found = inOrder(entries, wanted)
  const verified = found.length === wanted.length
  const last = found.at(-1)
  const after = last ? entries.slice(entries.indexOf(last) + 1) : entries
  return {
    verified,
    expected: `${plural(wanted.length, 'request')} in order`,
    found: found.length,
    requests: found.map(({ id }) => id),
    ...!verified && { missing: found.length, nearest: nearestTo(after, wanted[found.length]!) }
  }
}
