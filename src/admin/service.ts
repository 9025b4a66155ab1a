import { Type } from '@sinclair/typebox'
import { plainJson } from '../http/bodies.ts'
import type { Operation } from '../http/operation.ts'
import { withExamples } from '../http/operation-example.ts'
import type { Service } from '../http/service.ts'
import { refuseStrangers, type Access } from './access.ts'
import { adminMount } from './catalogue.ts'
import { clockOperations } from './clock.ts'
import { journalOperations } from './journal.ts'
import { knowledgeOperations } from './knowledge.ts'
import { adminPresent, nothingServed } from './present.ts'
import { adminSamples } from './samples.ts'
import { forkOperations } from './forks.ts'
import { sandboxOperations } from './sandboxes.ts'
import { snapshotOperations } from './snapshots.ts'
import { stateFileOperations } from './state-files.ts'
import type { Worlds } from './worlds.ts'
import { indexOperation, stateOperations } from './state.ts'

const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.String(),
  instance: Type.String(),
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'Messages by the member that they are about'
  })),
  nearest: Type.Optional(Type.Array(Type.Object({}, { additionalProperties: true }), {
    description: 'Operations that may have been meant'
  }))
}, { title: 'Problem', description: 'Why a request was refused, as problem details' })

const adminToken = {
  type: 'http',
  scheme: 'bearer',
  description: 'Asked for where the server listens beyond loopback, or was given --admin-token'
} as const

/** Documents speak of operations that nobody can ask for there. */
const unserved = (): Worlds => { throw new Error('No server is running') }

/** The sandbox's own API. */
export function adminService (services: readonly Service[], access: Access, worlds = unserved): Service {
  const operations: Operation[] = [
    indexOperation(() => [...operations, ...onBehalf(services)]),
    ...stateOperations, ...snapshotOperations, ...stateFileOperations, ...sandboxOperations(worlds), ...forkOperations(worlds),
    ...clockOperations, ...journalOperations, ...knowledgeOperations(services)
  ]
  return {
    name: 'admin',
    title: 'tms-sandbox',
    version: 'v1',
    description: 'The sandbox\'s own API: its state, its clock, what it was asked and why it refused.',
    mount: '',
    baseUrl: adminMount,
    operations: withExamples(operations, adminSamples),
    rules: [],
    identify (_sandbox, headers) {
      refuseStrangers(access, headers)
      return { caller: undefined, rules: [], facts: {} }
    },
    takes: [plainJson],
    present: adminPresent(services),
    notFound: nothingServed(services),
    answersBrowsers: false,
    isJournalled: false,
    settings: [],
    readings: [],
    examples: {},
    scene: () => ({}),
    areas: {},
    refusals: { 400: Problem, 401: Problem, 403: Problem, 404: Problem, 405: Problem, 413: Problem, 415: Problem },
    refusesIn: ['application/problem+json'],
    security: { name: 'adminToken', scheme: adminToken },
    tables: [],
    fixtureFiles: [],
    moments: []
  }
}

const onBehalf = (services: readonly Service[]): Operation[] =>
  services.flatMap(({ adminOperations = [] }) =>
    adminOperations.map(operation => ({ ...operation, path: adminMount + operation.path, isJournalled: true })))

/**
 * What services let a tester do on behalf of others: the sandbox's own API as far as access and answers go, the services' in the journal.
 */
export const behalfServices = (services: readonly Service[], admin: Service): Service[] => services.map(service => ({
  ...admin, name: service.name, mount: adminMount, operations: service.adminOperations ?? [], isJournalled: true
}))

/** All of the sandbox's own API, for its document. */
export const wholeAdmin = (services: readonly Service[], admin: Service): Service => ({
  ...admin, operations: [...admin.operations, ...onBehalf(services)]
})
