import { ours } from '../core/basis.ts'
import { Failure } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { inAnyCase } from '../core/wildcards.ts'
import { quoted } from '../core/words.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { setRuleMode } from '../sandbox/rule-modes.ts'
import { speechIn } from '../contract/edge/speech.ts'
import { describeRules } from './catalogue.ts'
import { whole } from './journal.ts'
import { RuleModeBody } from './rule-schemas.ts'
import { RuleOfCatalogue, RulePath } from './knowledge-schemas.ts'

/** The id of a rule as it is spelt. Throws Failure. */
export function ruleNamed (ids: readonly string[], written: string): string {
  const id = inAnyCase(ids, written)
  if (id !== undefined) return id
  const remedy = written.includes('*') ? ' One rule is asked for at a time, by its whole id.' : didYouMean(ids, written)
  throw new Failure('not-found', `No rule ${quoted(written)} exists.${remedy} GET /__admin/rules lists them.`)
}

export const ruleModeOperations = (services: readonly Service[]): Operation[] => [
  operation({
    operationId: 'SetRuleMode',
    summary: 'Set the mode of a rule',
    description: 'Has a rule refuse (enforce), only tell (warn), or not be judged (off) in this sandbox; usual takes that back, and so ' +
      'does a reset of the data. A rule of uploaded records makes errors, makes warnings, or is left out, from the next validation on. ' +
      'What cannot be done without a rule that was set not to refuse is refused all the same, and the refusal says so.',
    basis: ours,
    method: 'PATCH',
    path: '/__admin/rules/:id',
    tag: 'Knowledge',
    wire: { params: RulePath, body: RuleModeBody, response: { 200: RuleOfCatalogue } },
    status: 200,
    rules: [],
    perform ({ sandbox, sandbox: { settings } }, { params, body: { mode } }) {
      const id = ruleNamed(describeRules(services).map(rule => rule.id), params.id)
      setRuleMode(settings, id, mode)
      return whole(describeRules(services, settings, speechIn(sandbox, services)).find(rule => rule.id === id)!)
    }
  })
]
