import type { ExampleRequest } from '../../core/example.ts'
import type { CallerScene } from '../scene.ts'

/** The requests that the examples of this API are made of, each with an id of its own example, and changed where an example says so. */

type Changes = Record<string, unknown>

type Send = (path: string, body?: object) => ExampleRequest

/** What the requests of one example have in common. */
interface Base extends CallerScene {
  get: Send
  post: Send
  put: Send
  remove: Send
  ids: Record<
    'learner' | 'otherLearner' | 'programme' | 'otherProgramme' | 'agreement' | 'otherAgreement' | 'newAgreement' |
    'enrolment' | 'otherEnrolment' | 'subEnrolment' | 'plan' | 'otherPlan' | 'visit' | 'otherVisit', string>
}

function baseOf (scene: CallerScene): Base {
  const { id, eid, token } = scene
  const headers = { Authorization: `Bearer ${token}`, EID: String(eid) }
  const send = (method: string): Send => (path, body) =>
    ({ method, path: `/work-submission-api/v1.0${path}`, headers, ...(body && { body }) })
  return {
    ...scene,
    get: send('GET'),
    post: send('POST'),
    put: send('PUT'),
    remove: send('DELETE'),
    ids: {
      learner: id('L'),
      otherLearner: id('M'),
      programme: id('P'),
      otherProgramme: id('Q'),
      agreement: id('A'),
      otherAgreement: id('B'),
      newAgreement: id('C'),
      enrolment: id('E'),
      otherEnrolment: id('F'),
      subEnrolment: id('E2'),
      plan: id('T'),
      otherPlan: id('U'),
      visit: id('V'),
      otherVisit: id('W')
    }
  }
}

function learnerRequests ({ ids, number, get, post }: Base) {
  const identity = (changes: Changes = {}) =>
    ({ nationalStudentNumber: number, dateOfBirth: '2005-03-14', nameIdCode: 'WALKA', ...changes })
  const demographics = (changes: Changes = {}) => ({ countryOfCitizenship: 'NZL', disabilityStatus: 2, ...changes })
  const create = (changes: Changes) =>
    post('/learners', { identity: identity(), demographics: demographics(), educationHistory: {}, ...changes })
  return {
    identity,
    demographics,
    learner: (changes: Changes = {}) => create({ learnerLocalId: ids.learner, ...changes }),
    otherLearner: (changes: Changes = {}) =>
      create({ learnerLocalId: ids.otherLearner, identity: identity({ nationalStudentNumber: number + 1 }), ...changes }),
    getLearner: (of = ids.learner) => get(`/learners/${of}`)
  }
}

function programmeRequests ({ ids, get, post, put }: Base) {
  const programmeName = `New Zealand Certificate in Examples / ${ids.programme}`
  const version = (changes: Changes = {}) => ({
    programmeLocalName: programmeName,
    studyTypeCode: 'NZA',
    modeOfDeliveryCode: 24,
    startDate: '2015-01-01',
    nzscedFieldOfStudy: '040311',
    creditValue: 260,
    industryCodes: ['E3242'],
    occupationCode: '331212',
    ...changes
  })
  const otherName = `Another / ${ids.programme}`
  return {
    programmeName,
    programme: () => post('/programmes', { programmeLocalId: ids.programme, ...version() }),
    otherProgramme: (changes: Changes = {}) =>
      post('/programmes', { programmeLocalId: ids.otherProgramme, ...version({ programmeLocalName: otherName, ...changes }) }),
    version: (changes: Changes = {}, of = ids.programme) => post(`/programmes/${of}/versions`, version(changes)),
    changeVersion: (changes: Changes = {}) => put(`/programmes/${ids.programme}/versions/1`, { maximumProgrammeFee: 1200, ...changes }),
    getVersion: (number: number) => get(`/programmes/${ids.programme}/versions/${number}`)
  }
}

