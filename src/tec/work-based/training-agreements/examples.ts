import { daysAfter, monthsBefore } from '../../../core/civil-date.ts'
import type { Examples } from '../../../core/example.ts'
import { after, nobody, withAgreement, withEnrolment, withFinishedAgreement, withLearner, withPlan } from '../example-scenes.ts'

export const agreementExamples: Examples = {
  'agreement.exists': after(withAgreement, it => [it.getAgreement(), it.getAgreement(nobody)]),
  'agreement.local-id-unused': after(withAgreement, it => [
    it.otherAgreement(),
    it.otherAgreement({ trainingAgreementLocalId: it.ids.agreement })
  ]),
  'agreement.details-given': after(withAgreement, it => [it.otherAgreement(), it.otherAgreement({ trainingAgreement: undefined })]),
  'agreement.unique-by-learner-employer-signed-date': after(withAgreement, it => [
    it.otherAgreement(),
    it.otherAgreement({ trainingAgreement: it.details() })
  ]),
  'agreement.local-id-unlike-others': after(withAgreement, it => [
    it.otherAgreement(),
    it.otherAgreement({ trainingAgreementLocalId: it.ids.agreement.toLowerCase() })
  ]),
  'agreement.local-id-fits-a-path': after(withLearner, it => [it.agreement(), it.otherAgreement({ trainingAgreementLocalId: '..' })]),
  'agreement.signed-date-given': after(withLearner, it => [it.agreement(), it.agreement({ trainingAgreementSignedDate: undefined })]),
  'agreement.employer-nzbn-form': after(withLearner, it => [
    it.agreement({ employerNzbn: '9429000000017' }),
    it.agreement({ employerNzbn: '942900000001' })
  ]),
  'agreement.signed-on-or-after-birth': after(it => [it.learner({ identity: it.identity({ dateOfBirth: it.day(-200) }) })], it => [
    it.agreement({ trainingAgreementSignedDate: it.day(-200) }),
    it.agreement({ trainingAgreementSignedDate: it.day(-201) })
  ]),
  'agreement.signed-old-enough': after(
    it => [it.learner({ identity: it.identity({ dateOfBirth: monthsBefore(it.day(-200), 60) }) })],
    it => [it.agreement({ trainingAgreementSignedDate: it.day(-200) }), it.agreement({ trainingAgreementSignedDate: it.day(-201) })]
  ),
  'agreement.employer-unlike-others': after(withAgreement, it => [
    it.otherAgreement(),
    it.otherAgreement({ trainingAgreement: it.details({ employerName: 'KERERŪ JOINERY LTD' }) })
  ]),
  'transfer.employer-unlike-others': after(it => [...withAgreement(it), it.otherAgreement()], it => [
    it.transfer(it.ids.newAgreement),
    it.transfer(it.ids.newAgreement, it.ids.agreement, { employerName: 'harbourside homes ltd' })
  ]),
  'transfer.to-another-employer': after(withAgreement, it => [
    it.transfer(it.ids.newAgreement),
    it.transfer(it.ids.newAgreement, it.ids.agreement, { employerName: 'Kererū Joinery Ltd', trainingAgreementSignedDate: it.day(-1) })
  ]),
  'transfer.signed-on-or-after-pause': after(it => [...withAgreement(it), it.hold(it.day(-10))], it => [
    it.transfer(it.ids.newAgreement, it.ids.agreement, { trainingAgreementSignedDate: it.day(-10) }),
    it.transfer(it.ids.newAgreement, it.ids.agreement, { trainingAgreementSignedDate: it.day(-11) })
  ]),
  'agreement.signed-plausible': after(it => [it.learner({ identity: it.identity({ dateOfBirth: '1940-01-01' }) })], it => [
    it.agreement({ trainingAgreementSignedDate: monthsBefore(it.day(0), 360) }),
    it.agreement({ trainingAgreementSignedDate: daysAfter(monthsBefore(it.day(0), 360), -1) })
  ]),
  'agreement.end-plausible': after(withLearner, it => [
    it.agreement({ trainingAgreementEndDate: monthsBefore(it.day(0), -360) }),
    it.agreement({ trainingAgreementEndDate: daysAfter(monthsBefore(it.day(0), -360), 1) })
  ]),
  'agreement.signed-not-in-future': after(withLearner, it => [
    it.agreement({ trainingAgreementSignedDate: it.day(0) }),
    it.agreement({ trainingAgreementSignedDate: it.day(1) })
  ]),
  'agreement.ends-on-or-after-signed': after(withLearner, it => [
    it.agreement({ trainingAgreementEndDate: it.day(-200) }),
    it.agreement({ trainingAgreementEndDate: it.day(-201) })
  ]),
  'agreement.employment-region-code': after(withLearner, it => [
    it.agreement({ employmentRegionCode: 2 }),
    it.agreement({ employmentRegionCode: 10 })
  ]),
  'agreement.employment-type-given': after(withLearner, it => [it.agreement(), it.agreement({ employmentTypeCode: undefined })]),
  'agreement.not-finished': after(withFinishedAgreement, it => [
    it.changeAgreement({ trainingAgreementEndDate: it.day(300) }, it.ids.otherAgreement),
    it.changeAgreement({ trainingAgreementEndDate: it.day(300) })
  ]),
  'agreement.signed-on-or-before-plans': after(withPlan, it => [
    it.changeAgreement({ trainingAgreementSignedDate: it.day(-180) }),
    it.changeAgreement({ trainingAgreementSignedDate: it.day(-179) })
  ]),
  'agreement.can-be-transferred': after(withFinishedAgreement, it => [
    it.transfer(it.ids.newAgreement, it.ids.otherAgreement),
    it.transfer(it.ids.newAgreement)
  ]),
  'agreement.has-an-enrolment': after(it => [...withEnrolment(it), it.otherAgreement()], it => [
    it.plan(it.day(-180)),
    it.plan(it.day(-180), it.ids.plan, it.ids.otherAgreement)
  ]),
  'transfer.to-another-agreement': after(withAgreement, it => [it.transfer(it.ids.newAgreement), it.transfer(it.ids.agreement)]),
  'transfer.new-agreement-not-finished': after(
    it => [...withAgreement(it), it.otherAgreement(), it.withdraw(it.day(0), 'CC', it.ids.otherAgreement)],
    it => [it.transfer(it.ids.newAgreement), it.transfer(it.ids.otherAgreement)]
  ),
  'transfer.new-agreement-of-the-learner': after(
    it => [...withAgreement(it), it.otherLearner(), it.otherAgreement({ learnerLocalId: it.ids.otherLearner })],
    it => [it.transfer(it.ids.newAgreement), it.transfer(it.ids.otherAgreement)]
  ),
  'transfer.new-local-id-unlike-others': after(withAgreement, it => [
    it.transfer(it.ids.newAgreement),
    it.transfer(it.ids.agreement.toLowerCase())
  ]),
  'transfer.new-local-id-fits-a-path': after(withAgreement, it => [it.transfer(it.ids.newAgreement), it.transfer('..')]),
  'transfer.unique-by-learner-employer-signed-date': after(
    it => [...withAgreement(it), it.otherAgreement()],
    it => [it.transfer(it.ids.newAgreement), it.transfer(it.ids.newAgreement, it.ids.agreement, { employerName: 'Harbourside Homes Ltd' })]
  ),
  'transfer.details-of-the-existing-agreement': after(
    it => [...withAgreement(it), it.otherAgreement()],
    it => [
      it.transfer(it.ids.otherAgreement, it.ids.agreement, { employerName: 'Harbourside Homes Ltd' }),
      it.transfer(it.ids.otherAgreement)
    ]
  ),
  'transfer.signed-on-or-after-the-old-agreement': after(withAgreement, it => [
    it.transfer(it.ids.newAgreement, it.ids.agreement, { trainingAgreementSignedDate: it.day(-200) }),
    it.transfer(it.ids.newAgreement, it.ids.agreement, { trainingAgreementSignedDate: it.day(-201) })
  ])
}
