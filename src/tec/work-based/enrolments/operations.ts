import { inferred } from '../../../core/basis.ts'
import { answer } from '../../../http/answer.ts'
import { tecOperation } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { alikeAmong } from '../alike.ts'
import { alsoBy } from '../also-by.ts'
import { applyToEnrolment, applyToEnrolmentsOf, settle } from '../cascade.ts'
import { inCapitals } from '../codes.ts'
import { findProgrammeVersion } from '../programmes/store.ts'
import { isOpen } from '../statuses.ts'
import { Withdrawal } from '../status-changes/schemas.ts'
import { deletedStatus, deletionOfEnded, deletionReply } from './readings.ts'
import { createComplexEnrolmentRules, oneAgreement, subEnrolmentFacts, subEnrolmentRules } from './complex-rules.ts'
import { createEnrolmentRules, newEnrolmentRules } from './create-rules.ts'
import { byLocalId, enrol, gather, reply, withAgreement } from './facts.ts'
import { deleteEnrolmentRules, getEnrolmentRules, updateEnrolmentRules, withdrawEnrolmentRules } from './rules.ts'
import {
  ComplexEnrolment, CreateComplexEnrolmentRequest, CreateEnrolmentRequest, Deletion, Enrolment, EnrolmentPath, EnrolmentTransfer,
  EnrolmentUpdate
} from './schemas.ts'
import { findEnrolmentById, listSubEnrolmentsOf, moveToVersion, toEnrolment, updateEnrolmentDate } from './store.ts'
import { transferEnrolmentRules } from './transfer-rules.ts'

const tag = 'Enrolments'

