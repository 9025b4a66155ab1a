import { ours } from '../core/basis.ts'
import { answer } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { describeRules } from './catalogue.ts'
import type { Example } from '../core/example.ts'
import { speechIn, type Speech } from '../contract/edge/speech.ts'
import { exampleOf } from './examples.ts'
import { readingOperations } from './readings.ts'
import { RuleExample, RulePath, Rules } from './knowledge-schemas.ts'

const tag = 'Knowledge'

const whole = (value: object) => answer({ type: 'application/json; charset=utf-8', text: JSON.stringify(value) })

/** What the sandbox knows of the emulated services, and how it knows it. */
export const knowledgeOperations = (services: readonly Service[]): Operation[] => [
  ...ruleOperations(services),
  ...readingOperations(services)
]

const spokenExample = ({ request }: Speech, { given, accepted, broken }: Example): Example =>
  ({ given: given.map(request), accepted: request(accepted), broken: request(broken) })

const ruleOperations = (services: readonly Service[]): Operation[] => [
  operation({
    operationId: 'ListRules',
    summary: 'List the rules',
    description: 'Every rule, where it comes from, whether it refuses or warns, the operations that hold a request to it, and the ' +
      'readings that affect it. The mode is the one in force; usualMode is that without PATCH, by the readings in force.',
    basis: ours,
    method: 'GET',
    path: '/__admin/rules',
    tag,
    wire: { response: { 200: Rules } },
    status: 200,
    rules: [],
    perform: ({ sandbox }) => whole(describeRules(services, sandbox.settings, speechIn(sandbox, services)))
  }),

  operation({
    operationId: 'GetRuleExample',
    summary: 'Show a rule',
    description: 'One request that a rule accepts and one that breaks only that rule, in the sandbox as it is, ' +
      'with those that have to come first.',
    basis: ours,
    method: 'GET',
    path: '/__admin/rules/:id/examples',
    tag,
    wire: { params: RulePath, response: { 200: RuleExample } },
    status: 200,
    rules: [],
    perform: ({ sandbox }, { params: { id } }) => answer({
      type: 'application/json; charset=utf-8',
      body: async () => spokenExample(speechIn(sandbox, services), await exampleOf(services, sandbox, id))
    })
  })
]
