import { daysAfter, monthsBefore } from '../../../core/civil-date.ts'
import type { Examples } from '../../../core/example.ts'
import { after, nobody, withAgreement, withEnrolment, withLearner, withPlan } from '../example-scenes.ts'

export const planExamples: Examples = {
  'plan.exists': after(withPlan, it => [it.getPlan(), it.getPlan(nobody)]),
  'plan.local-id-unused': after(it => [...withPlan(it), it.hold(it.day(-5))], it => [
    it.plan(it.day(-170), it.ids.otherPlan),
    it.plan(it.day(-170))
  ]),
  'plan.agreement-pending-hold-or-grace': after(
    it => [
      ...withPlan(it),
      it.otherAgreement(),
      it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment, trainingAgreementLocalId: it.ids.otherAgreement })
    ],
    it => [it.plan(it.day(-170), it.ids.otherPlan, it.ids.otherAgreement), it.plan(it.day(-170), it.ids.otherPlan)]
  ),
  'plan.enrolments-are-apprenticeships': after(
    it => [
      ...withEnrolment(it),
      it.version({ studyTypeCode: 'IT' }),
      it.otherAgreement(),
      it.enrolment({
        enrolmentLocalId: it.ids.otherEnrolment,
        trainingAgreementLocalId: it.ids.otherAgreement,
        programmeVersionNumber: 2,
        participationStartDate: it.day(7)
      })
    ],
    it => [it.plan(it.day(-180)), it.plan(it.day(-180), it.ids.plan, it.ids.otherAgreement)]
  ),
  'plan.signed-on-or-after-agreement-signed': after(withEnrolment, it => [it.plan(it.day(-200)), it.plan(it.day(-201))]),
  'plan.programmes-active-on-signed-date': after(
    it => [...withAgreement(it), it.version({ expiryDate: it.day(-180) }), it.enrolment({ programmeVersionNumber: 2 })],
    it => [it.plan(it.day(-180)), it.plan(it.day(-179))]
  ),
  'plan.unique-by-learner-and-signed-date': after(it => [...withPlan(it), it.hold(it.day(-5))], it => [
    it.plan(it.day(-179), it.ids.otherPlan),
    it.plan(it.day(-180), it.ids.otherPlan)
  ]),
  'plan.signed-on-or-before-visits': after(it => [...withPlan(it), it.visit(it.day(-100))], it => [
    it.movePlan(it.day(-100)),
    it.movePlan(it.day(-99))
  ]),
  'plan.signed-on-or-before-end': after(it => [...withPlan(it), it.withdraw(it.day(-30))], it => [
    it.movePlan(it.day(-30)),
    it.movePlan(it.day(-29))
  ]),
  'plan.local-id-unlike-others': after(it => [...withEnrolment(it), it.plan(it.day(-180)), it.hold(it.day(-20))], it => [
    it.plan(it.day(-170), it.ids.otherPlan),
    it.plan(it.day(-170), it.ids.plan.toLowerCase())
  ]),
  'plan.local-id-fits-a-path': after(withEnrolment, it => [it.plan(it.day(-180)), it.plan(it.day(-180), '..')]),
  'plan.signed-by-today': after(withEnrolment, it => [it.plan(it.day(0)), it.plan(it.day(1))]),
  'plan.signed-plausible': after(
    it => [...withLearner(it), it.agreement({ trainingAgreementSignedDate: '1980-01-01' }), it.enrolment()],
    it => [it.plan(monthsBefore(it.day(0), 360)), it.plan(daysAfter(monthsBefore(it.day(0), 360), -1))]
  )
}
