import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { text } from '../core/schema.ts'
import { plainJson } from '../http/bodies.ts'
import type { Operation } from '../http/operation.ts'
import { withExamples } from '../http/operation-example.ts'
import type { Service } from '../http/service.ts'
import { refuseStrangers, type Access } from './access.ts'
import { adminMount } from './catalogue.ts'
import { clockOperations } from './clock.ts'
import { coverageOperations } from './coverage.ts'
import { eventOperations } from './events.ts'
import { journalOperations } from './journal.ts'
import { knowledgeOperations } from './knowledge.ts'
import { BasisShown } from './knowledge-schemas.ts'
import { adminPresent, nothingServed } from './present.ts'
import { ruleModeOperations } from './rule-modes.ts'
import { adminSamples } from './samples.ts'
import { about } from './schemas.ts'
import type { Server } from './server.ts'
import { indexOperation, stateOperations } from './state.ts'
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

/** The sandbox's own API; without a server, for its document alone. */
export function adminService (services: readonly Service[], access: Access, server?: Server): Service {
  const operations: Operation[] = [
    indexOperation(() => [...operations, ...onBehalf(services)]),
    ...stateOperations, ...clockOperations, ...journalOperations, ...verificationOperations(services), ...eventOperations,
    ...knowledgeOperations(services), ...ruleModeOperations(services), ...coverageOperations(services, server)
  ]
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
    identify (_sandbox, headers) {
      refuseStrangers(access, headers)
      return { caller: undefined, rules: [], facts: {} }
    },
    takes: [plainJson],
    nulls: 'always',
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
