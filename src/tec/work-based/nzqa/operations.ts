import { Type } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, int32, text } from '../../../core/schema.ts'
import { operation } from '../../../http/operation.ts'
import { callerOf } from '../../caller.ts'
import { applyToEnrolment } from '../cascade.ts'
import { Enrolment } from '../enrolments/schemas.ts'
import { findEnrolment, findEnrolmentById, toEnrolment } from '../enrolments/store.ts'
import { completionRules } from './rules.ts'

const ours = inferred('The sandbox\'s own: in the real world NZQA reports completions, and no TMS has a call for it')

const Completion = Type.Object({
  eid: int32({ basis: ours, description: 'EDUMIS number of the organisation', example: 9001 }),
  enrolmentLocalId: text({ basis: ours, min: 1, max: 20, description: 'The enrolment that is complete', example: 'E-1001' }),
  completionDate: date({ basis: ours, description: 'The day of the completion, however long ago', example: '2026-03-02' })
}, { title: 'Completion', description: 'A completion that NZQA reports' })

/** What NZQA would tell TEC once a learner's unit standards complete a programme. */
export const nzqaOperations = [
  operation({
    operationId: 'ReportCompletion',
    summary: 'Report a completion, as NZQA would',
    description: 'Completes an enrolment, with its sub-enrolments; the agreement is over with the last of its open enrolments.',
    basis: ours,
    method: 'POST',
    path: '/nzqa/completions',
    tag: 'NZQA',
    wire: { body: Completion, response: { 201: Enrolment } },
    status: 201,
    rules: completionRules,
    perform (context, { body: { eid, enrolmentLocalId, completionDate } }) {
      const { db, today, enforce } = context
      context.concerns(callerOf(eid))
      const facts = { eid, enrolmentLocalId, enrolment: findEnrolment(db, eid, enrolmentLocalId), completionDate, today }
      const { enrolment } = enforce(completionRules, facts, 'enrolment')
      applyToEnrolment(context, 'complete', enrolment, { completionDate })
      return toEnrolment(findEnrolmentById(db, enrolment.id)!)
    }
  })
]
