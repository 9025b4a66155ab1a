import type { Static } from '@sinclair/typebox'
import type { schemas } from '../schemas.ts'

/** What time it is in a sandbox. */
export type Clock = Static<typeof schemas.Clock> & { mode: ClockSetting['mode'] }

/** The same, and which sandbox it is. */
export type ClockOfSandbox = Static<typeof schemas.ClockOfSandbox> & Clock

/** How a clock is to go on. */
export type ClockSetting = Static<typeof schemas.ClockSetting>

/** How far a clock is to go: `by`, `to` or `toEvent`. */
export type Advance = Static<typeof schemas.Advance>

/** Something that fell due, and whom it concerns besides. */
export type Fired = Static<typeof schemas.Fired> & { [concerned: string]: unknown }

/** A clock that was moved, and what fell due on the way. */
export type MovedClock = ClockOfSandbox & { fired: Fired[] }

/** Something that is to come. */
export type Moment = Static<typeof schemas.Moment>

/** What is to come. */
export type Calendar = Static<typeof schemas.Calendar>
