import { Type } from '@sinclair/typebox'
import { text } from '../../core/schema.ts'
import { json } from '../../http/bodies.ts'
import type { Service } from '../../http/service.ts'
import { callerRules } from '../authentication.ts'
import { identify } from '../caller.ts'
import { bearerSecurity, staticTokens } from '../credentials.ts'
import { workBasedPage } from '../sources.ts'
import { enrolmentOperations } from './enrolments/operations.ts'
import { enrolmentTables } from './enrolments/store.ts'
import { Problem, ProblemWithErrors, workBasedPresent } from './errors.ts'
import { workBasedExamples } from './examples.ts'
import { workBasedFixtureFiles } from './fixtures.ts'
import { learnerOperations } from './learners/operations.ts'
import { learnerTables } from './learners/store.ts'
import { workBasedMoments } from './moments.ts'
import { nzqaOperations } from './nzqa/operations.ts'
import { offJobDeliveryOperations } from './off-job-deliveries/operations.ts'
import { offJobDeliveryTables } from './off-job-deliveries/store.ts'
import { programmeOperations } from './programmes/operations.ts'
import { programmeTables } from './programmes/store.ts'
import { workBasedScene } from './scene.ts'
import { deletionReply, unknownId } from './settings.ts'
import { statusChangeOperations } from './status-changes/operations.ts'
import { trainingAgreementOperations } from './training-agreements/operations.ts'
import { trainingAgreementTables } from './training-agreements/store.ts'
import { trainingPlanOperations } from './training-plans/operations.ts'
import { trainingPlanTables } from './training-plans/store.ts'
import { visitOperations } from './visits/operations.ts'
import { visitTables } from './visits/store.ts'

/** TEC's Work Based Submissions API. */
export const workBased: Service = {
  name: 'tec-work-based',
  title: 'Work Based Submissions API',
  version: 'v1.0',
  about: 'Learners, training agreements, training plans and enrolments of work-based learning.',
  mount: '/work-submission-api',
  baseUrl: '/work-submission-api/v1.0',
  operations: [
    ...learnerOperations, ...trainingAgreementOperations, ...statusChangeOperations, ...enrolmentOperations, ...trainingPlanOperations,
    ...visitOperations, ...programmeOperations, ...offJobDeliveryOperations
  ],
  adminOperations: nzqaOperations,
  rules: callerRules,
  identify,
  limitedBy: { default: '100/1s', key: ({ label }) => label },
  takes: [json],
  matchesMembers: true,
  present: workBasedPresent,
  settings: [unknownId, deletionReply],
  examples: workBasedExamples,
  scene: workBasedScene,
  areas: {
    agreement: 'Training agreements',
    completion: 'Completions, as NZQA reports them',
    'complex-enrolment': 'Complex enrolments',
    eid: 'The EID header',
    enrolment: 'Enrolments',
    learner: 'Learners',
    'off-job': 'Off-job deliveries',
    plan: 'Training plans',
    programme: 'Programmes',
    'programme-version': 'Programme versions',
    token: 'Bearer tokens',
    transfer: 'Transfer of a training agreement',
    visit: 'Visits'
  },
  credentials: staticTokens,
  firstCall: (url) =>
    `curl ${url}/work-submission-api/v1.0/training-plans/DEMO-TP04 -H 'Authorization: Bearer demo-token-9001' -H 'EID: 9001'`,
  refusals: { 400: ProblemWithErrors, 401: ProblemWithErrors, 429: Problem },
  security: bearerSecurity,
  headers: Type.Object({
    EID: text({ basis: workBasedPage('update-training-plan'), description: 'EDUMIS number of the organisation', example: '9001' })
  }),
  tables: [
    learnerTables, programmeTables, trainingAgreementTables, enrolmentTables, trainingPlanTables, visitTables,
    offJobDeliveryTables
  ],
  fixtureFiles: workBasedFixtureFiles,
  moments: workBasedMoments
}
