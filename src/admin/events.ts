import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { inNewZealand } from '../core/civil-date.ts'
import { answer } from '../http/answer.ts'
import { operation } from '../http/operation.ts'
import { streamOf } from '../sandbox/event-stream.ts'

const EventsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({
    minimum: 1,
    maximum: 1_000_000,
    description: 'It ends after so many events; with the sandbox or the server, if left out',
    'x-basis': ours
  }))
})

export const eventOperations = [
  operation({
    operationId: 'ListenToEvents',
    summary: 'Listen to what happens',
    description: 'Tells of what happens in the sandbox as it does, as server-sent events: listening, which comes at once; received and ' +
      'answered, for each request to an emulated API, the latter with the rules that it broke; reset, restored, clock-moved and ' +
      'moment-fired. To a listener that is slow, missed says how many were not sent.',
    basis: ours,
    method: 'GET',
    path: '/__admin/events',
    tag: 'Journal',
    wire: { querystring: EventsQuery, response: { 200: Type.String({ description: 'The events' }) } },
    status: 200,
    gives: ['text/event-stream'],
    rules: [],
    perform: ({ sandbox: { id, journal, clock } }, { query: { limit } }) => answer({
      type: 'text/event-stream; charset=utf-8',
      text: streamOf(journal.events, { sandbox: id, now: inNewZealand(clock.now()) }, limit)
    })
  })
]
