import { daysAfter, monthsBefore } from '../../core/civil-date.ts'
import type { Example, ExampleRequest, Examples } from '../../core/example.ts'
import { callerExamples } from '../caller-examples.ts'
import type { CallerScene } from '../scene.ts'

/** The people and papers of one example, each under an id of its own. */
function cast (scene: CallerScene) {
  const { day, id, number, eid, token } = scene
  const headers = { Authorization: `Bearer ${token}`, EID: String(eid) }
  const send = (method: string) => (path: string, body?: object): ExampleRequest =>
    ({ method, path: `/work-submission-api/v1.0${path}`, headers, ...(body && { body }) })
  const [get, post, put, remove] = [send('GET'), send('POST'), send('PUT'), send('DELETE')]
  const [P, L, A, E, T, V, O] = ['P', 'L', 'A', 'E', 'T', 'V', 'O'].map(id) as [string, string, string, string, string, string, string]

  const details = (more: object = {}) => ({
    employerName: 'Kererū Joinery Ltd', employmentRegionCode: 9, employmentTypeCode: 'FT', trainingAgreementSignedDate: day(-200), ...more
  })
  const identity = (more: object = {}) => ({ nationalStudentNumber: number, dateOfBirth: '2005-03-14', nameIdCode: 'WALKA', ...more })
  const demographics = (more: object = {}) => ({ countryOfCitizenship: 'NZL', disabilityStatus: 2, ...more })
  const part = (more: object = {}) => ({
    enrolmentLocalId: E,
    programmeLocalId: P,
    programmeVersionNumber: 1,
    fundingSourceTypeCode: '37',
    modeOfDeliveryCode: 24,
    enrolmentDate: day(-190),
    participationStartDate: day(-190),
    ...more
  })
  const version = (more: object = {}) => ({
    programmeLocalName: `New Zealand Certificate in Examples / ${P}`,
    studyTypeCode: 'NZA',
    modeOfDeliveryCode: 24,
    startDate: '2015-01-01',
    nzscedFieldOfStudy: '040311',
    creditValue: 260,
    industryCodes: ['E3242'],
    occupationCode: '331212',
    ...more
  })

  return {
    ...scene,
    ids: { P, L, A, E, T, V, O },
    programmeName: version().programmeLocalName,
    programme: () => post('/programmes', { programmeLocalId: P, ...version() }),
    otherProgramme: (more: object = {}) => post('/programmes', { programmeLocalId: id('Q'), ...version({ programmeLocalName: `Another / ${P}`, ...more }) }),
    version: (more: object = {}, of = P) => post(`/programmes/${of}/versions`, version(more)),
    changeVersion: (more: object = {}) => put(`/programmes/${P}/versions/1`, { maximumProgrammeFee: 1200, ...more }),
    getVersion: (number: number) => get(`/programmes/${P}/versions/${number}`),

    learner: (more: object = {}) => post('/learners', { learnerLocalId: L, identity: identity(), demographics: demographics(), educationHistory: {}, ...more }),
    getLearner: (of = L) => get(`/learners/${of}`),
    identity,
    demographics,

    details,
    agreement: (more: object = {}) => post('/training-agreements', { learnerLocalId: L, trainingAgreementLocalId: A, trainingAgreement: details(more) }),
    getAgreement: (of = A) => get(`/training-agreements/${of}`),
    changeAgreement: (more: object, of = A) => put(`/training-agreements/${of}`, more),
    transfer: (to: string, of = A) => post(`/training-agreements/${of}/transfer`, { newTrainingAgreementLocalId: to, newTrainingAgreement: details({ employerName: 'Tasman Bay Builders Ltd' }) }),
    hold: (pauseDate: string, onHoldReasonCode = 'PL', of = A) => put(`/training-agreements/${of}/hold`, { pauseDate, onHoldReasonCode }),
    grace: (pauseDate: string, graceReasonCode = 'RD', of = A) => put(`/training-agreements/${of}/grace`, { pauseDate, graceReasonCode }),
    restart: (restartDate: string, of = A) => put(`/training-agreements/${of}/restart`, { restartDate }),
    withdraw: (withdrawalDate: string, withdrawalReasonCode = 'CC', of = A) => put(`/training-agreements/${of}/withdraw`, { withdrawalDate, withdrawalReasonCode }),

    enrolment: (more: object = {}) => post('/enrolments', { learnerLocalId: L, trainingAgreementLocalId: A, ...part(more) }),
    complexEnrolment: (sub: object = {}) => post('/complex-enrolments', {
      learnerLocalId: L, trainingAgreementLocalId: A, enrolment: part(), subEnrolments: [part({ enrolmentLocalId: id('E2'), ...sub })]
    }),
    getEnrolment: (of = E) => get(`/enrolments/${of}`),
    changeEnrolment: (enrolmentDate: string, of = E) => put(`/enrolments/${of}`, { enrolmentDate }),
    withdrawEnrolment: (withdrawalDate: string, withdrawalReasonCode = 'CC') => put(`/enrolments/${E}/withdraw`, { withdrawalDate, withdrawalReasonCode }),
    transferEnrolment: (programmeVersionNumber: number) => post(`/enrolments/${E}/transfer`, { programmeVersionNumber }),
    deleteEnrolment: (deletionReason: string) => remove(`/enrolments/${E}`, { deletionReason, deletionDate: day(0) }),
    complete: (completionDate: string): ExampleRequest =>
      ({ method: 'POST', path: '/__admin/nzqa/completions', headers: {}, body: { eid, enrolmentLocalId: E, completionDate } }),
    otherLearner: (more: object = {}) => post('/learners', {
      learnerLocalId: id('M'), identity: identity({ nationalStudentNumber: number + 1 }), demographics: demographics(), educationHistory: {}, ...more
    }),
    otherAgreement: (more: object = {}) => post('/training-agreements', {
      learnerLocalId: L, trainingAgreementLocalId: id('B'), trainingAgreement: details({ employerName: 'Harbourside Homes Ltd' }), ...more
    }),

    plan: (trainingPlanSignedDate: string, trainingPlanLocalId = T, trainingAgreementLocalId = A) =>
      post('/training-plans', { trainingPlanLocalId, trainingAgreementLocalId, trainingPlanSignedDate }),
    getPlan: (of = T) => get(`/training-plans/${of}`),
    movePlan: (trainingPlanSignedDate: string) => put(`/training-plans/${T}`, { trainingPlanSignedDate }),
    visit: (visitDate: string, visitLocalId = V) => post(`/training-plans/${T}/visits`, { visitLocalId, visitDate }),
    deleteVisit: (of = V) => remove(`/training-plans/${T}/visits/${of}`),

    delivery: (more: object = {}) => post('/off-job-deliveries', {
      offJobDeliveryLocalId: O, enrolmentLocalId: E, offJobProviderCode: 9001, courseCode: 'BlockCourse1', fundingCategory: 'F2', ...more
    }),
    changeDelivery: (enrolmentLocalId: string, of = O) => put(`/off-job-deliveries/${of}`, {
      enrolmentLocalId, offJobProviderCode: 9001, courseCode: 'BlockCourse1', fundingCategory: 'F2'
    }),
    getDelivery: (of = O) => get(`/off-job-deliveries/${of}`)
  }
}

