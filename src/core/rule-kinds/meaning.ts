import type { Rule } from '../rule.ts'
import { capital } from '../words.ts'
import { show } from '../schema/complaint.ts'
import { make, type Kind } from './kind.ts'

/** Whether a value says anything. */

interface MeaningDraft<Facts extends object> extends Kind<Facts> {
  /** The name of the member, and its value. */
  member: (facts: Facts) => string
  value: (facts: Facts) => unknown
  /** What the value stands for, where that is nothing: `a date that is not set`. */
  nothing: (facts: Facts) => string | undefined
}

/** A value is not one that programs send for none. */
export const meansSomething = <Facts extends object>(draft: MeaningDraft<Facts>): Rule => {
  const { field, member, value, nothing } = draft
  return make(draft, {
    statement: `${capital(field)} must not be what programs send for nothing`,
    needs: [],
    holds: facts => nothing(facts) === undefined,
    compares: facts => ({ [member(facts)]: show(value(facts)) }),
    refusal: facts => `${member(facts)} ${show(value(facts))} is what programs send for ${nothing(facts)}.`,
    wouldPass: facts => `Send the real value, or leave ${member(facts)} out.`
  })
}
