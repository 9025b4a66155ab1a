import { inferred } from '../../core/basis.ts'
import { exists } from '../../core/rule-kinds.ts'
import type { Rule } from '../../core/rule.ts'

interface Named { id: string, found: unknown }

/** The kind's own sentences, where others are better. */
interface Sentences { statement?: string, remedy?: string, where?: () => string }

/** The rule that what the path of a request names is there; `field` is what the request calls its id. */
export const mustExist = (id: string, noun: string, field: string, reason: string, sentences: Sentences = {}): Rule => exists<Named>({
  id,
  noun,
  field,
  basis: inferred(reason),
  enforcedBecause: 'the operation makes no sense without it',
  key: named => named.id,
  found: named => named.found,
  ...sentences
})

/** The same where the body names it: that it is not there is a fault of the body then. */
export const inBody = (rule: Rule): Rule => ({ ...rule, failure: 'unacceptable' })
