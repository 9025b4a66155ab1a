import fc, { type Arbitrary } from 'fast-check'
import { withdrawalReasons } from '../model/agreements.ts'
import { ids, some } from './ids.ts'
import type { Relative } from './relative.ts'

/** What operations are tried with, mostly right. */

/** The first is the likeliest. */
export const oneOf = <Value>(usual: Value, ...others: Value[]): Arbitrary<Value> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: fc.constantFrom(usual, ...others) })

/** Hardly ever another than the right ones. */
export const rightOr = <Value>(wrong: Value, ...right: Value[]): Arbitrary<Value> =>
  fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...right) }, { weight: 1, arbitrary: fc.constant(wrong) })

/** Mostly something that fits the operation, else any. */
export const mostly = (fitting: Relative, any: Arbitrary<string | Relative>): Arbitrary<string | Relative> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(fitting) }, { weight: 1, arbitrary: any })

const idOf = (kind: keyof typeof ids): Arbitrary<string> => oneOf(ids[kind][0]!, ...ids[kind])

export const learner = idOf('learners')
export const agreement = idOf('agreements')
export const enrolment = idOf('enrolments')
export const plan = idOf('plans')
export const visit = idOf('visits')
export const delivery = idOf('deliveries')
export const openAgreement = mostly(some.openAgreement, agreement)
export const openEnrolment = mostly(some.openEnrolment, enrolment)
export const knownPlan = mostly(some.plan, plan)
export const programme = rightOr('NEW', 'DEMO-NZA', 'DEMO-NZA', 'DEMO-IT', 'DEMO-OLD')
export const versionNumber = rightOr(2, 1)
export const withdrawalReasonCode = rightOr('DF', ...withdrawalReasons)