type Cast = ReturnType<typeof cast>

const example = (show: (cast: Cast) => Example) => (scene: CallerScene): Example => show(cast(scene))

type Pair = [accepted: ExampleRequest, broken: ExampleRequest]

/** After what is given, two requests that are alike but for what matters. */
const after = (given: (cast: Cast) => ExampleRequest[], pair: (cast: Cast) => Pair) => example((it) => {
  const [accepted, broken] = pair(it)
  return { given: given(it), accepted, broken }
})

const nothing = () => []
const programmed = (it: Cast) => [it.programme()]
const enlisted = (it: Cast) => [it.programme(), it.learner()]
const agreed = (it: Cast) => [...enlisted(it), it.agreement()]
const enrolled = (it: Cast) => [...agreed(it), it.enrolment()]
const planned = (it: Cast) => [...enrolled(it), it.plan(it.day(-180))]
/** One agreement that is over, and another, B, that is not. */
const finished = (it: Cast) => [...agreed(it), it.withdraw(it.day(-1)), it.otherAgreement()]

const nobody = 'EX-nobody'

export const workBasedExamples: Examples<CallerScene> = {
  ...callerExamples,

  'learner.exists': after(enlisted, it => [it.getLearner(), it.getLearner(nobody)]),
  'learner.local-id-unused': after(enlisted, it => [it.otherLearner(), it.otherLearner({ learnerLocalId: it.ids.L })]),
  'learner.name-id-code-upper-case': after(nothing, it => [it.learner(), it.learner({ identity: it.identity({ nameIdCode: 'Walka' }) })]),
  'learner.name-id-code-form': after(nothing, it => [it.learner({ identity: it.identity({ nameIdCode: 'LI  J' }) }), it.learner({ identity: it.identity({ nameIdCode: 'LIJ' }) })]),
  'learner.ird-number-form': after(nothing, it => [it.learner({ irdNumber: '012-345-678' }), it.learner({ irdNumber: '12345678' })]),
  'learner.disability-status-code': after(nothing, it => [it.learner(), it.learner({ demographics: it.demographics({ disabilityStatus: 4 }) })]),
  'learner.gender-code': after(nothing, it => [it.learner({ demographics: it.demographics({ gender: 'D' }) }), it.learner({ demographics: it.demographics({ gender: 'X' }) })]),
  'learner.local-id-constant': after(enlisted, it => [it.otherLearner(), it.otherLearner({ identity: it.identity() })]),
  'learner.born-by-today': after(nothing, it => [it.learner({ identity: it.identity({ dateOfBirth: it.day(0) }) }), it.learner({ identity: it.identity({ dateOfBirth: it.day(1) }) })]),

  'programme-version.exists': after(programmed, it => [it.getVersion(1), it.getVersion(7)]),
  'programme.exists': after(programmed, it => [it.version(), it.version({ programmeLocalName: `A name of its own / ${it.ids.P}` }, nobody)]),
  'programme.local-id-unused': after(programmed, it => [it.otherProgramme(), it.programme()]),
  'programme.name-unique': after(programmed, it => [it.otherProgramme(), it.otherProgramme({ programmeLocalName: it.programmeName })]),
  'programme.mode-of-delivery-code': after(programmed, it => [it.version({ modeOfDeliveryCode: 25 }), it.version({ modeOfDeliveryCode: 23 })]),
  'programme.study-type-code': after(programmed, it => [it.version({ studyTypeCode: 'IT' }), it.version({ studyTypeCode: 'MA' })]),
  'programme.expires-on-or-after-start': after(programmed, it => [it.version({ expiryDate: '2015-01-01' }), it.version({ expiryDate: '2014-12-31' })]),
  'programme-version.expires-on-or-after-start': after(programmed, it => [it.changeVersion({ expiryDate: '2015-01-01' }), it.changeVersion({ expiryDate: '2014-12-31' })]),

  'agreement.exists': after(agreed, it => [it.getAgreement(), it.getAgreement(nobody)]),
  'agreement.local-id-unused': after(agreed, it => [it.otherAgreement(), it.otherAgreement({ trainingAgreementLocalId: it.ids.A })]),
  'agreement.details-given': after(agreed, it => [it.otherAgreement(), it.otherAgreement({ trainingAgreement: undefined })]),
  'agreement.unique-by-learner-employer-signed-date': after(agreed, it => [it.otherAgreement(), it.otherAgreement({ trainingAgreement: it.details() })]),
  'agreement.signed-not-in-future': after(enlisted, it => [it.agreement({ trainingAgreementSignedDate: it.day(0) }), it.agreement({ trainingAgreementSignedDate: it.day(1) })]),
  'agreement.ends-on-or-after-signed': after(enlisted, it => [it.agreement({ trainingAgreementEndDate: it.day(-200) }), it.agreement({ trainingAgreementEndDate: it.day(-201) })]),
  'agreement.employment-region-code': after(enlisted, it => [it.agreement({ employmentRegionCode: 2 }), it.agreement({ employmentRegionCode: 10 })]),
  'agreement.employment-type-given': after(enlisted, it => [it.agreement(), it.agreement({ employmentTypeCode: undefined })]),
  'agreement.not-finished': after(finished, it => [it.changeAgreement({ trainingAgreementEndDate: it.day(300) }, it.id('B')), it.changeAgreement({ trainingAgreementEndDate: it.day(300) })]),
  'agreement.signed-on-or-before-plans': after(planned, it => [it.changeAgreement({ trainingAgreementSignedDate: it.day(-180) }), it.changeAgreement({ trainingAgreementSignedDate: it.day(-179) })]),

  'agreement.can-be-held': after(finished, it => [it.hold(it.day(0), 'PL', it.id('B')), it.hold(it.day(0))]),
  'agreement.can-be-in-grace': after(finished, it => [it.grace(it.day(0), 'RD', it.id('B')), it.grace(it.day(0))]),
  'agreement.can-be-restarted': after(it => [...agreed(it), it.otherAgreement(), it.hold(it.day(-5), 'PL', it.id('B'))], it => [it.restart(it.day(0), it.id('B')), it.restart(it.day(0))]),
  'agreement.can-be-withdrawn': after(finished, it => [it.withdraw(it.day(0), 'CC', it.id('B')), it.withdraw(it.day(0))]),
  'agreement.can-be-transferred': after(finished, it => [it.transfer(it.id('C'), it.id('B')), it.transfer(it.id('C'))]),
  'agreement.not-on-hold-already': after(it => [...agreed(it), it.hold(it.day(-5))], it => [it.grace(it.day(-4)), it.hold(it.day(-4))]),
  'agreement.not-in-grace-already': after(it => [...agreed(it), it.grace(it.day(-5))], it => [it.hold(it.day(-4)), it.grace(it.day(-4))]),
  'agreement.on-hold-reason-code': after(agreed, it => [it.hold(it.day(0), 'SW'), it.hold(it.day(0), 'LE')]),
  'agreement.grace-reason-code': after(agreed, it => [it.grace(it.day(0), 'LE'), it.grace(it.day(0), 'SW')]),
  'agreement.withdrawal-reason-code': after(agreed, it => [it.withdraw(it.day(0), 'GE'), it.withdraw(it.day(0), 'DF')]),
  'agreement.pause-by-today': after(agreed, it => [it.hold(it.day(0)), it.hold(it.day(1))]),
  'agreement.pause-after-signed': after(it => [...enlisted(it), it.agreement({ trainingAgreementSignedDate: it.day(-20) })], it => [it.grace(it.day(-19)), it.grace(it.day(-20))]),
  'agreement.pause-within-three-months': after(agreed, it => [it.hold(monthsBefore(it.day(0), 3)), it.hold(daysAfter(monthsBefore(it.day(0), 3), -1))]),
  'agreement.restart-by-today': after(it => [...agreed(it), it.hold(it.day(-5))], it => [it.restart(it.day(0)), it.restart(it.day(1))]),
  'agreement.restart-after-signed': after(it => [...agreed(it), it.hold(it.day(-30)), it.changeAgreement({ trainingAgreementSignedDate: it.day(-20) })], it => [it.restart(it.day(-19)), it.restart(it.day(-20))]),
  'agreement.restart-on-or-after-hold': after(it => [...agreed(it), it.hold(it.day(-5))], it => [it.restart(it.day(-5)), it.restart(it.day(-6))]),
  'agreement.restart-on-or-after-grace': after(it => [...agreed(it), it.grace(it.day(-5))], it => [it.restart(it.day(-5)), it.restart(it.day(-6))]),
  'agreement.withdrawal-by-today': after(agreed, it => [it.withdraw(it.day(0)), it.withdraw(it.day(1))]),
  'agreement.withdrawal-on-or-after-signed': after(agreed, it => [it.withdraw(it.day(-200)), it.withdraw(it.day(-201))]),
  'agreement.withdrawal-on-or-after-participation-start': after(enrolled, it => [it.withdraw(it.day(-190)), it.withdraw(it.day(-191))]),
  'agreement.has-an-enrolment': after(it => [...enrolled(it), it.otherAgreement()], it => [it.plan(it.day(-180)), it.plan(it.day(-180), it.ids.T, it.id('B'))]),

  'transfer.to-another-agreement': after(agreed, it => [it.transfer(it.id('C')), it.transfer(it.ids.A)]),
  'transfer.new-agreement-not-finished': after(it => [...agreed(it), it.otherAgreement(), it.withdraw(it.day(0), 'CC', it.id('B'))], it => [it.transfer(it.id('C')), it.transfer(it.id('B'))]),
  'transfer.new-agreement-of-the-learner': after(it => [...agreed(it), it.otherLearner(), it.otherAgreement({ learnerLocalId: it.id('M') })], it => [it.transfer(it.id('C')), it.transfer(it.id('B'))]),

  'enrolment.exists': after(enrolled, it => [it.getEnrolment(), it.getEnrolment(nobody)]),
  'enrolment.local-id-unused': after(enrolled, it => [it.enrolment({ enrolmentLocalId: it.id('F') }), it.enrolment()]),
  'enrolment.agreement-of-the-learner': after(it => [...agreed(it), it.otherLearner()], it => [it.enrolment(), it.enrolment({ learnerLocalId: it.id('M') })]),
  'enrolment.agreement-not-finished': after(finished, it => [it.enrolment({ trainingAgreementLocalId: it.id('B') }), it.enrolment()]),
  'enrolment.funding-source-type-code': after(agreed, it => [it.enrolment(), it.enrolment({ fundingSourceTypeCode: '01' })]),
  'enrolment.mode-of-delivery-code': after(agreed, it => [it.enrolment({ modeOfDeliveryCode: 25 }), it.enrolment({ modeOfDeliveryCode: 23 })]),
  'enrolment.assessment-mode-matches-programme': after(it => [...agreed(it), it.version({ modeOfDeliveryCode: 26 })], it => [it.enrolment({ modeOfDeliveryCode: 26, programmeVersionNumber: 2 }), it.enrolment({ modeOfDeliveryCode: 26 })]),
  'enrolment.study-type-matches-programme': after(agreed, it => [it.enrolment({ studyTypeCode: 'NZA' }), it.enrolment({ studyTypeCode: 'IT' })]),
  'enrolment.starts-on-or-after-enrolment-date': after(agreed, it => [it.enrolment({ enrolmentDate: it.day(-190) }), it.enrolment({ enrolmentDate: it.day(-189) })]),
  'enrolment.starts-on-or-after-plan-signed': after(planned, it => [it.enrolment({ enrolmentLocalId: it.id('F'), participationStartDate: it.day(-180) }), it.enrolment({ enrolmentLocalId: it.id('F'), participationStartDate: it.day(-181) })]),
  'enrolment.programme-active-at-start': after(it => [...agreed(it), it.version({ expiryDate: it.day(-190) })], it => [it.enrolment({ programmeVersionNumber: 2 }), it.enrolment({ programmeVersionNumber: 2, participationStartDate: it.day(-189) })]),
  'enrolment.not-withdrawn-or-completed': after(it => [...enrolled(it), it.enrolment({ enrolmentLocalId: it.id('F') }), it.complete(it.day(-10))], it => [it.changeEnrolment(it.day(-190), it.id('F')), it.changeEnrolment(it.day(-190))]),
  'enrolment.date-on-or-before-start': after(enrolled, it => [it.changeEnrolment(it.day(-190)), it.changeEnrolment(it.day(-189))]),
  'enrolment.withdrawal-by-today': after(enrolled, it => [it.withdrawEnrolment(it.day(0)), it.withdrawEnrolment(it.day(1))]),
  'enrolment.withdrawal-after-start': after(enrolled, it => [it.withdrawEnrolment(it.day(-189)), it.withdrawEnrolment(it.day(-190))]),
  'enrolment.withdrawal-reason-code': after(enrolled, it => [it.withdrawEnrolment(it.day(0), 'PT'), it.withdrawEnrolment(it.day(0), 'NA')]),
  'enrolment.deletion-reason-code': after(enrolled, it => [it.deleteEnrolment('IE'), it.deleteEnrolment('XX')]),
  'enrolment.transfer-to-another-version': after(it => [...enrolled(it), it.version()], it => [it.transferEnrolment(2), it.transferEnrolment(1)]),
  'enrolment.transfer-to-active-version': after(it => [...enrolled(it), it.version(), it.version({ expiryDate: it.day(-1) })], it => [it.transferEnrolment(2), it.transferEnrolment(3)]),

  'complex-enrolment.same-funding': after(agreed, it => [it.complexEnrolment(), it.complexEnrolment({ fundingSourceTypeCode: '01' })]),
  'complex-enrolment.same-mode': after(agreed, it => [it.complexEnrolment(), it.complexEnrolment({ modeOfDeliveryCode: 25 })]),
  'complex-enrolment.one-agreement': after(agreed, it => [it.complexEnrolment({ trainingAgreementLocalId: it.ids.A }), it.complexEnrolment({ trainingAgreementLocalId: it.id('B') })]),
  'complex-enrolment.local-ids-differ': after(agreed, it => [it.complexEnrolment(), it.complexEnrolment({ enrolmentLocalId: it.ids.E })]),

  'completion.by-today': after(enrolled, it => [it.complete(it.day(0)), it.complete(it.day(1))]),

  'plan.exists': after(planned, it => [it.getPlan(), it.getPlan(nobody)]),
  'plan.local-id-unused': after(it => [...planned(it), it.hold(it.day(-5))], it => [it.plan(it.day(-170), it.id('U')), it.plan(it.day(-170))]),
  'plan.agreement-pending-hold-or-grace': after(it => [...planned(it), it.otherAgreement(), it.enrolment({ enrolmentLocalId: it.id('F'), trainingAgreementLocalId: it.id('B') })], it => [it.plan(it.day(-170), it.id('U'), it.id('B')), it.plan(it.day(-170), it.id('U'))]),
  'plan.enrolments-are-apprenticeships': after(it => [...enrolled(it), it.version({ studyTypeCode: 'IT' }), it.otherAgreement(), it.enrolment({ enrolmentLocalId: it.id('F'), trainingAgreementLocalId: it.id('B'), programmeVersionNumber: 2, participationStartDate: it.day(7) })], it => [it.plan(it.day(-180)), it.plan(it.day(-180), it.ids.T, it.id('B'))]),
  'plan.signed-on-or-after-agreement-signed': after(enrolled, it => [it.plan(it.day(-200)), it.plan(it.day(-201))]),
  'plan.programmes-active-on-signed-date': after(it => [...agreed(it), it.version({ expiryDate: it.day(-180) }), it.enrolment({ programmeVersionNumber: 2 })], it => [it.plan(it.day(-180)), it.plan(it.day(-179))]),
  'plan.unique-by-learner-and-signed-date': after(it => [...planned(it), it.hold(it.day(-5))], it => [it.plan(it.day(-179), it.id('U')), it.plan(it.day(-180), it.id('U'))]),
  'plan.signed-on-or-before-visits': after(it => [...planned(it), it.visit(it.day(-100))], it => [it.movePlan(it.day(-100)), it.movePlan(it.day(-99))]),

  'visit.exists': after(it => [...planned(it), it.visit(it.day(-100))], it => [it.deleteVisit(), it.deleteVisit(nobody)]),
  'visit.date-by-today': after(planned, it => [it.visit(it.day(0)), it.visit(it.day(1))]),
  'visit.date-on-or-after-plan-signed': after(planned, it => [it.visit(it.day(-180)), it.visit(it.day(-181))]),
  'visit.date-on-or-before-plan-end': after(it => [...planned(it), it.withdraw(it.day(-10))], it => [it.visit(it.day(-10)), it.visit(it.day(-9))]),
  'visit.one-per-learner-and-day': after(it => [...planned(it), it.visit(it.day(-100))], it => [it.visit(it.day(-99), it.id('W')), it.visit(it.day(-100), it.id('W'))]),
  'visit.local-id-unused': after(it => [...planned(it), it.visit(it.day(-100))], it => [it.visit(it.day(-99), it.id('W')), it.visit(it.day(-99))]),

  'off-job.exists': after(it => [...enrolled(it), it.delivery()], it => [it.getDelivery(), it.getDelivery(nobody)]),
  'off-job.local-id-unused': after(it => [...enrolled(it), it.delivery()], it => [it.delivery({ offJobDeliveryLocalId: it.id('R') }), it.delivery()]),
  'off-job.enrolment-so-far-not-over': after(it => [
    ...enrolled(it), it.enrolment({ enrolmentLocalId: it.id('F') }), it.delivery(), it.delivery({ offJobDeliveryLocalId: it.id('R'), enrolmentLocalId: it.id('F') }), it.complete(it.day(-10))
  ], it => [it.changeDelivery(it.id('F'), it.id('R')), it.changeDelivery(it.id('F'))]),
  'off-job.main-enrolment': after(it => [...agreed(it), it.complexEnrolment()], it => [it.delivery(), it.delivery({ enrolmentLocalId: it.id('E2') })]),
  'off-job.provider-code-form': after(enrolled, it => [it.delivery({ offJobProviderCode: 9999 }), it.delivery({ offJobProviderCode: 10_000 })]),
  'off-job.course-code-without-year': after(enrolled, it => [it.delivery({ courseCode: 'BlockCourse2' }), it.delivery({ courseCode: 'Block2026' })]),
  'off-job.funding-category-code': after(enrolled, it => [it.delivery({ fundingCategory: 'F5' }), it.delivery({ fundingCategory: 'F6' })]),
  'off-job.ends-on-or-after-start': after(enrolled, it => [
    it.delivery({ offJobStartDate: it.day(-20), offJobEndDate: it.day(-20) }), it.delivery({ offJobStartDate: it.day(-20), offJobEndDate: it.day(-21) })])
}
