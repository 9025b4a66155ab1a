import { hear } from '../frame/listening.ts'
import type { Answered } from '../frame/replies.ts'
import { complain } from '../frame/state.ts'

/** Between two readings, in milliseconds, however much happens. */
const betweenReadings = 600

/** Has something read now, and again whenever what is there may have changed; answers what ends it. */
export function whileLookedAt (read: () => Promise<void>): () => void {
  let [isOver, isReading, isDue] = [false, false, false]
  const go = async () => {
    if (isOver || isReading) return
    isReading = true
    isDue = false
    await read().catch(complain)
    isReading = false
    // What came meanwhile is read once the next is due.
    if (isDue) setTimeout(go, betweenReadings)
  }
  const happened = () => {
    if (isDue || isOver) return
    isDue = true
    if (!isReading) setTimeout(go, betweenReadings)
  }
  const changed = ({ status, dryRun, method }: Answered) => { if (status < 400 && !dryRun && method !== 'GET') happened() }
  const enders = [
    hear<Answered>('answered', changed), ...['clock-moved', 'moment-fired', 'reset', 'restored'].map(event => hear(event, happened))
  ]
  go()
  return () => {
    isOver = true
    for (const end of enders) end()
  }
}
