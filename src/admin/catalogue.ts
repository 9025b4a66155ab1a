import type { ServedOperation } from '../core/operation.ts'
import type { Reading } from '../core/reading.ts'
import type { Mode, Rule, RuleText } from '../core/rule.ts'
import { withBraces } from '../http/not-found.ts'
import { listOperations } from '../http/serve.ts'
import type { Service } from '../http/service.ts'
import type { Speech } from '../contract/edge/speech.ts'
import { askOf } from '../sandbox/readings.ts'
import { ruleModesIn } from '../sandbox/rule-modes.ts'
import type { Settings } from '../sandbox/settings.ts'

/** What is served under `/__admin` on behalf of others stands beside a service's own operations, under its name. */
export const adminMount = '/__admin'

/** Every operation of the services, and what they let a tester do on behalf of others, each with its whole path. */
export const listAll = (services: readonly Service[]): ServedOperation[] => [
  ...listOperations(services),
  ...listOperations(services.map(service => ({ ...service, mount: adminMount, operations: service.adminOperations ?? [] })))
]

/**
 * Every rule once, with the operations that hold a request to it; of a sandbox, with the mode in force and that by its readings, and in the
 * words that it is spoken of with.
 */
export function describeRules (services: readonly Service[], settings?: Settings, speech?: Speech) {
  const found = new Map<string, { rule: RuleText & Pick<Rule, 'modeOver'>, service: string, operations: string[] }>()
  const readings = services.flatMap(it => it.readings)
  for (const operation of listAll(services)) {
    for (const rule of [...commonRules(services, operation), ...operation.rules]) {
      const known = found.get(rule.id)
      if (known) known.operations.push(operation.operationId)
      else found.set(rule.id, { rule, service: operation.service, operations: [operation.operationId] })
    }
  }
  const ofRecords = services.flatMap(({ name: service, recordRules = [] }) =>
    recordRules.map(rule => ({ rule, service, operations: ['RequestValidation'] })))
  return [...found.values(), ...ofRecords]
    .map(({ rule, service, operations }) => {
      const { id, statement, field, basis, modeReason = null, code = null, codeBasis = null } = rule
      const about = readings.filter(({ rules }) => rules.includes(id))
      return {
        id,
        ...speech ? inWords(speech, service, operations, { statement, field }) : { statement, field },
        code,
        basis,
        codeBasis,
        mode: settings === undefined ? rule.mode : ruleModesIn(settings)?.[id] ?? modeBy(rule, about, settings),
        ...settings && { usualMode: modeBy(rule, about, settings) },
        modeReason,
        operations: speech ? operations.map(speech.name) : operations,
        readings: about.map(reading => reading.id)
      }
    })
    .sort((a, b) => a.id < b.id ? -1 : 1)
}

/** What one operation alone is held to has the names of that. */
const inWords = (
  speech: Speech, service: string, operations: readonly string[], { statement, field }: Record<'statement' | 'field', string>
) => {
  const only = operations.length === 1 ? operations[0] : undefined
  return { statement: speech.text(service, statement, only), field: speech.member(service, field, only) }
}

/** The mode of a rule, which is its own unless a reading decides it. */
function modeBy (rule: RuleText & Pick<Rule, 'modeOver'>, readings: readonly Reading[], settings: Settings): Mode {
  const deciding = 'modeOver' in rule ? readings.find(({ refusing }) => refusing !== undefined) : undefined
  if (!deciding) return rule.mode
  return askOf(settings)(deciding) === deciding.refusing ? 'enforce' : 'warn'
}

const commonRules = (services: readonly Service[], { service: name }: ServedOperation): readonly Rule[] =>
  services.find(service => service.name === name)!.rules

/** Every operation, where it is served, and how we know of it. */
export const describeContract = (services: readonly Service[]) => listAll(services)
  .map(({ service, operationId, summary, method, path, basis, routeBasis, rules }) =>
    ({ service, operationId, summary, method, path: withBraces(path), basis, routeBasis, rules: rules.map(rule => rule.id) }))
