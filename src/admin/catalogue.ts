import type { ServedOperation } from '../core/operation.ts'
import type { Rule, RuleText } from '../core/rule.ts'
import { withBraces } from '../http/not-found.ts'
import { listOperations } from '../http/serve.ts'
import type { Service } from '../http/service.ts'

/** What is served under `/__admin` on behalf of others stands beside a service's own operations, under its name. */
export const adminMount = '/__admin'

/** Every operation of the services, and what they let a tester do on behalf of others, each with its whole path. */
export const listAll = (services: readonly Service[]): ServedOperation[] => [
  ...listOperations(services),
  ...listOperations(services.map(service => ({ ...service, mount: adminMount, operations: service.adminOperations ?? [] })))
]

/** Every rule once, with the operations that hold a request to it. */
export function describeRules (services: readonly Service[]) {
  const found = new Map<string, { rule: RuleText, operations: string[] }>()
  for (const operation of listAll(services)) {
    for (const rule of [...commonRules(services, operation), ...operation.rules]) {
      const known = found.get(rule.id)
      if (known) known.operations.push(operation.operationId)
      else found.set(rule.id, { rule, operations: [operation.operationId] })
    }
  }
  const ofRecords = services.flatMap(service => service.recordRules ?? []).map(rule => ({ rule, operations: ['RequestValidation'] }))
  return [...found.values(), ...ofRecords]
    .map(({ rule: { id, statement, field, basis, mode, modeReason = null, code = null, codeBasis = null }, operations }) =>
      ({ id, statement, field, code, basis, codeBasis, mode, modeReason, operations }))
    .sort((a, b) => a.id < b.id ? -1 : 1)
}

const commonRules = (services: readonly Service[], { service: name }: ServedOperation): readonly Rule[] =>
  services.find(service => service.name === name)!.rules

/** Every operation, where it is served, and how we know of it. */
export const describeContract = (services: readonly Service[]) => listAll(services)
  .map(({ service, operationId, summary, method, path, basis, routeBasis, rules }) =>
    ({ service, operationId, summary, method, path: withBraces(path), basis, routeBasis, rules: rules.map(rule => rule.id) }))
