/**
 * The kinds that most rules are of. A kind makes the predicate, the refusal, what would pass and the limit out of a line that names the
 * value and what it is held against. A value or a limit that is undefined is not known: the rule is not judged. A limit that is null is
 * none, and a value that is null is left out: the rule holds.
 */
export { meansSomething } from './rule-kinds/meaning.ts'
export { exists, required, unused } from './rule-kinds/presence.ts'
export { after, atLeast, atMost, before, notInFuture, onOrAfter, onOrBefore } from './rule-kinds/order.ts'
export { passes, proposed, type Range } from './rule-kinds/range.ts'
export { codeOf, sameAs, statusIn } from './rule-kinds/choice.ts'
export { either, quoted } from './words.ts'
