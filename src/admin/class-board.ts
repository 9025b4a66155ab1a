import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { Failure } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { answer } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import { streamOf } from '../sandbox/event-stream.ts'
import { classOf, common, describe, summaryOf, type Loading } from './class-loading.ts'
import { Class, ClassPath, Results, ResultsQuery, Seat, SeatPath } from './classes-schemas.ts'

/** What a trainer sees of a class. */
export const boardOperations = (loading: Loading): Operation[] => [seatOf(loading), results(loading), listening(loading), board(loading)]

const board = ({ before, now }: Loading): Operation => operation({
  ...common,
  operationId: 'GetClass',
  summary: 'Get a class',
  description: 'Answers each seat with its code, the task at hand, what is done, the last request and the last that was refused.',
  method: 'GET',
  path: '/__admin/classes/:id',
  wire: { params: ClassPath, response: { 200: Class } },
  status: 200,
  answersVary: true,
  before,
  perform: (_context, { params: { id } }) => describe(now(), classOf(now(), id))
})

const seatOf = ({ before, now }: Loading): Operation => operation({
  ...common,
  operationId: 'GetSeatOfClass',
  summary: 'Get a seat',
  description: 'Answers one seat of a class, by its number or its code.',
  method: 'GET',
  path: '/__admin/classes/:id/seats/:seat',
  wire: { params: SeatPath, response: { 200: Seat } },
  status: 200,
  answersVary: true,
  before,
  perform (_context, { params: { id, seat } }) {
    const { seats } = classOf(now(), id)
    const found = seats.find(({ number, code }) => String(number) === seat || code === seat.toUpperCase())
    if (!found) {
      const those = seats.length === 1 ? 'seat 1 alone' : `the seats 1 to ${seats.length}`
      throw new Failure('not-found', `Class "${id}" has no seat ${quoted(seat)}. It has ${those}.`)
    }
    return now().room.describeSeat(now().server.sandboxes, found)
  }
})

const results = ({ before, now }: Loading): Operation => operation({
  ...common,
  operationId: 'GetClassResults',
  summary: 'Get the results of a class',
  description: 'Answers what each seat has come to, task by task: when it was done, after how many tries, and which rules refused how ' +
    'many of them. As JSON, or as a file for a spreadsheet.',
  method: 'GET',
  path: '/__admin/classes/:id/results',
  wire: { params: ClassPath, querystring: ResultsQuery, response: { 200: Results } },
  textsIn: ['text/csv'],
  status: 200,
  answersVary: true,
  before,
  perform (_context, { params: { id }, query: { format } }) {
    const of = classOf(now(), id)
    if (format !== 'csv') return { ...summaryOf(of), results: now().room.resultsOf(of) }
    return answer({ type: 'text/csv; charset=utf-8', text: now().room.resultsAsCsv(of) })
  }
})

const listening = ({ before, now }: Loading): Operation => operation({
  ...common,
  operationId: 'ListenToClass',
  summary: 'Listen to a class',
  description: 'Tells of the seats that are not as they were, as server-sent events, four times a second at most: listening, which ' +
    'comes at once; seats, with all of each; and closed. To a listener that is slow, missed says how many were not sent.',
  method: 'GET',
  path: '/__admin/classes/:id/events',
  wire: {
    params: ClassPath,
    querystring: Type.Object({
      limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'It ends after so many events', 'x-basis': ours }))
    }),
    response: { 200: Type.String({ description: 'The events' }) }
  },
  status: 200,
  gives: ['text/event-stream'],
  before,
  perform: (_context, { params: { id }, query: { limit } }) => answer({
    type: 'text/event-stream; charset=utf-8',
    text: streamOf(classOf(now(), id).events, { class: id }, limit)
  })
})
