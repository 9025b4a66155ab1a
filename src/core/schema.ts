/** What a body can look like, and what is wrong with one that does not. */
export { createCheck, createSettling, faultsOf, fromText, hasShape, type SchemaFault, type Settled } from './schema/check.ts'
export { nothingIn, type Nothing } from './schema/nothing.ts'
export { oddIn, type Odd, type Oddity } from './schema/odd.ts'
export {
  Advice, date, dateTime, double, enumeration, int32, list, meaning, neededBecause, oneOf, orNull, published, text, withBasis
} from './schema/types.ts'
