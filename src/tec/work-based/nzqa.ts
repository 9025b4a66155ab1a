import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { date, int32, text } from '../../core/schema.ts'
import { decide } from '../../http/decide.ts'
import { operation, type App } from '../../http/operation.ts'
import { workBasedPage } from '../sources.ts'
import { applyToEnrolment } from './cascade.ts'
import { Enrolment } from './enrolments/schemas.ts'
import { findEnrolment, findEnrolmentById, toEnrolment } from './enrolments/store.ts'
import { completionRules } from './nzqa/rules.ts'

const ours = inferred('The sandbox\'s own: in the real world NZQA reports completions, and no TMS has a call for it')

const Completion = Type.Object({
  eid: int32({ basis: ours, description: 'EDUMIS number of the organisation', example: 9001 }),
  enrolmentLocalId: text({ basis: ours, min: 1, max: 20, description: 'The enrolment that is complete', example: 'E-1001' }),
  completionDate: date({ basis: ours, description: 'The day of the completion, however long ago', example: '2026-03-02' })
}, { title: 'Completion' })

/** Under `/__admin`: what NZQA would tell TEC once a learner's unit standards complete a programme. */
export async function nzqaRoutes (app: App): Promise<void> {
  app.post('/nzqa/completions', operation({
    operationId: 'ReportCompletion',
    summary: 'Report a completion, as NZQA would',
    description: 'Completes an enrolment, with its sub-enrolments; the agreement is over with the last of its open enrolments.',
    basis: workBasedPage('place-training-agreement-in-grace'),
    rules: completionRules,
    tag: 'NZQA',
    wire: { body: Completion, response: { 201: Enrolment } }
  }), (request, reply) => {
    reply.code(201)
    const { eid, enrolmentLocalId, completionDate } = request.body
    request.entry.eid = eid
    return decide(request, ({ db, today, enforce }) => {
      const facts = { enrolmentLocalId, enrolment: findEnrolment(db, eid, enrolmentLocalId), completionDate, today }
      const { enrolment } = enforce(completionRules, facts, 'enrolment')
      applyToEnrolment({ db, today }, 'complete', enrolment, { completionDate })
      return toEnrolment(findEnrolmentById(db, enrolment.id)!)
    })
  })
}
