import { inferred } from '../../core/basis.ts'
import { ruleOver, type Rule } from '../../core/rule.ts'

const existence = ruleOver<{ id: string, found: unknown }>()

/** The rule that what the path of a request names is there. */
export const mustExist = (id: string, what: string, field: string, reason: string, name = field): Rule => existence({
  id,
  statement: `${what} that is named exists`,
  field,
  basis: inferred(reason),
  enforcedBecause: 'the operation makes no sense without it',
  failure: 'missing',
  holds: ({ found }) => found !== undefined,
  compares: ({ id }) => ({ [name]: id }),
  wouldPass: () => `the id of ${what.toLowerCase()} of the platform`
})

/** The same where the body names it: that it is not there is a fault of the body then. */
export const inBody = (rule: Rule): Rule => ({ ...rule, failure: 'unacceptable' })
