import type { ServedOperation } from '../core/operation.ts'
import type { Rule } from '../core/rule.ts'
import { withBraces } from '../http/not-found.ts'
import { services } from '../services.ts'

/** Every rule once, with the operations that hold a request to it. */
export function describeRules (operations: readonly ServedOperation[]) {
  const found = new Map<string, { rule: Rule, operations: string[] }>()
  for (const operation of operations) {
    for (const rule of [...commonRules(operation.service), ...operation.rules]) {
      const known = found.get(rule.id)
      if (known) known.operations.push(operation.operationId)
      else found.set(rule.id, { rule, operations: [operation.operationId] })
    }
  }
  const ofRecords = services.flatMap(service => service.recordRules ?? [])
    .map(rule => ({ rule, operations: ['RequestValidation'] }))
  return [...found.values(), ...ofRecords]
    .map(({ rule: { id, statement, field, basis, mode, modeReason = null, code = null }, operations }) =>
      ({ id, statement, field, code, basis, mode, modeReason, operations }))
    .sort((a, b) => a.id < b.id ? -1 : 1)
}

const commonRules = (name: string): readonly Rule[] => services.find(service => service.name === name)?.rules ?? []

/** Every operation, where it is served, and how we know of it. */
export function describeContract (operations: readonly ServedOperation[]) {
  return operations.map(({ service, operationId, summary, method, path, basis, rules }) =>
    ({ service, operationId, summary, method, path: withBraces(path), basis, rules: rules.map(rule => rule.id) }))
}
