import type { Examples } from '../../../core/example.ts'
import { after, nobody, withAgreement, withEnrolment } from '../example-scenes.ts'

export const deliveryExamples: Examples = {
  'off-job.exists': after(it => [...withEnrolment(it), it.delivery()], it => [it.getDelivery(), it.getDelivery(nobody)]),
  'off-job.local-id-unused': after(it => [...withEnrolment(it), it.delivery()], it => [
    it.delivery({ offJobDeliveryLocalId: it.ids.otherDelivery }),
    it.delivery()
  ]),
  'off-job.enrolment-so-far-not-over': after(
    it => [
      ...withEnrolment(it),
      it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment }),
      it.delivery(),
      it.delivery({ offJobDeliveryLocalId: it.ids.otherDelivery, enrolmentLocalId: it.ids.otherEnrolment }),
      it.complete(it.day(-10))
    ],
    it => [it.changeDelivery(it.ids.otherEnrolment, it.ids.otherDelivery), it.changeDelivery(it.ids.otherEnrolment)]
  ),
  'off-job.main-enrolment': after(it => [...withAgreement(it), it.complexEnrolment()], it => [
    it.delivery(),
    it.delivery({ enrolmentLocalId: it.ids.subEnrolment })
  ]),
  'off-job.provider-code-form': after(withEnrolment, it => [
    it.delivery({ offJobProviderCode: 9999 }),
    it.delivery({ offJobProviderCode: 10_000 })
  ]),
  'off-job.course-code-without-year': after(withEnrolment, it => [
    it.delivery({ courseCode: 'BlockCourse2' }),
    it.delivery({ courseCode: 'Block2026' })
  ]),
  'off-job.funding-category-code': after(withEnrolment, it => [
    it.delivery({ fundingCategory: 'F5' }),
    it.delivery({ fundingCategory: 'F6' })
  ]),
  'off-job.ends-on-or-after-start': after(withEnrolment, it => [
    it.delivery({ offJobStartDate: it.day(-20), offJobEndDate: it.day(-20) }),
    it.delivery({ offJobStartDate: it.day(-20), offJobEndDate: it.day(-21) })
  ])
}
