import { daysAfter, monthsBefore } from '../../../core/civil-date.ts'
import type { Examples } from '../../../core/example.ts'
import { reportInAReturn } from '../../off-job-examples.ts'
import type { Requests } from '../example-requests.ts'
import { after, nobody, withEnrolment, withProgrammes } from '../example-scenes.ts'

const least = ({ ids }: Requests) =>
  ({ enrolmentLocalId: ids.enrolment, offJobProviderCode: 9001, courseCode: 'BlockCourse1', fundingCategory: 'P1' })

const first = ({ id }: Requests) => id('O')
const other = ({ id }: Requests) => id('R')

const create = (it: Requests, changes: object = {}) =>
  it.post('/off-job-deliveries', { offJobDeliveryLocalId: first(it), ...least(it), ...changes })
const change = (it: Requests, enrolmentLocalId: string, of = first(it)) =>
  it.put(`/off-job-deliveries/${of}`, { ...least(it), enrolmentLocalId })
const get = (it: Requests, of = first(it)) => it.get(`/off-job-deliveries/${of}`)

export const deliveryExamples: Examples = {
  'off-job.exists': after(it => [...withEnrolment(it), create(it)], it => [get(it), get(it, nobody)]),
  'off-job.local-id-given': after(withEnrolment, it => [create(it), create(it, { offJobDeliveryLocalId: undefined })]),
  'off-job.local-id-unused': after(it => [...withEnrolment(it), create(it)], it => [
    create(it, { offJobDeliveryLocalId: other(it), courseCode: 'BlockCourse2' }),
    create(it, { courseCode: 'BlockCourse2' })
  ]),
  'off-job.enrolment-so-far-not-over': after(
    it => [
      ...withEnrolment(it),
      it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment }),
      create(it),
      create(it, { offJobDeliveryLocalId: other(it), enrolmentLocalId: it.ids.otherEnrolment, courseCode: 'BlockCourse2' }),
      it.complete(it.day(-10))
    ],
    it => [change(it, it.ids.otherEnrolment, other(it)), change(it, it.ids.otherEnrolment)]
  ),
  'off-job.hours-plausible': after(withEnrolment, it => [create(it, { hours: 6000 }), create(it, { hours: 6001 })]),
  'off-job.classification-form': after(withEnrolment, it => [
    create(it, { deliveryClassification: '39' }),
    create(it, { deliveryClassification: '40' })
  ]),
  'off-job.main-enrolment': after(it => [...withProgrammes(it), it.complexEnrolment()], it => [
    create(it),
    create(it, { enrolmentLocalId: it.ids.subEnrolment })
  ]),
  'off-job.provider-registered': after(withEnrolment, it => [create(it), create(it, { offJobProviderCode: 4321 })]),
  'off-job.course-code-without-year': after(withEnrolment, it => [
    create(it, { courseCode: 'BlockCourse2' }),
    create(it, { courseCode: 'Block2026' })
  ]),
  'off-job.funding-category-code': after(withEnrolment, it => [
    create(it, { fundingCategory: 'B2' }),
    create(it, { fundingCategory: 'F2' })
  ]),
  'off-job.ends-on-or-after-start': after(withEnrolment, it => [
    create(it, { offJobStartDate: it.day(-20), offJobEndDate: it.day(-20) }),
    create(it, { offJobStartDate: it.day(-20), offJobEndDate: it.day(-21) })
  ]),
  'off-job.starts-on-or-after-participation': after(withEnrolment, it => [
    create(it, { offJobStartDate: it.day(-190) }),
    create(it, { offJobStartDate: it.day(-191) })
  ]),
  'off-job.ends-on-or-after-participation': after(withEnrolment, it => [
    create(it, { offJobEndDate: it.day(-190) }),
    create(it, { offJobEndDate: it.day(-191) })
  ]),
  'off-job.local-id-unlike-others': after(it => [...withEnrolment(it), create(it)], it => [
    create(it, { offJobDeliveryLocalId: other(it), courseCode: 'BlockCourse2' }),
    create(it, { offJobDeliveryLocalId: first(it).toLowerCase(), courseCode: 'BlockCourse2' })
  ]),
  'off-job.local-id-fits-a-path': after(withEnrolment, it => [create(it), create(it, { offJobDeliveryLocalId: '..' })]),
  'off-job.not-there-already': after(it => [...withEnrolment(it), create(it)], it => [
    create(it, { offJobDeliveryLocalId: other(it), courseCode: 'BlockCourse2' }),
    create(it, { offJobDeliveryLocalId: other(it) })
  ]),
  'off-job.not-in-a-return': after(it => [...withEnrolment(it), ...reportInAReturn(it, it.number, 'BlockCourse2')], it => [
    create(it),
    create(it, { courseCode: 'BlockCourse2' })
  ]),
  'off-job.start-plausible': after(withEnrolment, it => [
    create(it, { offJobStartDate: monthsBefore(it.day(0), -60) }),
    create(it, { offJobStartDate: daysAfter(monthsBefore(it.day(0), -60), 1) })
  ]),
  'off-job.end-plausible': after(withEnrolment, it => [
    create(it, { offJobEndDate: monthsBefore(it.day(0), -60) }),
    create(it, { offJobEndDate: daysAfter(monthsBefore(it.day(0), -60), 1) })
  ])
}
