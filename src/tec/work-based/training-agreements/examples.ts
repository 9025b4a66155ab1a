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
  )
}
