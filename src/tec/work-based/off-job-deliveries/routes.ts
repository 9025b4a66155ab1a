import { inferred } from '../../../core/basis.ts'
import { decide, type World } from '../../../http/decide.ts'
import { operation, type App } from '../../../http/operation.ts'
import { workBasedPage } from '../../sources.ts'
import { findEnrolment, findEnrolmentById } from '../enrolments/store.ts'
import { createDeliveryRules, getDeliveryRules, updateDeliveryRules } from './rules.ts'
import { OffJobDelivery, OffJobDeliveryPath, OffJobDeliveryUpdate } from './schemas.ts'
import { deleteOffJobDelivery, findOffJobDelivery, saveOffJobDelivery, toOffJobDelivery } from './store.ts'

const tag = 'OffJobDeliveries'

const named = ({ db, eid }: World, offJobDeliveryLocalId: string) =>
  ({ offJobDeliveryLocalId, found: findOffJobDelivery(db, eid, offJobDeliveryLocalId) })

/** What the rules of a delivery read. */
const gather = ({ db, eid }: World, delivery: OffJobDeliveryUpdate) =>
  ({ delivery, enrolmentLocalId: delivery.enrolmentLocalId, enrolment: findEnrolment(db, eid, delivery.enrolmentLocalId) })

export async function offJobDeliveryRoutes (app: App): Promise<void> {
  app.post('/v1.0/off-job-deliveries', operation({
    operationId: 'CreateOffJobDelivery',
    summary: 'Create Off Job Delivery',
    description: 'Records training away from the workplace, under an enrolment.',
    basis: workBasedPage('create-off-job-delivery'),
    rules: createDeliveryRules,
    tag,
    wire: { body: OffJobDelivery, response: { 201: OffJobDelivery } }
  }), (request, reply) => {
    reply.code(201)
    return decide(request, (world) => {
      const { offJobDeliveryLocalId, ...delivery } = request.body
      const { found, ...id } = named(world, offJobDeliveryLocalId)
      const { enrolment } = world.enforce(createDeliveryRules, { ...id, localIdIsUsed: found !== undefined, ...gather(world, delivery) }, 'enrolment')
      saveOffJobDelivery(world.db, world.eid, offJobDeliveryLocalId, enrolment.id, delivery)
      return request.body
    })
  })

  app.get('/v1.0/off-job-deliveries/:offJobDeliveryLocalId', operation({
    operationId: 'GetOffJobDelivery',
    summary: 'Get Off Job Delivery',
    description: 'Answers an off-job delivery.',
    basis: workBasedPage('get-off-job-delivery'),
    rules: getDeliveryRules,
    tag,
    wire: { params: OffJobDeliveryPath, response: { 200: OffJobDelivery } }
  }), (request) => decide(request, (world) =>
    toOffJobDelivery(world.enforce(getDeliveryRules, named(world, request.params.offJobDeliveryLocalId), 'found').found)))

  app.put('/v1.0/off-job-deliveries/:offJobDeliveryLocalId', operation({
    operationId: 'UpdateOffJobDelivery',
    summary: 'Update Off Job Delivery',
    description: 'Replaces what is said of an off-job delivery.',
    basis: inferred('What can be created and read can be put right; the page was not seen'),
    rules: updateDeliveryRules,
    tag,
    wire: { params: OffJobDeliveryPath, body: OffJobDeliveryUpdate, response: { 200: OffJobDelivery } }
  }), (request) => decide(request, (world) => {
    const { offJobDeliveryLocalId } = request.params
    const { found, ...id } = named(world, offJobDeliveryLocalId)
    const enrolmentSoFar = found && findEnrolmentById(world.db, found.enrolmentId)
    const { enrolment } = world.enforce(updateDeliveryRules, { ...id, found, enrolmentSoFar, ...gather(world, request.body) }, 'enrolment')
    saveOffJobDelivery(world.db, world.eid, offJobDeliveryLocalId, enrolment.id, request.body)
    return { offJobDeliveryLocalId, ...request.body }
  }))

  app.delete('/v1.0/off-job-deliveries/:offJobDeliveryLocalId', operation({
    operationId: 'DeleteOffJobDelivery',
    summary: 'Delete Off Job Delivery',
    description: 'Takes back an off-job delivery and answers it as it was. Its id may be used again.',
    basis: inferred('What can be created can be taken back; the page was not seen'),
    rules: getDeliveryRules,
    tag,
    wire: { params: OffJobDeliveryPath, response: { 200: OffJobDelivery } }
  }), (request) => decide(request, (world) => {
    const { offJobDeliveryLocalId } = request.params
    const { found } = world.enforce(getDeliveryRules, named(world, offJobDeliveryLocalId), 'found')
    deleteOffJobDelivery(world.db, world.eid, offJobDeliveryLocalId)
    return toOffJobDelivery(found)
  }))
}
