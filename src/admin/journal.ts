import { ours } from '../core/basis.ts'
import { Failure } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { answer, type Answer } from '../http/answer.ts'
import { listInTurns, made } from '../http/list-in-turns.ts'
import { nearMembers } from '../http/near-members.ts'
import { operation, type Operation } from '../http/operation.ts'
import { withoutSandbox } from '../http/sandbox-path.ts'
import type { Service } from '../http/service.ts'
import { curlOf } from '../sandbox/curl.ts'
import { describeEntry, explain } from '../sandbox/explanation.ts'
import { harEntryOf, harOf } from '../sandbox/har.ts'
import { mostEntries, type Entry } from '../sandbox/journal.ts'
import { differencesFrom, type Match } from '../sandbox/matching.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { Cleared, Explanation, Har, JournalEntry, Requests } from './journal-schemas.ts'
import { journalsElsewhere, newerInDefault, type Looking } from './journals-elsewhere.ts'
import { checkMatch } from './match-names.ts'
import { nothingFound } from './nothing-found.ts'
import { RequestPath, RequestsQuery } from './schemas.ts'
import type { Server } from './server.ts'
import { version } from './version.ts'

const tag = 'Journal'

/** Their members are whatever the requests had, so they go out through no schema. */
export const whole = (value: object) => answer({ type: 'application/json; charset=utf-8', text: JSON.stringify(value) })

/** A request of the journal. Throws Failure. */
export function entryOf (looking: Looking, id: string, sandboxes: Sandboxes | undefined): Entry {
  const { journal } = looking.sandbox
  const [latest] = journal.entries(1)
  const entry = id === 'last' ? latest : journal.find(id)
  if (entry) return entry
  const what = latest
    ? `No request ${quoted(id)} is in the journal, which keeps the last ${mostEntries}. Use "last", or an id such as ` +
      `${quoted(latest.id)}. GET /__admin/requests lists them, and GET /__admin/requests/last/explain explains the last.`
    : 'No request is in the journal. Send one to an emulated API first.'
  throw new Failure('not-found', `${what} ${journalsElsewhere(looking, sandboxes)}`.trimEnd())
}

/** A list of requests of which there are `total`; where there is none, with what `nothing` says of that. */
export function listed (total: number, requests: Iterable<object>, nothing: () => string): Answer {
  const message = total === 0 ? nothing() : ''
  return listInTurns(`{"total":${total},"requests":[`, requests, message === '' ? ']}' : `],"message":${JSON.stringify(message)}}`)
}

/** With what was probably meant by the names that were passed over, and by whoever asks for the last request. */
function explained (looking: Looking, id: string, sandboxes: Sandboxes | undefined): object {
  const entry = entryOf(looking, id, sandboxes)
  const [near, newer] = [nearMembers(entry), newerInDefault(looking, sandboxes, entry)]
  return {
    ...explain(entry, looking.sandbox, withoutSandbox(entry.url).prefix),
    ...near.length > 0 && { nearestMembers: near },
    ...newer !== '' && { newerElsewhere: newer }
  }
}

/** With the line for curl that sends it again to `origin`. */
export const describeWithCurl = (entry: Entry, origin: string) => ({ ...describeEntry(entry), curl: curlOf(entry, origin) })

/** Where the server is, whichever sandbox was asked: the URLs of entries have the sandbox in them. */
export const originOf = (url: (path: string) => string): string => new URL(url('/')).origin

const listing = (services: readonly Service[], server: Server | undefined): Operation => operation({
  operationId: 'ListRequests',
  summary: 'List the last requests',
  description: 'Lists what the emulated services were asked and what they answered, without secrets; only those that are as the ' +
    'query says, operations and members by the sandbox\'s own name or that of a contract. POST /__admin/requests/find asks for more.',
  basis: ours,
  method: 'GET',
  path: '/__admin/requests',
  tag,
  wire: { querystring: RequestsQuery, response: { 200: Requests } },
  status: 200,
  rules: [],
  perform (context, { query: { limit = 100, member, operation, service, caller, status, rule } }) {
    const { sandbox, sandbox: { journal }, url } = context
    const asked = { operation, service, caller, status, rule, body: member === undefined ? undefined : { [member]: { exists: true } } }
    const match: Match = Object.fromEntries(Object.entries(asked).filter(([, wanted]) => wanted !== undefined))
    checkMatch(services, sandbox, match)
    const found = Object.keys(match).length > 0 ? journal.entries().filter(entry => differencesFrom(entry, match).length === 0) : undefined
    const newest = (found?.slice(-limit) ?? journal.entries(limit)).reverse()
    const requests = made(newest, entry => describeWithCurl(entry, originOf(url)))
    return listed(found?.length ?? journal.size(), requests, () => nothingFound(services, context, match, server?.sandboxes))
  }
})

export const journalOperations = (services: readonly Service[], server: Server | undefined): Operation[] =>
  [listing(services, server), ...ofAll, ...ofOne(server)]

const ofAll: readonly Operation[] = [
  operation({
    operationId: 'ClearRequests',
    summary: 'Clear the journal',
    description: 'Forgets all requests. The numbers that they were given are not given again.',
    basis: ours,
    method: 'DELETE',
    path: '/__admin/requests',
    tag,
    wire: { response: { 200: Cleared } },
    status: 200,
    rules: [],
    perform ({ sandbox: { journal } }) {
      const cleared = journal.size()
      journal.clear()
      return { cleared }
    }
  }),

  operation({
    operationId: 'ExportRequests',
    summary: 'Export the journal',
    description: 'The journal as an HTTP Archive (HAR 1.2), which browsers and other tools open, without secrets.',
    basis: ours,
    method: 'GET',
    path: '/__admin/requests/export',
    tag,
    wire: { response: { 200: Har } },
    status: 200,
    rules: [],
    perform ({ sandbox: { journal }, url }) {
      const { log } = harOf(version())
      const entries = made(journal.entries(), entry => harEntryOf(entry, originOf(url)))
      return listInTurns(`{"log":${JSON.stringify(log).slice(0, -1)},"entries":[`, entries, ']}}')
    }
  })
]

const ofOne = (server: Server | undefined): readonly Operation[] => [
  operation({
    operationId: 'GetRequest',
    summary: 'Get a request',
    description: 'A request and what came of it, without secrets, with the curl line that sends it again: secrets are variables there.',
    basis: ours,
    method: 'GET',
    path: '/__admin/requests/:id',
    tag,
    wire: { params: RequestPath, response: { 200: JournalEntry } },
    status: 200,
    rules: [],
    perform (context, { params: { id } }) {
      const entry = entryOf(context, id, server?.sandboxes)
      return whole(describeWithCurl(entry, originOf(context.url)))
    }
  }),

  operation({
    operationId: 'ExplainRequest',
    summary: 'Explain a request',
    description: 'Says why a request was answered as it was: each rule\'s verdict, the values compared, what would pass, and the source; ' +
      'for an id that names nothing, the ids that there are and that are most like it.',
    basis: ours,
    method: 'GET',
    path: '/__admin/requests/:id/explain',
    tag,
    wire: { params: RequestPath, response: { 200: Explanation } },
    status: 200,
    rules: [],
    perform: (context, { params: { id } }) => whole(explained(context, id, server?.sandboxes))
  })
]
