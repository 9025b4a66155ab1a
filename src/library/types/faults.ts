import type { Static } from '@sinclair/typebox'
import type { schemas } from '../schemas.ts'
import type { Callers } from './requests.ts'

/** What is to go wrong: for which requests, how often, and what becomes of them. */
export type FaultSpec = Static<typeof schemas.FaultSpec> & { match?: Callers }

/** What becomes of a request: a status, a delay, a broken connection or another body. */
export type FaultEffect = Static<typeof schemas.FaultEffect>

/** A fault that is in force, and how many requests it struck. */
export type Fault = Static<typeof schemas.Fault>

/** A token to order: whose it is, how long it is good, and what is to be the matter with it. */
export type TokenOrder = Static<typeof schemas.TokenOrder> & Callers

/** A token as it was ordered. */
export type OrderedToken = Static<typeof schemas.OrderedToken>
