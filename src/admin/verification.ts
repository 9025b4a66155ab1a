import { ours } from '../core/basis.ts'
import { BadInput } from '../core/errors.ts'
import { made } from '../http/list-in-turns.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import type { Match } from '../sandbox/matching.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { callerIn, callerWords } from './fault-of.ts'
import { faultElsewhere } from './faults-elsewhere.ts'
import { describeWithCurl, listed, originOf, whole } from './journal.ts'
import { Requests } from './journal-schemas.ts'
import { journalsElsewhere, type Looking } from './journals-elsewhere.ts'
import { checkMatch } from './match-names.ts'
import { namesMeant, nothingFound } from './nothing-found.ts'
import type { Server } from './server.ts'
import { Count, journalBodies, Verification, type JournalBodies } from './verification-schemas.ts'
import { matching, verifyCount, verifyOrder } from './verified.ts'

const tag = 'Journal'

/** A TMS's test asks of the journal what its program has sent. */
export function verificationOperations (services: readonly Service[], server: Server | undefined): Operation[] {
  const words = callerWords(services)
  const checked: Checked = (sandbox, { ...match }) => {
    const { caller } = callerIn(words, match) ?? {}
    for (const word of words.keys()) delete match[word]
    return checkMatch(services, sandbox, { ...match, ...caller !== undefined && { caller } })
  }
  const bodies = journalBodies(words)
  const nothing: OfNothing = (looking, match) => nothingFound(services, looking, match, server?.sandboxes)
  return [...findingOperations(bodies, checked, nothing), verifyingOperation(bodies, checked, services, server)]
}

/** A match as it was asked for, which names whoever called by a word of its service. */
type Given = Record<string, unknown>
type Checked = (sandbox: Sandbox, match: Given) => Match
/** What is said where nothing matches. */
type OfNothing = (looking: Looking, match: Match) => string

const findingOperations = ({ FindBody, RequestMatch }: JournalBodies, checked: Checked, nothing: OfNothing): Operation[] => [
  operation({
    operationId: 'FindRequests',
    summary: 'Find requests',
    description: 'The requests of the journal that match, the newest first, without secrets; each with the curl line that sends it again.',
    basis: ours,
    method: 'POST',
    path: '/__admin/requests/find',
    tag,
    wire: { body: FindBody, response: { 200: Requests } },
    status: 200,
    writes: false,
    rules: [],
    perform (context, { body: { limit = 100, ...match } }) {
      const wanted = checked(context.sandbox, match)
      const found = matching(context.sandbox.journal.entries(), wanted).reverse()
      const requests = made(found.slice(0, limit), entry => describeWithCurl(entry, originOf(context.url)))
      return listed(found.length, requests, () => nothing(context, wanted))
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
    perform (context, { body }) {
      const wanted = checked(context.sandbox, body)
      const count = matching(context.sandbox.journal.entries(), wanted).length
      const message = count === 0 ? nothing(context, wanted) : ''
      return { count, ...message !== '' && { message } }
    }
  })
]

const verifyingOperation = (
  { VerifyBody }: JournalBodies, checked: Checked, services: readonly Service[], server: Server | undefined
): Operation => operation({
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
  perform (context, { body }) {
    if (Object.keys(body).length === 0) throw new BadInput(nothingAsked)
    const { sandbox } = context
    const entries = sandbox.journal.entries()
    const checkedHere = (match: Given) => checked(sandbox, match)
    const verify = body.inOrder ? verifyOrder : verifyCount
    const { messages, lookedFor, ...verdict } = verify(entries, body, checkedHere)
    // That nothing was sent is true of an empty journal whatever a program does.
    const isHardlyMeant = verdict.found === 0 && (!verdict.verified || entries.length === 0)
    const message = [
      ...messages,
      verdict.found === 0 ? namesMeant(services, context, lookedFor) : '',
      isHardlyMeant ? journalsElsewhere(context, server?.sandboxes, lookedFor) : '',
      verdict.verified ? '' : faultElsewhere(context, server?.sandboxes, lookedFor)
    ].filter(it => it !== '').join(' ')
    return whole({ ...verdict, ...message !== '' && { message } })
  }
})

const nothingAsked = 'Say what is to be true. Give match, which says what a request must be like, such as ' +
  '{"match": {"operation": "RecordVisit"}}, and exactly, atLeast or atMost where so many are to match; or give inOrder, a list of matches.'
