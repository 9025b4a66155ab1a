import { createDelivery, deleteDelivery, updateDelivery } from '../../model/off-job-deliveries.ts'
import { delivery, mostly, oneOf, openEnrolment, rightOr } from '../arguments.ts'
import { some } from '../ids.ts'
import { operation } from '../step.ts'

const deliveryArguments = { enrolment: openEnrolment, provider: rightOr(10000, 9002, 9001), course: oneOf('BlockCourse1', 'BlockCourse2') }

const deliveryBody = ({ enrolment, provider, course }: { enrolment: string, provider: number, course: string }) =>
  ({ enrolmentLocalId: enrolment, offJobProviderCode: provider, courseCode: course, fundingCategory: 'F2' })

export const deliveryOperations = {
  createDelivery: operation('createDelivery', {
    delivery: mostly(some.newDelivery, delivery), ...deliveryArguments
  }, ({ teo }, { delivery, ...rest }) => {
    const body = deliveryBody(rest)
    return {
      method: 'POST',
      path: '/off-job-deliveries',
      body: { offJobDeliveryLocalId: delivery, ...body },
      faults: createDelivery(teo, delivery, body)
    }
  }),

  updateDelivery: operation('updateDelivery', {
    delivery: mostly(some.delivery, delivery), ...deliveryArguments
  }, ({ teo }, { delivery, ...rest }) => {
    const body = deliveryBody(rest)
    return { method: 'PUT', path: `/off-job-deliveries/${delivery}`, body, faults: updateDelivery(teo, delivery, body) }
  }),

  deleteDelivery: operation('deleteDelivery', { delivery: mostly(some.delivery, delivery) }, ({ teo }, { delivery }) => ({
    method: 'DELETE', path: `/off-job-deliveries/${delivery}`, faults: deleteDelivery(teo, delivery)
  }))
}
