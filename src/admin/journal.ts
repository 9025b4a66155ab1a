import { ours } from '../core/basis.ts'
import { Failure } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { answer } from '../http/answer.ts'
import { operation } from '../http/operation.ts'
import { describeEntry, explain } from '../sandbox/explanation.ts'
import { mostEntries, type Entry, type Journal } from '../sandbox/journal.ts'
import { Explanation, RequestPath, Requests, RequestsQuery } from './schemas.ts'

const tag = 'Journal'

/** Their members are whatever the requests had, so they go out through no schema. */
const whole = (value: object) => answer({ type: 'application/json; charset=utf-8', text: JSON.stringify(value) })

/** An entry by its id, or the last one. Throws Failure. */
export function entryOf (journal: Journal, id: string): Entry {
  const entry = id === 'last' ? journal.entries().at(-1) : journal.find(id)
  if (entry) return entry
  throw new Failure(
    'not-found', `No request ${quoted(id)} is in the journal, which keeps the last ${mostEntries}. GET /__admin/requests lists them.`
  )
}

export const journalOperations = [
  operation({
    operationId: 'ListRequests',
    summary: 'List the last requests',
    description: 'Lists what the emulated services were asked and what they answered, without secrets.',
    basis: ours,
    method: 'GET',
    path: '/__admin/requests',
    tag,
    wire: { querystring: RequestsQuery, response: { 200: Requests } },
    status: 200,
    rules: [],
    perform ({ sandbox: { journal } }, { query: { limit = 100 } }) {
      const entries = journal.entries().reverse()
      return whole({ total: entries.length, requests: entries.slice(0, limit).map(describeEntry) })
    }
  }),

  operation({
    operationId: 'ExplainRequest',
    summary: 'Explain a request',
    description: 'Says why a request was answered as it was: each rule\'s verdict, the values compared, what would pass, and the source.',
    basis: ours,
    method: 'GET',
    path: '/__admin/requests/:id/explain',
    tag,
    wire: { params: RequestPath, response: { 200: Explanation } },
    status: 200,
    rules: [],
    perform ({ sandbox: { journal } }, { params: { id } }) {
      return whole(explain(entryOf(journal, id)))
    }
  })
]
