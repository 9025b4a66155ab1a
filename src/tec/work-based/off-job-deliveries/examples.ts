import type { Examples } from '../../../core/example.ts'
import type { Requests } from '../example-requests.ts'
import { after, nobody, withAgreement, withEnrolment } from '../example-scenes.ts'

const least = ({ ids }: Requests) =>
  ({ enrolmentLocalId: ids.enrolment, offJobProviderCode: 9001, courseCode: 'BlockCourse1', fundingCategory: 'F2' })

const first = ({ id }: Requests) => id('O')
const other = ({ id }: Requests) => id('R')

const create = (it: Requests, changes: object = {}) =>
  it.post('/off-job-deliveries', { offJobDeliveryLocalId: first(it), ...least(it), ...changes })
const change = (it: Requests, enrolmentLocalId: string, of = first(it)) =>
  it.put(`/off-job-deliveries/${of}`, { ...least(it), enrolmentLocalId })
const get = (it: Requests, of = first(it)) => it.get(`/off-job-deliveries/${of}`)

export const deliveryExamples: Examples = {
  'off-job.exists': after(it => [...withEnrolment(it), create(it)], it => [get(it), get(it, nobody)]),
  'off-job.local-id-unused': after(it => [...withEnrolment(it), create(it)], it => [
    create(it, { offJobDeliveryLocalId: other(it) }),
    create(it)
  ]),
  'off-job.enrolment-so-far-not-over': after(
    it => [
      ...withEnrolment(it),
      it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment }),
      create(it),
      create(it, { offJobDeliveryLocalId: other(it), enrolmentLocalId: it.ids.otherEnrolment }),
      it.complete(it.day(-10))
    ],
    it => [change(it, it.ids.otherEnrolment, other(it)), change(it, it.ids.otherEnrolment)]
  ),
  'off-job.main-enrolment': after(it => [...withAgreement(it), it.complexEnrolment()], it => [
    create(it),
    create(it, { enrolmentLocalId: it.ids.subEnrolment })
  ]),
  'off-job.provider-code-form': after(withEnrolment, it => [
    create(it, { offJobProviderCode: 9999 }),
    create(it, { offJobProviderCode: 10_000 })
  ]),
  'off-job.course-code-without-year': after(withEnrolment, it => [
    create(it, { courseCode: 'BlockCourse2' }),
    create(it, { courseCode: 'Block2026' })
  ]),
  'off-job.funding-category-code': after(withEnrolment, it => [
    create(it, { fundingCategory: 'F5' }),
    create(it, { fundingCategory: 'F6' })
  ]),
  'off-job.ends-on-or-after-start': after(withEnrolment, it => [
    create(it, { offJobStartDate: it.day(-20), offJobEndDate: it.day(-20) }),
    create(it, { offJobStartDate: it.day(-20), offJobEndDate: it.day(-21) })
  ])
}