export const enrolmentOperations = [
  tecOperation({
    operationId: 'CreateEnrolment',
    summary: 'Create Enrolment',
    description: 'Enrols a learner in a version of a programme, under a training agreement.',
    basis: inferred('Only the complex enrolment was seen; a simple one must exist beside it'),
    method: 'POST',
    path: '/v1.0/enrolments',
    tag,
    wire: { body: CreateEnrolmentRequest, response: { 201: Enrolment } },
    status: 201,
    rules: createEnrolmentRules,
    perform (context, { body }) {
      const { caller: { eid }, enforce } = context
      const facts = enforce(createEnrolmentRules, gather(context, body, body))
      enrol(context, facts)
      settle(context, eid, facts.trainingAgreementLocalId)
      return reply(context, facts.enrolment.enrolmentLocalId)
    }
  }),

  tecOperation({
    operationId: 'CreateComplexEnrolment',
    summary: 'Create Complex Enrolment',
    description: 'Enrols a learner in an over-arching programme and in the programmes below it, under one training agreement.',
    basis: workBasedPage('create-complex-enrolment'),
    method: 'POST',
    path: '/v1.0/complex-enrolments',
    tag,
    wire: { body: CreateComplexEnrolmentRequest, response: { 201: ComplexEnrolment } },
    status: 201,
    rules: createComplexEnrolmentRules,
    perform (context, { body }) {
      const { db, caller: { eid }, enforceAll } = context
      const { enrolment, subEnrolments, trainingAgreementLocalId } = body
      const overarching = gather(context, body, enrolment)
      const ids = [enrolment, ...subEnrolments].map(it => it.enrolmentLocalId)
      const subs = subEnrolments.map(sub => {
        const facts = gather(context, body, sub)
        return { ...facts, alikeId: facts.alikeId ?? alikeAmong(ids, sub.enrolmentLocalId), overarching: enrolment }
      })
      enforceAll([
        { at: '', rules: newEnrolmentRules('enrolment.'), facts: overarching },
        { at: '', rules: [oneAgreement('enrolment.')], facts: { sub: enrolment, trainingAgreementLocalId } },
        ...subs.map((facts, i) => ({ at: '', rules: newEnrolmentRules(`subEnrolments[${i}].`), facts })),
        ...subEnrolments.map((sub, i) => ({
          at: '', rules: subEnrolmentRules(`subEnrolments[${i}].`), facts: subEnrolmentFacts(body, sub, subs[i]!.programmeVersion)
        }))
      ])
      const { id } = enrol(context, overarching)
      for (const facts of subs) enrol(context, facts, id)
      settle(context, eid, trainingAgreementLocalId)
      return { enrolment: reply(context, enrolment.enrolmentLocalId), subEnrolments: listSubEnrolmentsOf(db, id).map(toEnrolment) }
    }
  }),

  tecOperation({
    operationId: 'GetEnrolment',
    summary: 'Get Enrolment',
    description: 'Answers an enrolment with its status.',
    basis: workBasedPage('get-enrolment'),
    method: 'GET',
    path: '/v1.0/enrolments/:enrolmentLocalId',
    tag,
    wire: { params: EnrolmentPath, response: { 200: Enrolment } },
    status: 200,
    rules: getEnrolmentRules,
    perform (context, { params }) {
      return toEnrolment(context.enforce(getEnrolmentRules, byLocalId(context, params.enrolmentLocalId), 'enrolment').enrolment)
    }
  }),

  tecOperation({
    operationId: 'UpdateEnrolment',
    summary: 'Update Enrolment',
    description: 'Changes the enrolment date. For anything else, withdraw or delete the enrolment and make another.',
    basis: inferred('A vendor speaks of updates; the page was not seen'),
    method: 'PUT',
    alsoBy: alsoBy('PUT'),
    path: '/v1.0/enrolments/:enrolmentLocalId',
    tag,
    wire: { params: EnrolmentPath, body: EnrolmentUpdate, response: { 200: Enrolment } },
    status: 200,
    rules: updateEnrolmentRules,
    perform (context, { params, body }) {
      const { db, enforce } = context
      const { enrolmentLocalId } = params
      const { enrolment } = enforce(updateEnrolmentRules, { ...withAgreement(context, enrolmentLocalId), update: body }, 'enrolment')
      updateEnrolmentDate(db, body.enrolmentDate ?? enrolment.enrolmentDate, enrolment.id)
      return reply(context, enrolmentLocalId)
    }
  }),

  tecOperation({
    operationId: 'WithdrawEnrolment',
    summary: 'Withdraw Enrolment',
    description: 'Ends an enrolment, with its sub-enrolments. The agreement is over with the last of its open enrolments.',
    basis: inferred('Vendors withdraw single enrolments; the page was not seen'),
    method: 'PUT',
    alsoBy: alsoBy('PUT'),
    path: '/v1.0/enrolments/:enrolmentLocalId/withdraw',
    tag,
    wire: { params: EnrolmentPath, body: Withdrawal, response: { 200: Withdrawal } },
    status: 200,
    rules: withdrawEnrolmentRules,
    perform (context, { params, body }) {
      const { today, enforce } = context
      const withdrawal = inCapitals(context, body, 'withdrawalReasonCode')
      const facts = { ...withAgreement(context, params.enrolmentLocalId), withdrawal, today }
      const { enrolment } = enforce(withdrawEnrolmentRules, facts, 'enrolment')
      applyToEnrolment(context, 'withdraw', enrolment, withdrawal)
      return withdrawal
    }
  }),

  tecOperation({
    operationId: 'TransferEnrolment',
    summary: 'Transfer Enrolment to a new programme version',
    description: 'Goes on in another version of the same programme.',
    basis: inferred('The older register had it; the page was not seen'),
    method: 'POST',
    alsoBy: alsoBy('POST'),
    path: '/v1.0/enrolments/:enrolmentLocalId/transfer',
    tag,
    wire: { params: EnrolmentPath, body: EnrolmentTransfer, response: { 200: Enrolment } },
    status: 200,
    rules: transferEnrolmentRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, today, enforce } = context
      const { enrolmentLocalId } = params
      const { programmeVersionNumber, transferDate = today } = body
      const found = byLocalId(context, enrolmentLocalId)
      const programmeLocalId = found.enrolment?.programmeLocalId ?? ''
      const { enrolment, programmeVersion } = enforce(transferEnrolmentRules, {
        ...found,
        transfer: body,
        transferDate,
        today,
        programmeLocalId,
        programmeVersionNumber,
        programmeVersion:
          programmeVersionNumber === undefined ? undefined : findProgrammeVersion(db, eid, programmeLocalId, programmeVersionNumber)
      }, 'enrolment', 'programmeVersion')
      moveToVersion(db, programmeVersion.programmeVersionNumber, transferDate, enrolment.id)
      applyToEnrolmentsOf(context, 'transfer', enrolment)
      return reply(context, enrolmentLocalId)
    }
  }),

  tecOperation({
    operationId: 'DeleteEnrolment',
    summary: 'Delete Enrolment',
    description: 'Takes back an enrolment that should not have been, with its sub-enrolments. Its id may be used again.',
    basis: workBasedPage('delete-enrolment'),
    method: 'DELETE',
    path: '/v1.0/enrolments/:enrolmentLocalId',
    tag,
    wire: { params: EnrolmentPath, body: Deletion, response: { 200: Enrolment } },
    mayBeEmpty: 'By the reading deletion-reply it may have no body',
    status: 200,
    rules: deleteEnrolmentRules,
    perform (context, { params, body }) {
      const { db, today, enforce, reading } = context
      const deletion = inCapitals(context, body, 'deletionReason')
      const found = byLocalId(context, params.enrolmentLocalId)
      const { status } = found.enrolment ?? {}
      const statusHeldTo = status && !isOpen(status) && reading(deletionOfEnded) === 'refused' ? status : undefined
      const { enrolment } = enforce(deleteEnrolmentRules, { ...found, statusHeldTo, deletion, today }, 'enrolment')
      applyToEnrolment(context, 'delete', enrolment, deletion)
      if (reading(deletionReply) === 'nothing') return answer({})
      return { ...toEnrolment(findEnrolmentById(db, enrolment.id)!), enrolmentStatus: reading(deletedStatus) }
    }
  })
]
