import type { Mode } from '../core/rule.ts'
import type { Settings } from './settings.ts'

/** What a tester can set a rule to; one that is off is not judged. */
export type SetMode = Mode | 'off'

export const setModes = ['enforce', 'warn', 'off'] as const satisfies readonly SetMode[]

/** What rules were set to, by their ids. */
export type RuleModes = Readonly<Record<string, SetMode>>

const name = 'rule-modes'

/** Undefined where none was ever set, so that most requests pay nothing. A row, which a reset takes away with the rest. */
export const ruleModesIn = (settings: Settings): RuleModes | undefined => settings.recall<RuleModes>(name)

/** Sets a rule, or has it be as usual again. */
export function setRuleMode (settings: Settings, id: string, mode: SetMode | 'usual'): void {
  const { [id]: _before, ...others } = ruleModesIn(settings) ?? {}
  settings.remember(name, mode === 'usual' ? others : { ...others, [id]: mode })
}
