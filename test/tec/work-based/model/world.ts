import type { Day } from './days.ts'

/**
 * What TEC would have to remember, in plain objects: the state machines of the work-based API written a second time,
 * from its documentation, to hold the sandbox against. Every record has the shape in which it is read back.
 */
export interface World {
  today: Day
  readonly teos: Readonly<Record<number, Teo>>
}

/** The records of one TEO by local id; a programme version by `id/number`. */
export interface Teo {
  readonly eid: number
  readonly learners: Map<string, Learner>
  readonly versions: Map<string, Version>
  readonly agreements: Map<string, Agreement>
  /** Of each agreement that was transferred, the one that took over. */
  readonly successors: Map<string, string>
  /** Without those that were deleted. */
  readonly enrolments: Map<string, Enrolment>
  readonly plans: Map<string, Plan>
  readonly visits: Map<string, Visit>
  readonly deliveries: Map<string, Delivery>
}

export interface LearnerDetails {
  irdNumber?: string | undefined
  demographics: { countryOfCitizenship: string, disabilityStatus: number }
  educationHistory: object
}

export interface Learner extends LearnerDetails {
  learnerLocalId: string
  identity: { nationalStudentNumber: number, dateOfBirth: Day, nameIdCode: string }
}

export interface VersionDetails {
  programmeLocalName: string
  studyTypeCode: string
  modeOfDeliveryCode: number
  startDate: Day
  expiryDate?: Day | undefined
}

export interface Version extends VersionDetails {
  programmeLocalId: string
  programmeVersionNumber: number
}

export interface AgreementDetails {
  employerName: string
  employmentRegionCode: number
  trainingAgreementSignedDate: Day
  trainingAgreementEndDate?: Day | undefined
}

export interface Agreement {
  learnerLocalId: string
  trainingAgreementLocalId: string
  trainingAgreement: AgreementDetails
  trainingAgreementStatus: 'Pending' | 'Active' | 'Hold' | 'Grace' | 'Finished'
  trainingAgreementStatusDate?: Day | undefined
  pauseDate?: Day | undefined
  onHoldReasonCode?: string | undefined
  graceReasonCode?: string | undefined
  restartDate?: Day | undefined
  withdrawalDate?: Day | undefined
  withdrawalReasonCode?: string | undefined
}

/** An enrolment as it is sent, apart from whose it is. */
export interface EnrolmentDetails {
  enrolmentLocalId: string
  programmeLocalId: string
  programmeVersionNumber: number
  fundingSourceTypeCode: string
  modeOfDeliveryCode: number
  enrolmentDate: Day
  participationStartDate: Day
  studyTypeCode?: string | undefined
}

export interface Enrolment extends EnrolmentDetails {
  learnerLocalId: string
  trainingAgreementLocalId: string
  studyTypeCode: string
  enrolmentStatus: 'Pending' | 'Active' | 'Hold' | 'Grace' | 'Withdrawn' | 'Completed' | 'Deleted'
  withdrawalDate?: Day | undefined
  withdrawalReasonCode?: string | undefined
  completionDate?: Day | undefined
  transferDate?: Day | undefined
  overarchingEnrolmentLocalId?: string | undefined
}

export interface Plan {
  trainingPlanLocalId: string
  trainingAgreementLocalId: string
  learnerLocalId: string
  trainingPlanSignedDate: Day
  trainingPlanEndDate?: Day | undefined
}

export interface Visit {
  visitLocalId: string
  visitDate: Day
  trainingPlanLocalId: string
}

export interface DeliveryDetails {
  enrolmentLocalId: string
  offJobProviderCode: number
  courseCode: string
  fundingCategory: string
}

export interface Delivery {
  details: DeliveryDetails
  /** The very enrolment: its id may come to be another's. */
  enrolment: Enrolment
}

/** A world in which each TEO has nothing but its programmes. */
export const newWorld = (today: Day, eids: readonly number[], versions: readonly Version[]): World =>
  ({ today, teos: Object.fromEntries(eids.map(eid => [eid, newTeo(eid, versions)])) })

const newTeo = (eid: number, versions: readonly Version[]): Teo => ({
  eid,
  learners: new Map(),
  versions: new Map(versions.map(it => [`${it.programmeLocalId}/${it.programmeVersionNumber}`, { ...it }])),
  agreements: new Map(),
  successors: new Map(),
  enrolments: new Map(),
  plans: new Map(),
  visits: new Map(),
  deliveries: new Map()
})

/** The members that a request is refused for; none where it is accepted. */
export type Faults = string[]

/** Of each member, whether something is wrong with it. */
export const faultsIn = (members: Record<string, boolean | undefined>): Faults => Object.keys(members).filter(member => members[member])

export const enrolmentsUnder = ({ enrolments }: Teo, agreement: string): Enrolment[] =>
  [...enrolments.values()].filter(it => it.trainingAgreementLocalId === agreement)

export const plansUnder = ({ plans }: Teo, agreement: string): Plan[] =>
  [...plans.values()].filter(it => it.trainingAgreementLocalId === agreement)

/** The plans of an agreement and of those that were transferred to it, at first or second hand. */
export const plansOfLine = (teo: Teo, agreement: string): Plan[] => [
  ...plansUnder(teo, agreement),
  ...[...teo.successors].filter(([, to]) => to === agreement).flatMap(([from]) => plansOfLine(teo, from))
]

export const visitsUnder = ({ visits }: Teo, plan: string): Visit[] => [...visits.values()].filter(it => it.trainingPlanLocalId === plan)

export const isOpen = ({ enrolmentStatus }: Enrolment): boolean => enrolmentStatus !== 'Withdrawn' && enrolmentStatus !== 'Completed'

export const openUnder = (teo: Teo, agreement: string): Enrolment[] => enrolmentsUnder(teo, agreement).filter(isOpen)

export const isPaused = ({ trainingAgreementStatus }: Agreement): boolean =>
  trainingAgreementStatus === 'Hold' || trainingAgreementStatus === 'Grace'

export const isFinished = ({ trainingAgreementStatus }: Agreement): boolean => trainingAgreementStatus === 'Finished'
