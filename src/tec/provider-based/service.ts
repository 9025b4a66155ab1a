import { Type } from '@sinclair/typebox'
import { text } from '../../core/schema.ts'
import { daysArePlausible, textsArePlain, valuesArePlausible, valuesMeanSomething } from '../../http/meaning.ts'
import { json } from '../../http/bodies.ts'
import type { Operation } from '../../http/operation.ts'
import { withExamples } from '../../http/operation-example.ts'
import type { Service } from '../../http/service.ts'
import { callerRules, expiredToken } from '../authentication.ts'
import { credentialOf, identify, type TecCaller } from '../caller.ts'
import { bearerSecurity, headersOfFirst, staticTokens } from '../credentials.ts'
import { tecTokens } from '../ordered-tokens.ts'
import { organisations } from '../organisations.ts'
import { userTables } from '../registered-users.ts'
import { errorCodesGuide } from '../sources.ts'
import { recordRules } from './collections/rules.ts'
import { providerBasedPictures } from './pictures/kinds.ts'
import { Problem, ProblemWithCode, ProblemWithErrors, providerBasedPresent } from './errors.ts'
import { providerBasedExamples } from './examples/examples.ts'
import { providerBasedScene } from './examples/scene.ts'
import { providerBasedFixtureFiles } from './fixtures.ts'
import { providerBasedMoments } from './moments.ts'
import { recordOperations } from './records/operations.ts'
import { recordTables } from './records/store.ts'
import { returnAdminOperations } from './returns/admin-operations.ts'
import { returnOperations } from './returns/operations.ts'
import { returnTables } from './returns/store.ts'
import { providerBasedReadings } from './readings.ts'
import { providerBasedSamples, submissionSamples } from './samples.ts'
import { errorCodeNames, maxRecordsPerBatch, submissionTokenLifetime } from './settings.ts'
import { studentAdminOperations } from './students/admin-operations.ts'
import { studentTables } from './students/store.ts'
import { submitOperations } from './submissions/admin-operations.ts'
import { submissionOperations } from './submissions/operations.ts'
import { submissionTables } from './submissions/store.ts'
import { userOperations } from './users/operations.ts'
import { validationOperations } from './validation/operations.ts'
import { progressionOfRuns, progressionOperations } from './validation/progression-setting.ts'
import { finishDueRuns } from './validation/runs.ts'
import { validationTables } from './validation/store.ts'
import { iwiListYear, rulesOff, validatorOperations } from './validation/validator.ts'

/** Whoever looks at a submission finds its runs as far as they have come. */
const withRunsFinished = (operation: Operation): Operation =>
  ({ ...operation, before: async (sandbox, caller) => { if (caller) await finishDueRuns(sandbox, (caller as TecCaller).eid) } })

/** TEC's Provider Based Submissions API, for the Single Data Return. */
export const providerBased: Service = {
  name: 'tec-provider-based',
  title: 'Provider Based Submissions API',
  version: 'v1.0',
  description: 'The Single Data Return: returns and their windows, submissions in batches, and their validation.',
  mount: '/submissions',
  baseUrl: '/submissions/v1.0',
  operations: withExamples([
    ...userOperations, ...returnOperations, ...submissionOperations, ...recordOperations, ...validationOperations
  ].map(withRunsFinished), providerBasedSamples),
  adminOperations: withExamples([
    ...submitOperations, ...returnAdminOperations, ...studentAdminOperations, ...progressionOperations, ...validatorOperations
  ], submissionSamples),
  rules: [...callerRules, valuesMeanSomething, ...valuesArePlausible, ...textsArePlain, daysArePlausible],
  recordRules,
  identify,
  expiredToken,
  callerWord: 'eid',
  hasNumberedCallers: true,
  callers: organisations,
  tokens: tecTokens,
  limitedBy: { default: 'off', key: ({ label }) => label },
  takes: [json],
  matchesMembers: true,
  isLenient: true,
  present: providerBasedPresent,
  settings: [maxRecordsPerBatch, submissionTokenLifetime, errorCodeNames, progressionOfRuns, iwiListYear, rulesOff],
  pictures: providerBasedPictures,
  readings: providerBasedReadings,
  examples: providerBasedExamples,
  scene: providerBasedScene,
  aboutRules: `A rule of the Single Data Return has the number that a validation reports it under; S and two digits where the real number
is not public, and the name of the tab where it is one of the checks that TEC makes after the submission. It is judged when a submission is
validated, whatever the upload: *enforce* means an error, which keeps the return from being submitted, *warn* a warning.`,
  areas: {
    value: 'Values',
    batch: 'Batches of records',
    deletion: 'Deletion of records',
    page: 'Pages of lists',
    reading: 'Reading of a submission',
    return: 'Returns',
    sdr: 'Validation of the Single Data Return',
    student: 'The National Student Index',
    submission: 'Submissions',
    submit: 'Submitting',
    upload: 'Upload of records',
    user: 'Users',
    validation: 'Requests for validation'
  },
  credentials: staticTokens,
  firstCalls (sandbox) {
    const headers = headersOfFirst(sandbox)
    if (!headers.EID) return []
    const request = { method: 'GET', path: '/submissions/v1.0/returns', headers }
    return [{ shows: 'List the returns and their windows', isRefused: false, request }]
  },
  credentialOf,
  refusals: {
    400: ProblemWithErrors, 401: ProblemWithCode, 405: Problem, 413: Problem, 415: Problem, 429: ProblemWithCode, 503: Problem, 507: Problem
  },
  refusesIn: ['application/problem+json'],
  nulls: 'always',
  openapi: '3.0.1',
  security: bearerSecurity,
  headers: Type.Object({
    EID: text({ basis: errorCodesGuide, description: 'EDUMIS number of the organisation', pattern: '^\\d{1,8}$', example: '9001' })
  }),
  tables: [userTables, returnTables, studentTables, submissionTables, recordTables, validationTables],
  fixtureFiles: providerBasedFixtureFiles,
  moments: providerBasedMoments
}
