import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, int32, text } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'

const page = workBasedPage('create-off-job-delivery')
const getPage = workBasedPage('get-off-job-delivery')
const unseen = inferred('The page is cut off before this member; the older register has such a one')

export const OffJobDeliveryPath = Type.Object({
  offJobDeliveryLocalId: text({ basis: getPage, description: 'The TEO\'s own id of the delivery', example: 'OJ-1001' })
})

/** What an update replaces. */
const replaceable = {
  enrolmentLocalId: text({ basis: page, min: 1, max: 20, description: 'The main programme enrolment', example: 'E-1001' }),
  offJobProviderCode: int32({
    basis: page, description: 'Ministry of Education number of whoever delivered, or your own for a body that has none', example: 9002
  }),
  courseCode: text({
    basis: page, min: 1, max: 20, description: 'Stable for each course, without dates or years', example: 'BlockCourse1'
  }),
  fundingCategory: text({
    basis: page, min: 1, max: 2, description: 'A letter and a level digit, by the Delivery Classification Guide', example: 'P1'
  }),
  deliveryClassification: Type.Optional(text({ basis: unseen, max: 20, description: 'By the Delivery Classification Guide' })),
  offJobStartDate: Type.Optional(date({ basis: unseen, description: 'The first day of the delivery' })),
  offJobEndDate: Type.Optional(date({ basis: unseen, description: 'The last day of the delivery' })),
  hours: Type.Optional(Type.Number({ minimum: 0, description: 'Hours delivered', 'x-basis': unseen }))
}

export const OffJobDeliveryUpdate = Type.Object(replaceable, {
  title: 'OffJobDeliveryUpdate', description: 'What can change of a delivery off the job', 'x-basis': inferred('The page was not seen')
})
export type OffJobDeliveryUpdate = Static<typeof OffJobDeliveryUpdate>

const OffJobDeliveryLocalId = text({
  basis: inferred('The key by which the other pages name a delivery'),
  min: 1,
  max: 20,
  description: 'The TEO\'s own id of the delivery',
  example: 'OJ-1001'
})

/** As a TEO sends it. A rule asks for its id, as that may have another name. */
export const CreateOffJobDeliveryRequest = Type.Object({
  offJobDeliveryLocalId: Type.Optional(OffJobDeliveryLocalId),
  ...replaceable
}, { title: 'CreateOffJobDeliveryRequest', description: 'A delivery off the job to be made', 'x-basis': page })

export const OffJobDelivery = Type.Object({
  offJobDeliveryLocalId: OffJobDeliveryLocalId,
  ...replaceable
}, { title: 'OffJobDelivery', description: 'Training away from the workplace, such as a block course', 'x-basis': page })
export type OffJobDelivery = Static<typeof OffJobDelivery>
