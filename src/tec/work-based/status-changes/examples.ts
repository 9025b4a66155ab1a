import { daysAfter, monthsBefore } from '../../../core/civil-date.ts'
import type { Examples } from '../../../core/example.ts'
import { after, withAgreement, withEnrolment, withFinishedAgreement, withLearner, withPlan } from '../example-scenes.ts'

export const statusChangeExamples: Examples = {
  'agreement.can-be-held': after(withFinishedAgreement, it => [it.hold(it.day(0), 'PL', it.ids.otherAgreement), it.hold(it.day(0))]),
  'agreement.can-be-in-grace': after(withFinishedAgreement, it => [it.grace(it.day(0), 'RD', it.ids.otherAgreement), it.grace(it.day(0))]),
  'agreement.can-be-restarted': after(
    it => [...withAgreement(it), it.otherAgreement(), it.hold(it.day(-5), 'PL', it.ids.otherAgreement)],
    it => [it.restart(it.day(0), it.ids.otherAgreement), it.restart(it.day(0))]
  ),
  'agreement.can-be-withdrawn': after(withFinishedAgreement, it => [
    it.withdraw(it.day(0), 'CC', it.ids.otherAgreement),
    it.withdraw(it.day(0))
  ]),
  'agreement.not-on-hold-already': after(it => [...withAgreement(it), it.hold(it.day(-5))], it => [
    it.grace(it.day(-4)),
    it.hold(it.day(-4))
  ]),
  'agreement.not-in-grace-already': after(it => [...withAgreement(it), it.grace(it.day(-5))], it => [
    it.hold(it.day(-4)),
    it.grace(it.day(-4))
  ]),
  'agreement.on-hold-reason-code': after(withAgreement, it => [it.hold(it.day(0), 'SW'), it.hold(it.day(0), 'LE')]),
  'agreement.grace-reason-code': after(withAgreement, it => [it.grace(it.day(0), 'LE'), it.grace(it.day(0), 'SW')]),
  'agreement.withdrawal-reason-code': after(withAgreement, it => [it.withdraw(it.day(0), 'PT'), it.withdraw(it.day(0), 'DF')]),
  'agreement.pause-by-today': after(withAgreement, it => [it.hold(it.day(0)), it.hold(it.day(1))]),
  'agreement.pause-after-signed': after(it => [...withLearner(it), it.agreement({ trainingAgreementSignedDate: it.day(-20) })], it => [
    it.grace(it.day(-19)),
    it.grace(it.day(-20))
  ]),
  'agreement.pause-within-three-months': after(withAgreement, it => [
    it.hold(monthsBefore(it.day(0), 3)),
    it.hold(daysAfter(monthsBefore(it.day(0), 3), -1))
  ]),
  'agreement.restart-by-today': after(it => [...withAgreement(it), it.hold(it.day(-5))], it => [
    it.restart(it.day(0)),
    it.restart(it.day(1))
  ]),
  'agreement.restart-after-signed': after(
    it => [...withAgreement(it), it.hold(it.day(-30)), it.changeAgreement({ trainingAgreementSignedDate: it.day(-20) })],
    it => [it.restart(it.day(-19)), it.restart(it.day(-20))]
  ),
  'agreement.restart-on-or-after-hold': after(it => [...withAgreement(it), it.hold(it.day(-5))], it => [
    it.restart(it.day(-5)),
    it.restart(it.day(-6))
  ]),
  'agreement.restart-on-or-after-grace': after(it => [...withAgreement(it), it.grace(it.day(-5))], it => [
    it.restart(it.day(-5)),
    it.restart(it.day(-6))
  ]),
  'agreement.withdrawal-of-a-grace': after(withAgreement, it => [it.withdraw(it.day(0)), it.withdraw(it.day(0), 'GE')]),
  'agreement.withdrawal-on-or-after-visits': after(it => [...withPlan(it), it.visit(it.day(-20))], it => [
    it.withdraw(it.day(-20)),
    it.withdraw(it.day(-21))
  ]),
  'agreement.withdrawal-by-today': after(withAgreement, it => [it.withdraw(it.day(0)), it.withdraw(it.day(1))]),
  'agreement.withdrawal-on-or-after-signed': after(withAgreement, it => [it.withdraw(it.day(-200)), it.withdraw(it.day(-201))]),
  'agreement.withdrawal-on-or-after-participation-start': after(withEnrolment, it => [
    it.withdraw(it.day(-190)),
    it.withdraw(it.day(-191))
  ]),
  'agreement.pause-on-or-after-pause': after(it => [...withAgreement(it), it.hold(it.day(-10))], it => [
    it.grace(it.day(-10)),
    it.grace(it.day(-11))
  ]),
  'agreement.pause-on-or-after-restart': after(it => [...withAgreement(it), it.hold(it.day(-20)), it.restart(it.day(-10))], it => [
    it.hold(it.day(-10)),
    it.hold(it.day(-11))
  ]),
  'agreement.pause-on-or-after-participation-start': after(
    it => [...withAgreement(it), it.enrolment({ participationStartDate: it.day(-30) })],
    it => [it.hold(it.day(-30)), it.hold(it.day(-31))]
  ),
  'agreement.withdrawal-on-or-after-pause': after(it => [...withAgreement(it), it.hold(it.day(-10))], it => [
    it.withdraw(it.day(-10)),
    it.withdraw(it.day(-11))
  ])
}
