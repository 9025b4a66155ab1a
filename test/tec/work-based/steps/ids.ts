import { isOpen, type Agreement, type Teo } from '../model/world.ts'
import type { Relative } from './relative.ts'

// Few ids, so that steps meet: within a TEO, and from one TEO to the other.
export const ids = {
  learners: ['L1', 'L2'],
  versions: ['DEMO-NZA/1', 'DEMO-IT/1', 'DEMO-OLD/1', 'DEMO-NZA/2', 'DEMO-IT/2', 'DEMO-NZA/3', 'NEW/1', 'NEW/2'],
  agreements: ['A1', 'A2', 'A3', 'A4'],
  enrolments: ['E1', 'E2', 'E3', 'E4', 'E5'],
  plans: ['P1', 'P2', 'P3', 'P4'],
  visits: ['V1', 'V2', 'V3'],
  deliveries: ['D1', 'D2']
}

/** The last of what a TEO has, else an id that it does not have. */
const last = (name: string, otherwise: string, having: (teo: Teo) => string[]): Relative => ({
  in: ({ teo }) => having(teo).at(-1) ?? otherwise,
  toString: () => name
})

/** The first id that a TEO has not used. */
const unused = (name: string, ids: readonly string[], used: (teo: Teo) => ReadonlyMap<string, unknown>): Relative => ({
  in: ({ teo }) => ids.find(id => !used(teo).has(id)) ?? ids[0]!,
  toString: () => name
})

const agreementsThatAre = ({ agreements }: Teo, ...statuses: Array<Agreement['trainingAgreementStatus']>): string[] =>
  [...agreements.values()].filter(it => statuses.includes(it.trainingAgreementStatus)).map(it => it.trainingAgreementLocalId)

/** Ids that depend on what there is. */
export const some = {
  newAgreement: unused('A-new', ids.agreements, ({ agreements }) => agreements),
  newEnrolment: unused('E-new', ids.enrolments, ({ enrolments }) => enrolments),
  newPlan: unused('P-new', ids.plans, ({ plans }) => plans),
  newVisit: unused('V-new', ids.visits, ({ visits }) => visits),
  newDelivery: unused('D-new', ids.deliveries, ({ deliveries }) => deliveries),
  openAgreement: last('A-open', 'A1', teo => agreementsThatAre(teo, 'Pending', 'Active', 'Hold', 'Grace')),
  pausedAgreement: last('A-paused', 'A1', teo => agreementsThatAre(teo, 'Hold', 'Grace')),
  agreementInGrace: last('A-in-grace', 'A1', teo => agreementsThatAre(teo, 'Grace')),
  agreementForAPlan: last('A-not-active', 'A1', teo => agreementsThatAre(teo, 'Pending', 'Hold', 'Grace')),
  olderAgreement: last('A-older', 'A1', teo => agreementsThatAre(teo, 'Pending', 'Active', 'Hold', 'Grace').slice(0, -1)),
  openEnrolment: last('E-open', 'E1', ({ enrolments }) => [...enrolments.values()].filter(isOpen).map(it => it.enrolmentLocalId)),
  plan: last('P-any', 'P1', ({ plans }) => [...plans.keys()]),
  visit: last('V-any', 'V1', ({ visits }) => [...visits.keys()]),
  delivery: last('D-any', 'D1', ({ deliveries }) => [...deliveries.keys()])
}

/** The learner of the agreement that a step is about. */
export const itsLearner: Relative = {
  in: ({ agreement }) => agreement?.learnerLocalId ?? 'L1',
  toString: () => 'its-learner'
}
