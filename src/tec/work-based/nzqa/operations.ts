import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { utcOf } from '../../../core/date-time.ts'
import { date, enumeration, int32, oneOf, text } from '../../../core/schema.ts'
import type { Context } from '../../../http/context.ts'
import { operation } from '../../../http/operation.ts'
import { announce } from '../../../sandbox/time.ts'
import { callerOf } from '../../caller.ts'
import { Enrolment } from '../enrolments/schemas.ts'
import { findEnrolment, findEnrolmentById, toEnrolment } from '../enrolments/store.ts'
import { completeNow, nextFeed } from './feed.ts'
import { completionRules } from './rules.ts'
import { awaitCompletion } from './store.ts'

const ours = inferred('The sandbox\'s own: in the real world NZQA reports completions, and no TMS has a call for it')

const feed = inferred('The older register had a feed of NZQA\'s at about 5 in the morning; at which hour this one has it is not known')

const arrivals = enumeration('CompletionArrival', 'When TEC knows of a completion', ['at-once', 'next-feed'])

const Completion = Type.Object({
  eid: int32({ basis: ours, description: 'EDUMIS number of the organisation', example: 9001 }),
  enrolmentLocalId: text({ basis: ours, min: 1, max: 20, description: 'The enrolment that is complete', example: 'E-1001' }),
  completionDate: date({ basis: ours, description: 'The day of the completion, however long ago', example: '2026-03-02' }),
  arrives: Type.Optional(oneOf(arrivals, {
    basis: feed,
    description: 'Whether TEC knows of it at once, which is usual here, or by the next feed: at the 05:00 that comes next in New Zealand'
  }))
}, { title: 'Completion', description: 'A completion that NZQA reports' })

/** What NZQA would tell TEC once a learner's unit standards complete a programme. */
export const nzqaOperations = [
  operation({
    operationId: 'ReportCompletion',
    summary: 'Report a completion, as NZQA would',
    description: 'Completes an enrolment, with its sub-enrolments; the agreement is over with the last of its open enrolments. One that ' +
      'arrives with the next feed falls due at its hour: until then the enrolment is as it was, and so it is answered.',
    basis: ours,
    method: 'POST',
    path: '/nzqa/completions',
    tag: 'NZQA',
    wire: { body: Completion, response: { 201: Enrolment } },
    status: 201,
    rules: completionRules,
    perform (context, { body: { eid, enrolmentLocalId, completionDate, arrives } }) {
      const { db, today, enforce } = context
      context.concerns(callerOf(eid))
      const facts = { eid, enrolmentLocalId, enrolment: findEnrolment(db, eid, enrolmentLocalId), completionDate, today }
      const { enrolment } = enforce(completionRules, facts, 'enrolment')
      if (arrives === 'next-feed') awaitFeed(context, enrolment.id, completionDate)
      else completeNow(context, enrolment, completionDate)
      return toEnrolment(findEnrolmentById(db, enrolment.id)!)
    }
  })
]

function awaitFeed ({ db, now, sandbox }: Context, enrolmentId: number, completionDate: CivilDate): void {
  const at = nextFeed(now)
  awaitCompletion(db, { enrolmentId, completionDate, arrives: utcOf(at) })
  announce(sandbox.settings, at)
}
