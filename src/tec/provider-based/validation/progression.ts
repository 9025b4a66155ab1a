import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { utcOf, type UtcDateTime } from '../../../core/date-time.ts'
import { enumeration } from '../../../core/schema.ts'
import type { RunStatus } from '../statuses.ts'
import type { Run } from './store.ts'

/** What a run can end in that has nothing to do with its records. */
export const faultStatuses = enumeration('FaultOfRun', 'A fault of TEC\'s own systems, in which a validation run ends', [
  'RollBack', 'FailedToTransfer', 'Halted', 'UnknownError', 'SubmitError'
])

/** The status of a run that comes to no judgement; left out, it ends by what it finds. */
const outcome = Type.Optional(Type.Union(faultStatuses.map(status => Type.Literal(status))))

/** How validation runs go on: at once, as time passes, or as their status is read; and what they end in, if not in what they find. */
export const Progression = Type.Union([
  Type.Object({ progression: Type.Literal('immediate'), outcome }, { additionalProperties: false }),
  Type.Object({
    progression: Type.Literal('time'), seconds: Type.Integer({ minimum: 1, maximum: 31_536_000 }), outcome
  }, { additionalProperties: false }),
  Type.Object({
    progression: Type.Literal('manual'), times: Type.Integer({ minimum: 1, maximum: 1_000_000 }), outcome
  }, { additionalProperties: false })
])
export type Progression = Static<typeof Progression>

/** What a run was told to end in. */
export const outcomeOf = ({ progression }: { progression: string }): RunStatus | undefined =>
  (JSON.parse(progression) as Progression).outcome

/** How far a run has come: Queued in its first half, InProgress in its second, over from 1 on. */
export function progressOf (run: Pick<Run, 'progression' | 'dateReceived' | 'reads'>, now: number): number {
  const set = JSON.parse(run.progression) as Progression
  switch (set.progression) {
    case 'immediate': return 1
    case 'time': return (now - Date.parse(run.dateReceived)) / (set.seconds * 1000)
    case 'manual': return run.reads / set.times
  }
}

/** When a run came to a part of its way, where time moves it; `now` for others. */
export function momentOf (run: Pick<Run, 'progression' | 'dateReceived'>, progress: number, now: number): UtcDateTime {
  const set = JSON.parse(run.progression) as Progression
  return utcOf(set.progression === 'time' ? Date.parse(run.dateReceived) + set.seconds * 1000 * progress : now)
}