function agreementRequests ({ ids, day, get, post, put }: Base) {
  const details = (changes: Changes = {}) => ({
    employerName: 'Kererū Joinery Ltd',
    employmentRegionCode: 9,
    employmentTypeCode: 'FT',
    trainingAgreementSignedDate: day(-200),
    ...changes
  })
  const create = (changes: Changes) => post('/training-agreements', { learnerLocalId: ids.learner, ...changes })
  const path = (of: string) => `/training-agreements/${of}`
  return {
    details,
    agreement: (changes: Changes = {}) => create({ trainingAgreementLocalId: ids.agreement, trainingAgreement: details(changes) }),
    otherAgreement: (changes: Changes = {}) => create({
      trainingAgreementLocalId: ids.otherAgreement, trainingAgreement: details({ employerName: 'Harbourside Homes Ltd' }), ...changes
    }),
    getAgreement: (of = ids.agreement) => get(path(of)),
    changeAgreement: (changes: Changes, of = ids.agreement) => put(path(of), changes),
    transfer: (to: string, of = ids.agreement, changes: Changes = {}) => post(`${path(of)}/transfer`, {
      newTrainingAgreementLocalId: to, newTrainingAgreement: details({ employerName: 'Tasman Bay Builders Ltd', ...changes })
    }),
    hold: (pauseDate: string, onHoldReasonCode = 'PL', of = ids.agreement) => put(`${path(of)}/hold`, { pauseDate, onHoldReasonCode }),
    grace: (pauseDate: string, graceReasonCode = 'RD', of = ids.agreement) => put(`${path(of)}/grace`, { pauseDate, graceReasonCode }),
    restart: (restartDate: string, of = ids.agreement) => put(`${path(of)}/restart`, { restartDate }),
    withdraw: (withdrawalDate: string, withdrawalReasonCode = 'CC', of = ids.agreement) =>
      put(`${path(of)}/withdraw`, { withdrawalDate, withdrawalReasonCode })
  }
}

function enrolmentRequests ({ ids, eid, day, get, post, put, remove }: Base) {
  const part = (changes: Changes = {}) => ({
    enrolmentLocalId: ids.enrolment,
    programmeLocalId: ids.programme,
    programmeVersionNumber: 1,
    fundingSourceTypeCode: '37',
    modeOfDeliveryCode: 24,
    enrolmentDate: day(-190),
    participationStartDate: day(-190),
    ...changes
  })
  const whose = { learnerLocalId: ids.learner, trainingAgreementLocalId: ids.agreement }
  const path = (of: string) => `/enrolments/${of}`
  return {
    enrolment: (changes: Changes = {}) => post('/enrolments', { ...whose, ...part(changes) }),
    complexEnrolment: (changes: Changes = {}) => post('/complex-enrolments', {
      ...whose,
      enrolment: part(),
      subEnrolments: [part({ enrolmentLocalId: ids.subEnrolment, programmeLocalId: ids.otherProgramme, ...changes })]
    }),
    getEnrolment: (of = ids.enrolment) => get(path(of)),
    changeEnrolment: (enrolmentDate: string, of = ids.enrolment) => put(path(of), { enrolmentDate }),
    withdrawEnrolment: (withdrawalDate: string, withdrawalReasonCode = 'CC') =>
      put(`${path(ids.enrolment)}/withdraw`, { withdrawalDate, withdrawalReasonCode }),
    transferEnrolment: (programmeVersionNumber: number | undefined, transferDate?: string) =>
      post(`${path(ids.enrolment)}/transfer`, { programmeVersionNumber, ...(transferDate && { transferDate }) }),
    deleteEnrolment: (deletionReason: string, deletionDate = day(0)) => remove(path(ids.enrolment), { deletionReason, deletionDate }),
    complete: (completionDate: string): ExampleRequest =>
      ({ method: 'POST', path: '/__admin/nzqa/completions', headers: {}, body: { eid, enrolmentLocalId: ids.enrolment, completionDate } })
  }
}

function planRequests ({ ids, get, post, put, remove }: Base) {
  const path = (of: string) => `/training-plans/${of}`
  return {
    plan: (trainingPlanSignedDate: string, trainingPlanLocalId = ids.plan, trainingAgreementLocalId = ids.agreement) =>
      post('/training-plans', { trainingPlanLocalId, trainingAgreementLocalId, trainingPlanSignedDate }),
    getPlan: (of = ids.plan) => get(path(of)),
    movePlan: (trainingPlanSignedDate: string) => put(path(ids.plan), { trainingPlanSignedDate }),
    visit: (visitDate: string, visitLocalId = ids.visit) => post(`${path(ids.plan)}/visits`, { visitLocalId, visitDate }),
    deleteVisit: (of = ids.visit) => remove(`${path(ids.plan)}/visits/${of}`)
  }
}

export function requestsOf (scene: CallerScene) {
  const base = baseOf(scene)
  return {
    ...base,
    ...learnerRequests(base),
    ...programmeRequests(base),
    ...agreementRequests(base),
    ...enrolmentRequests(base),
    ...planRequests(base)
  }
}

export type Requests = ReturnType<typeof requestsOf>
