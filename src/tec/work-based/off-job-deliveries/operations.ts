import { inferred } from '../../../core/basis.ts'
import type { Context } from '../../../http/context.ts'
import { tecOperation, type TecCaller } from '../../caller.ts'
import { workBasedPage } from '../../sources.ts'
import { findAlike } from '../alike.ts'
import { alsoBy } from '../also-by.ts'
import { findEnrolment, findEnrolmentById } from '../enrolments/store.ts'
import { findLearner } from '../learners/store.ts'
import { hasEnded, type EnrolmentStatus } from '../statuses.ts'
import { deliveryAfterEnd, providerRegister } from './readings.ts'
import { createDeliveryRules, getDeliveryRules, updateDeliveryRules } from './rules.ts'
import { CreateOffJobDeliveryRequest, OffJobDelivery, OffJobDeliveryPath, OffJobDeliveryUpdate } from './schemas.ts'
import {
  deleteOffJobDelivery, findOffJobDelivery, findReturnedEnrolment, isProviderRegistered, listDeliveriesUnder, saveOffJobDelivery,
  toOffJobDelivery
} from './store.ts'

const tag = 'OffJobDeliveries'

const byLocalId = ({ db, caller: { eid } }: Context<TecCaller>, offJobDeliveryLocalId: string) =>
  ({ eid, offJobDeliveryLocalId, found: findOffJobDelivery(db, eid, offJobDeliveryLocalId) })

/** What the rules of a delivery read. */
function gather (
  { db, caller: { eid }, today, reading }: Context<TecCaller>,
  id: string | undefined,
  delivery: OffJobDeliveryUpdate,
  statusSoFar?: EnrolmentStatus
) {
  const enrolment = findEnrolment(db, eid, delivery.enrolmentLocalId)
  const refusesEnded = [enrolment?.status, statusSoFar].some(it => it !== undefined && hasEnded(it)) &&
    reading(deliveryAfterEnd) === 'refused'
  const overarching = enrolment?.overarchingId == null ? undefined : findEnrolmentById(db, enrolment.overarchingId)
  const isRegistered = isProviderRegistered(db, delivery.offJobProviderCode)
  const learner = enrolment && findLearner(db, eid, enrolment.learnerLocalId)
  const others = enrolment ? listDeliveriesUnder(db, enrolment.id).filter(it => it.offJobDeliveryLocalId !== id) : []
  return {
    delivery,
    enrolmentLocalId: delivery.enrolmentLocalId,
    enrolment,
    overarching,
    statusHeldTo: refusesEnded ? enrolment?.status : undefined,
    refusesEnded,
    isRegistered,
    refusesUnregistered: isRegistered === false && reading(providerRegister) === 'refused',
    sameDelivery: others.find(it => saysTheSame(toOffJobDelivery(it), delivery))?.offJobDeliveryLocalId,
    nationalStudentNumber: learner?.nationalStudentNumber,
    returned: learner && findReturnedEnrolment(db, eid, learner.nationalStudentNumber, delivery),
    today
  }
}

const told = ['courseCode', 'offJobProviderCode', 'offJobStartDate', 'offJobEndDate'] as const

const saysTheSame = (one: OffJobDeliveryUpdate, other: OffJobDeliveryUpdate): boolean => told.every(member => one[member] === other[member])

export const offJobDeliveryOperations = [
  tecOperation({
    operationId: 'CreateOffJobDelivery',
    summary: 'Create Off Job Delivery',
    description: 'Records training away from the workplace, under an enrolment.',
    basis: workBasedPage('create-off-job-delivery'),
    method: 'POST',
    path: '/v1.0/off-job-deliveries',
    tag,
    wire: { body: CreateOffJobDeliveryRequest, response: { 201: OffJobDelivery } },
    status: 201,
    rules: createDeliveryRules,
    perform (context, { body }) {
      const { db, caller: { eid }, enforce } = context
      const { offJobDeliveryLocalId: id, ...delivery } = body
      const found = id === undefined ? undefined : findOffJobDelivery(db, eid, id)
      const alikeId = id === undefined ? undefined : findAlike.offJobDelivery(db, { eid, id })
      const facts = { eid, offJobDeliveryLocalId: id, alikeId, localIdIsUsed: found !== undefined, ...gather(context, id, delivery) }
      const { enrolment, offJobDeliveryLocalId } = enforce(createDeliveryRules, facts, 'enrolment', 'offJobDeliveryLocalId')
      saveOffJobDelivery(db, eid, offJobDeliveryLocalId, enrolment.id, delivery)
      return { offJobDeliveryLocalId, ...delivery }
    }
  }),

  tecOperation({
    operationId: 'GetOffJobDelivery',
    summary: 'Get Off Job Delivery',
    description: 'Answers an off-job delivery.',
    basis: workBasedPage('get-off-job-delivery'),
    method: 'GET',
    path: '/v1.0/off-job-deliveries/:offJobDeliveryLocalId',
    tag,
    wire: { params: OffJobDeliveryPath, response: { 200: OffJobDelivery } },
    status: 200,
    rules: getDeliveryRules,
    perform (context, { params }) {
      const { enforce } = context
      return toOffJobDelivery(enforce(getDeliveryRules, byLocalId(context, params.offJobDeliveryLocalId), 'found').found)
    }
  }),

  tecOperation({
    operationId: 'UpdateOffJobDelivery',
    summary: 'Update Off Job Delivery',
    description: 'Replaces what is said of an off-job delivery.',
    basis: inferred('What can be created and read can be put right; the page was not seen'),
    method: 'PUT',
    alsoBy: alsoBy('PUT'),
    path: '/v1.0/off-job-deliveries/:offJobDeliveryLocalId',
    tag,
    wire: { params: OffJobDeliveryPath, body: OffJobDeliveryUpdate, response: { 200: OffJobDelivery } },
    status: 200,
    rules: updateDeliveryRules,
    perform (context, { params, body }) {
      const { db, caller: { eid }, enforce } = context
      const { offJobDeliveryLocalId } = params
      const { found, ...id } = byLocalId(context, offJobDeliveryLocalId)
      const enrolmentSoFar = found && findEnrolmentById(db, found.enrolmentId)
      const { enrolment } = enforce(updateDeliveryRules,
        { ...id, found, enrolmentSoFar, ...gather(context, offJobDeliveryLocalId, body, enrolmentSoFar?.status) }, 'enrolment')
      saveOffJobDelivery(db, eid, offJobDeliveryLocalId, enrolment.id, body)
      return { offJobDeliveryLocalId, ...body }
    }
  }),

  tecOperation({
    operationId: 'DeleteOffJobDelivery',
    summary: 'Delete Off Job Delivery',
    description: 'Takes back an off-job delivery and answers it as it was. Its id may be used again.',
    basis: inferred('What can be created can be taken back; the page was not seen'),
    method: 'DELETE',
    path: '/v1.0/off-job-deliveries/:offJobDeliveryLocalId',
    tag,
    wire: { params: OffJobDeliveryPath, response: { 200: OffJobDelivery } },
    status: 200,
    rules: getDeliveryRules,
    perform (context, { params }) {
      const { db, caller: { eid }, enforce } = context
      const { offJobDeliveryLocalId } = params
      const { found } = enforce(getDeliveryRules, byLocalId(context, offJobDeliveryLocalId), 'found')
      deleteOffJobDelivery(db, eid, offJobDeliveryLocalId)
      return toOffJobDelivery(found)
    }
  })
]
