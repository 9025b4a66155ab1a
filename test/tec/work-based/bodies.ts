import { demand, type Client } from '../../harness.ts'

/** Bodies that every rule accepts on 2 March 2026, to be changed in one member. */
export const valid = {
  learner: (learnerLocalId: string, more: object = {}) => ({
    learnerLocalId,
    identity: { nationalStudentNumber: 150000000 + numberOf(learnerLocalId), dateOfBirth: '2005-05-05', nameIdCode: 'WALKA' },
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
    educationHistory: {},
    ...more
  }),
  agreement: (trainingAgreementLocalId: string, learnerLocalId: string, signed = '2025-06-02', more: object = {}) => ({
    trainingAgreementLocalId,
    learnerLocalId,
    trainingAgreement: {
      // A learner has one agreement with an employer, signed on a day.
      employerName: trainingAgreementLocalId === 'A1' ? 'Kererū Joinery Ltd' : `Kererū ${trainingAgreementLocalId} Ltd`,
      employmentRegionCode: 9,
      employmentTypeCode: 'FT',
      trainingAgreementSignedDate: signed,
      ...more
    }
  }),
  enrolment: (
    enrolmentLocalId: string, learnerLocalId: string, trainingAgreementLocalId: string, start = '2025-06-09', more: object = {}
  ) => ({
    enrolmentLocalId,
    learnerLocalId,
    trainingAgreementLocalId,
    programmeLocalId: 'DEMO-NZA',
    programmeVersionNumber: 1,
    fundingSourceTypeCode: '37',
    modeOfDeliveryCode: 24,
    enrolmentDate: start,
    participationStartDate: start,
    ...more
  }),
  plan: (trainingPlanLocalId: string, trainingAgreementLocalId: string, signed = '2025-06-16') =>
    ({ trainingPlanLocalId, trainingAgreementLocalId, trainingPlanSignedDate: signed })
}

const numberOf = (text: string): number => [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9_999_999, 7)

/**
 * Learner L1 with agreement A1 (signed 2 June 2025) and apprenticeship E1 (from 9 June), and, if wanted, plan P1 (16 June), which makes
 * them Active.
 */
export async function apprentice (client: Client, { plan = true, signed = '2025-06-02' } = {}): Promise<void> {
  const replies = [
    await client.post('/learners', valid.learner('L1')),
    await client.post('/training-agreements', valid.agreement('A1', 'L1', signed)),
    await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1'))
  ]
  if (plan) replies.push(await client.post('/training-plans', valid.plan('P1', 'A1')))
  replies.forEach(demand)
}

/** What fell due in the work-based API, of all that a move of the clock answers. */
export const ofWorkBased = <Event extends { event: string }>(fired: readonly Event[]): Event[] =>
  fired.filter(({ event }) => event === 'grace runs out' || event === 'participation starts')
