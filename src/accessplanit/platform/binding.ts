import type { Ask } from '../../core/reading.ts'
import { brokenBy, type Rule } from '../../core/rule.ts'

/** Whether rules that are of one version's pages refuse in the other, too; asked only once one of them is broken. */
export type Binds = (ask: Ask) => boolean

export const bind = <Facts extends object>(ask: Ask, rules: readonly Rule[], facts: Facts, binds?: Binds): Facts & { isBound: boolean } =>
  ({ ...facts, isBound: binds === undefined || brokenBy(facts, rules).length === 0 || binds(ask) })

/** A rule that refuses only where it binds, and warns elsewhere. */
export const whereBound = (rule: Rule): Rule => ({
  ...rule,
  modeOver: facts => (facts as { isBound: boolean }).isBound ? rule.modeOver?.(facts) ?? rule.mode : 'warn'
})
