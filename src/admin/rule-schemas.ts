import { Type } from '@sinclair/typebox'
import { ours } from '../core/basis.ts'
import { setModes } from '../sandbox/rule-modes.ts'

export const RuleModeBody = Type.Object({
  mode: Type.Union([...setModes, 'usual' as const].map(mode => Type.Literal(mode)), {
    title: 'RuleMode', description: 'What the rule is to do', 'x-about': 'What the rule is to do', 'x-basis': ours
  })
}, { title: 'SetRuleMode', description: 'What a rule is to do', additionalProperties: false })

export const ChangedRule = Type.Object({}, {
  title: 'ChangedRule', description: 'The rule, as it is from now on', additionalProperties: true, 'x-basis': ours
})
