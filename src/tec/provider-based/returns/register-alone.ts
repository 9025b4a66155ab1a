import { addDuration } from '../../../core/clock.ts'
import { utcOf, type UtcDateTime } from '../../../core/date-time.ts'

/** What says whether a return takes a course register before its window opens. */
export interface Awaited {
  readonly returnId: number
  readonly returnType: 'Full' | 'Indicative'
  readonly openWindowDate: UtcDateTime
}

/**
 * A course register can be processed by itself at any time: between the windows it goes against the coming April return, which takes
 * nothing else until its window opens.
 */
export const takesRegisterAlone = ({ returnId, returnType, openWindowDate }: Awaited, now: UtcDateTime): boolean =>
  returnId % 100 === 4 && returnType === 'Full' && now < openWindowDate && openWindowDate <= aYearAfter(now)

const aYearAfter = (now: UtcDateTime): UtcDateTime => utcOf(addDuration(Date.parse(now), 'P1Y'))
