import type { IncomingHttpHeaders } from 'node:http'
import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { plainJson } from '../http/bodies.ts'
import type { Operation } from '../http/operation.ts'
import { isAboutValues } from '../http/meaning.ts'
import { withExamples } from '../http/operation-example.ts'
import type { Called, Identified, Service } from '../http/service.ts'
import type { Caller } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { refuseStrangers, type Access } from './access.ts'
import { apiOperations } from './apis.ts'
import { calendarOperations } from './calendar.ts'
import { adminMount, listAll } from './catalogue.ts'
import { classOperations } from './classes.ts'
import { clockOperations } from './clock.ts'
import { contractOperations } from './contract.ts'
import { coverageOperations } from './coverage.ts'
import { demoOperations } from './demos.ts'
import { driftOperations } from './drift.ts'
import { eventOperations } from './events.ts'
import { faultOperations } from './faults.ts'
import { journalOperations } from './journal.ts'
import { knowledgeOperations } from './knowledge.ts'
import { BasisShown } from './knowledge-schemas.ts'
import { metricsOperations } from './metrics.ts'
import { pictureOperations } from './pictures.ts'
import { adminPresent, nothingServed } from './present.ts'
import { ruleModeOperations } from './rule-modes.ts'
import { adminSamples } from './samples.ts'
import { forkOperations } from './forks.ts'
import { about } from './schemas.ts'
import { sandboxOperations } from './sandboxes.ts'
import type { Server } from './server.ts'
import { deleteSnapshot, snapshotOperations } from './snapshots.ts'
import { stateFileOperations } from './state-files.ts'
import type { Worlds } from './worlds.ts'
import { indexOperation, stateOperations } from './state.ts'
import { tokenOperations } from './tokens.ts'
import { codeShown, letIn } from './trainees.ts'
import { verificationOperations } from './verification.ts'

const NearOperation = Type.Object({
  method: text(about('Its method', 'POST')),
  path: text(about('Its path')),
  summary: text(about('What it does')),
  basis: { ...BasisShown, title: 'BasisOfOperation' }
}, { title: 'NearOperation', description: 'An operation whose path is like the one that was asked for', 'x-basis': ours })

const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String(),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'Messages by the member that they are about'
  })),
  nearest: Type.Optional(Type.Array(NearOperation, { description: 'Operations that may have been meant' }))
}, { title: 'Problem', description: 'Why a request was refused, as problem details' })

const adminToken = {
  type: 'http',
  scheme: 'bearer',
  description: 'Asked for where the server listens beyond loopback, or was given --admin-token'
} as const

const ownOperations = (services: readonly Service[], server: Server | undefined): Operation[] => [
  ...stateOperations,
  ...snapshotOperations,
  ...stateFileOperations,
  ...sandboxOperations(worldsOf(services, server)),
  ...forkOperations(worldsOf(services, server)),
  ...clockOperations,
  ...calendarOperations,
  ...faultOperations(services),
  ...tokenOperations(services),
  ...journalOperations(services, server),
  ...verificationOperations(services, server),
  ...eventOperations,
  ...apiOperations(services),
  ...pictureOperations(services),
  deleteSnapshot,
  ...knowledgeOperations(services),
  ...contractOperations(services),
  ...driftOperations(services),
  ...ruleModeOperations(services),
  ...coverageOperations(services, server),
  ...demoOperations(server?.demos),
  ...classOperations(server),
  ...metricsOperations(server)
]

/** Documents speak of operations that nobody can ask for there. */
const worldsOf = (services: readonly Service[], server: Server | undefined) => (): Worlds => {
  if (!server) throw new Error('No server is running')
  return { services, ...server }
}

/** The sandbox's own API; without a server, for its document alone. */
export function adminService (services: readonly Service[], access: Access, server?: Server): Service {
  const operations: Operation[] = [
    indexOperation(() => [...operations, ...onBehalf(services)]), ...ownOperations(services, server)
  ]
  const served = () => [...listAll(services), ...operations.map(operation => ({ ...operation, service: 'admin' }))]
  return {
    name: 'admin',
    title: 'tms-sandbox',
    version: 'v1',
    description: 'The sandbox\'s own API: its state, its clock, what it was asked and why it refused.',
    isOwn: true,
    mount: '',
    baseUrl: adminMount,
    operations: withExamples(operations, adminSamples),
    rules: [],
    identify: (sandbox, headers, called) => identify({ access, server, services, operations }, sandbox, headers, called),
    takes: [plainJson],
    nulls: 'always',
    present: adminPresent(served),
    notFound: nothingServed(served),
    answersBrowsers: access.origins,
    isJournalled: false,
    settings: [],
    readings: [],
    examples: {},
    scene: () => ({}),
    areas: {},
    refusals: Object.fromEntries([400, 401, 403, 404, 405, 413, 415, 429, 503, 507].map(status => [status, Problem])),
    refusesIn: ['application/problem+json'],
    security: { name: 'adminToken', scheme: adminToken, isOptional: true },
    tables: [],
    fixtureFiles: [],
    moments: []
  }
}

interface Guarded {
  readonly access: Access
  readonly server: Server | undefined
  readonly services: readonly Service[]
  readonly operations: readonly Operation[]
}

/** The trainer, who may do everything; or a trainee, who has a code. */
function identify (
  { access, server, services, operations }: Guarded, sandbox: Sandbox, headers: IncomingHttpHeaders, called: Called
): Identified | Promise<Identified> {
  const as = (caller: Caller | undefined): Identified => ({ caller, rules: [], facts: {} })
  const code = server && codeShown(access, headers, server.classroom)
  if (code === undefined || access.token === undefined) refuseStrangers(access, headers)
  if (code === undefined) return as(undefined)
  const operation = [...operations, ...onBehalf(services)].find(({ operationId }) => operationId === called.operationId)!
  return server!.classroom.open().then(classes => as(letIn(classes, code, operation, sandbox, called)))
}

const onBehalf = (services: readonly Service[]): Operation[] =>
  services.flatMap(({ adminOperations = [] }) =>
    adminOperations.map(operation => ({ ...operation, path: adminMount + operation.path, isJournalled: true })))

/**
 * What services let a tester do on behalf of others: the sandbox's own API as far as access and answers go, the services' in the journal.
 */
export const behalfServices = (services: readonly Service[], { notFound, ...admin }: Service): Service[] => services.map(service => ({
  // What none of them serves is asked of the sandbox's own API.
  ...admin,
  name: service.name,
  mount: adminMount,
  operations: service.adminOperations ?? [],
  isJournalled: true,
  rules: service.rules.filter(isAboutValues)
}))

/** All of the sandbox's own API, for its document. */
export const wholeAdmin = (services: readonly Service[], admin: Service): Service => ({
  ...admin, operations: [...admin.operations, ...onBehalf(services)]
})
