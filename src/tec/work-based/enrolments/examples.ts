import { daysAfter, monthsBefore } from '../../../core/civil-date.ts'
import type { Examples } from '../../../core/example.ts'
import { after, nobody, withAgreement, withEnrolment, withFinishedAgreement, withPlan, withProgrammes } from '../example-scenes.ts'

export const enrolmentExamples: Examples = {
  'enrolment.exists': after(withEnrolment, it => [it.getEnrolment(), it.getEnrolment(nobody)]),
  'enrolment.local-id-unused': after(withEnrolment, it => [
    it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment }),
    it.enrolment()
  ]),
  'enrolment.agreement-of-the-learner': after(it => [...withAgreement(it), it.otherLearner()], it => [
    it.enrolment(),
    it.enrolment({ learnerLocalId: it.ids.otherLearner })
  ]),
  'enrolment.agreement-not-finished': after(withFinishedAgreement, it => [
    it.enrolment({ trainingAgreementLocalId: it.ids.otherAgreement }),
    it.enrolment()
  ]),
  'enrolment.funding-source-type-code': after(withAgreement, it => [it.enrolment(), it.enrolment({ fundingSourceTypeCode: '01' })]),
  'enrolment.mode-of-delivery-code': after(withAgreement, it => [
    it.enrolment({ modeOfDeliveryCode: 24 }),
    it.enrolment({ modeOfDeliveryCode: 23 })
  ]),
  'enrolment.assessment-mode-matches-programme': after(it => [...withAgreement(it), it.version({ modeOfDeliveryCode: 26 })], it => [
    it.enrolment({ modeOfDeliveryCode: 26, programmeVersionNumber: 2 }),
    it.enrolment({ modeOfDeliveryCode: 26 })
  ]),
  'enrolment.study-type-matches-programme': after(withAgreement, it => [
    it.enrolment({ studyTypeCode: 'NZA' }),
    it.enrolment({ studyTypeCode: 'IT' })
  ]),
  'enrolment.starts-on-or-after-enrolment-date': after(withAgreement, it => [
    it.enrolment({ enrolmentDate: it.day(-190) }),
    it.enrolment({ enrolmentDate: it.day(-189) })
  ]),
  'enrolment.starts-on-or-after-plan-signed': after(withPlan, it => [
    it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment, enrolmentDate: it.day(-185), participationStartDate: it.day(-180) }),
    it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment, enrolmentDate: it.day(-185), participationStartDate: it.day(-181) })
  ]),
  'enrolment.programme-active-at-start': after(it => [...withAgreement(it), it.version({ expiryDate: it.day(-190) })], it => [
    it.enrolment({ programmeVersionNumber: 2 }),
    it.enrolment({ programmeVersionNumber: 2, participationStartDate: it.day(-189) })
  ]),
  'enrolment.not-withdrawn-or-completed': after(
    it => [...withEnrolment(it), it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment }), it.complete(it.day(-10))],
    it => [it.changeEnrolment(it.day(-190), it.ids.otherEnrolment), it.changeEnrolment(it.day(-190))]
  ),
  'enrolment.date-on-or-before-start': after(withEnrolment, it => [it.changeEnrolment(it.day(-190)), it.changeEnrolment(it.day(-189))]),
  'enrolment.withdrawal-by-today': after(withEnrolment, it => [it.withdrawEnrolment(it.day(0)), it.withdrawEnrolment(it.day(1))]),
  'enrolment.withdrawal-after-start': after(withEnrolment, it => [it.withdrawEnrolment(it.day(-189)), it.withdrawEnrolment(it.day(-190))]),
  'enrolment.withdrawal-reason-code': after(withEnrolment, it => [
    it.withdrawEnrolment(it.day(0), 'PT'),
    it.withdrawEnrolment(it.day(0), 'NA')
  ]),
  'enrolment.deletion-reason-code': after(withEnrolment, it => [it.deleteEnrolment('IE'), it.deleteEnrolment('XX')]),
  'enrolment.transfer-to-another-version': after(it => [...withEnrolment(it), it.version()], it => [
    it.transferEnrolment(2),
    it.transferEnrolment(1)
  ]),
  'enrolment.transfer-to-active-version': after(it => [...withEnrolment(it), it.version(), it.version({ expiryDate: it.day(-1) })], it => [
    it.transferEnrolment(2),
    it.transferEnrolment(3)
  ]),
  'complex-enrolment.same-funding': after(withProgrammes, it => [
    it.complexEnrolment(),
    it.complexEnrolment({ fundingSourceTypeCode: '01' })
  ]),
  'complex-enrolment.same-mode': after(it => [...withAgreement(it), it.otherProgramme({ modeOfDeliveryCode: 26 })], it => [
    it.complexEnrolment(),
    it.complexEnrolment({ modeOfDeliveryCode: 26 })
  ]),
  'complex-enrolment.starts-on-or-after-overarching': after(withProgrammes, it => [
    it.complexEnrolment(),
    it.complexEnrolment({ enrolmentDate: it.day(-191), participationStartDate: it.day(-191) })
  ]),
  'enrolment.withdrawal-of-a-grace': after(withEnrolment, it => [it.withdrawEnrolment(it.day(0)), it.withdrawEnrolment(it.day(0), 'GE')]),
  'complex-enrolment.one-agreement': after(withProgrammes, it => [
    it.complexEnrolment({ trainingAgreementLocalId: it.ids.agreement }),
    it.complexEnrolment({ trainingAgreementLocalId: it.ids.otherAgreement })
  ]),
  'complex-enrolment.local-ids-differ': after(withProgrammes, it => [
    it.complexEnrolment(),
    it.complexEnrolment({ enrolmentLocalId: it.ids.enrolment })
  ]),
  'complex-enrolment.programmes-differ': after(withProgrammes, it => [
    it.complexEnrolment(),
    it.complexEnrolment({ programmeLocalId: it.ids.programme })
  ]),
  'enrolment.local-id-unlike-others': after(withEnrolment, it => [
    it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment, enrolmentDate: it.day(-191) }),
    it.enrolment({ enrolmentLocalId: it.ids.enrolment.toLowerCase(), enrolmentDate: it.day(-191) })
  ]),
  'enrolment.local-id-fits-a-path': after(withAgreement, it => [it.enrolment(), it.enrolment({ enrolmentLocalId: '..' })]),
  'enrolment.not-there-already': after(withEnrolment, it => [
    it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment, enrolmentDate: it.day(-191) }),
    it.enrolment({ enrolmentLocalId: it.ids.otherEnrolment })
  ]),
  'enrolment.pathway-while-it-lasted': after(withAgreement, it => [
    it.enrolment({ participationStartDate: it.day(0) }),
    it.enrolment({ participationStartDate: it.day(0), modeOfDeliveryCode: 25 })
  ]),
  'enrolment.date-on-or-after-agreement-signed': after(withAgreement, it => [
    it.enrolment({ enrolmentDate: it.day(-200) }),
    it.enrolment({ enrolmentDate: it.day(-201) })
  ]),
  'enrolment.start-plausible': after(withAgreement, it => [
    it.enrolment({ participationStartDate: monthsBefore(it.day(0), -60) }),
    it.enrolment({ participationStartDate: daysAfter(monthsBefore(it.day(0), -60), 1) })
  ]),
  'enrolment.withdrawal-on-or-after-pause': after(it => [...withEnrolment(it), it.hold(it.day(-10))], it => [
    it.withdrawEnrolment(it.day(-10)),
    it.withdrawEnrolment(it.day(-11))
  ]),
  'enrolment.deletion-plausible': after(withEnrolment, it => [
    it.deleteEnrolment('IE', monthsBefore(it.day(0), 360)),
    it.deleteEnrolment('IE', daysAfter(monthsBefore(it.day(0), 360), -1))
  ]),
  'enrolment.programme-given': after(withAgreement, it => [it.enrolment(), it.enrolment({ programmeLocalId: undefined })]),
  'enrolment.programme-version-given': after(withAgreement, it => [it.enrolment(), it.enrolment({ programmeVersionNumber: undefined })]),
  'enrolment.date-given': after(withAgreement, it => [it.enrolment(), it.enrolment({ enrolmentDate: undefined })]),
  'enrolment.transfer-version-given': after(it => [...withEnrolment(it), it.version()], it => [
    it.transferEnrolment(2),
    it.transferEnrolment(undefined)
  ]),
  'enrolment.transfer-plausible': after(it => [...withEnrolment(it), it.version()], it => [
    it.transferEnrolment(2, monthsBefore(it.day(0), -60)),
    it.transferEnrolment(2, daysAfter(monthsBefore(it.day(0), -60), 1))
  ]),
  'enrolment.deletion-on-or-after-enrolment': after(withEnrolment, it => [
    it.deleteEnrolment('IE', it.day(-190)),
    it.deleteEnrolment('IE', it.day(-191))
  ]),
  'enrolment.deletion-by-today': after(withEnrolment, it => [it.deleteEnrolment('IE'), it.deleteEnrolment('IE', it.day(1))])
}
