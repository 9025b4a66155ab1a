import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { dayAfter, daysAfter, type CivilDate } from '../../../core/civil-date.ts'
import { toUtc, utcOf } from '../../../core/date-time.ts'
import { Failure } from '../../../core/errors.ts'
import { published } from '../../../core/schema.ts'
import { either } from '../../../core/words.ts'
import { operation } from '../../../http/operation.ts'
import type { Database } from '../../../sandbox/database.ts'
import { callerOf } from '../../caller.ts'
import { forAnother, named } from '../../organisations.ts'
import { knowledgeBase } from '../../sources.ts'
import { approveRegisterChanges } from '../collections/courses/register.ts'
import { isPossible } from '../statuses.ts'
import { applyToSubmission, findCurrent } from '../submissions/store.ts'
import { clearObstacles, findReturn, hasOrganisation, keepReturn, listEids, moveClosing, type Return } from './store.ts'

const ours = inferred('The sandbox\'s own: TEC does this for a person who asks')

const ReturnPath = Type.Object({
  returnId: Type.Integer({
    minimum: 0, maximum: 2147483647, description: 'Year and month', example: 202510, 'x-basis': ours, [published]: { maximum: undefined }
  })
})
const eid = Type.Integer({ minimum: 1, description: 'The organisation', example: 9001, 'x-basis': ours })

const Opening = Type.Object({
  eid,
  closes: Type.Optional(Type.String({
    format: 'date', description: 'The day on which it closes, at 17:00; two weeks from now if left out', 'x-basis': ours
  }))
}, { title: 'Opening', description: 'When a return opens and closes', additionalProperties: false, 'x-basis': ours })

const Settling = Type.Object({ eid }, {
  title: 'Settling', description: 'Whose return it is', additionalProperties: false, 'x-basis': ours
})

const Settled = Type.Object({
  edumis: Type.Integer({ 'x-basis': ours }),
  returnId: Type.Integer({ 'x-basis': ours }),
  openWindowDate: Type.String({ 'x-basis': ours }),
  closeWindowDate: Type.String({ 'x-basis': ours }),
  extractDate: Type.String({ description: 'The day as at which learners are held against the index', 'x-basis': ours }),
  coursesChanged: Type.Integer({ description: 'Courses of TEC\'s register that were changed', 'x-basis': ours })
}, { title: 'SettledReturn', description: 'A return whose courses are settled', 'x-basis': ours })

const tag = 'Returns'

/** What TEC does with returns, as no call of the API does. */
export const returnAdminOperations = [
  operation({
    operationId: 'OpenReturn',
    summary: 'Open a return again',
    description: 'Opens a return until a day, whether its window has closed or not yet opened. One that was submitted is Pending again.',
    basis: ours,
    method: 'POST',
    path: '/returns/:returnId/open',
    tag,
    wire: { params: ReturnPath, body: Opening, response: { 200: Settled } },
    status: 200,
    rules: [],
    perform ({ db, now, today, concerns }, { params: { returnId }, body }) {
      const found = keptReturn(db, body.eid, returnId)
      concerns(callerOf(body.eid))
      const closes = closingOf(body.closes ?? daysAfter(today, 14))
      if (closes <= utcOf(now)) {
        const first = closingOf(today) > utcOf(now) ? today : dayAfter(today)
        throw refused('closes', `closes ${body.closes} is over: the window closes at 17:00 of that day. A closes from ${first} on passes.`)
      }
      const opens = found.openWindowDate <= utcOf(now) ? found.openWindowDate : utcOf(now)
      moveClosing(db, opens, closes, body.eid, returnId)
      const submission = findCurrent(db, body.eid, returnId)
      if (submission && isPossible('opened again', submission.status)) applyToSubmission(db, submission.id, 'opened again')
      return describe(findReturn(db, body.eid, returnId)!, 0)
    }
  }),

  operation({
    operationId: 'SettleReturn',
    summary: 'Settle what stands in the way of a return',
    description: 'TEC approves the organisation\'s changes of the course register, the Workforce Questionnaire is processed, and nobody ' +
      'fills the return by CSV upload any more.',
    basis: knowledgeBase('KA-02623'),
    method: 'POST',
    path: '/returns/:returnId/settle',
    tag,
    wire: { params: ReturnPath, body: Settling, response: { 200: Settled } },
    status: 200,
    rules: [],
    perform ({ db, concerns }, { params: { returnId }, body }) {
      keptReturn(db, body.eid, returnId)
      concerns(callerOf(body.eid))
      clearObstacles(db, body.eid, returnId)
      return describe(findReturn(db, body.eid, returnId)!, approveRegisterChanges(db, body.eid))
    }
  })
]

const closingOf = (day: CivilDate): string => toUtc(`${day}T17:00`)

const refused = (member: string, message: string) => new Failure('unacceptable', message, { errors: { [member]: [message] } })

function keptReturn (db: Database, eid: number, returnId: number): Return {
  if (!hasOrganisation(db, eid)) {
    throw refused('eid', `The sandbox has no organisation ${eid}. Use ${either(named(listEids(db).map(it => it.eid)))}. ${forAnother}`)
  }
  const found = findReturn(db, eid, returnId)
  if (!found) {
    throw refused('returnId', `EID ${eid} has no return ${returnId}. Use one that GET /submissions/v1.0/returns lists, or a round of any ` +
      'year: April, August, December, and March for the Indicative one.')
  }
  keepReturn(db, found)
  return found
}

const describe = ({ eid, returnId, openWindowDate, closeWindowDate, extractDate }: Return, coursesChanged: number) =>
  ({ edumis: eid, returnId, openWindowDate, closeWindowDate, extractDate, coursesChanged })
