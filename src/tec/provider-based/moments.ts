import { utcOf } from '../../core/date-time.ts'
import type { Moment, MomentSource } from '../../sandbox/moments.ts'
import { listClosings, listOpenings, listStanding, type Edge } from './returns/store.ts'
import { listExpiries } from './submissions/store.ts'
import { isMovedByTime, momentOf } from './validation/progression.ts'
import { listAllUnfinishedRuns } from './validation/store.ts'

/** Windows that open or close: of the returns that are kept, and of the rounds of the years that are looked at. */
const edgesOf = (edge: Edge, name: string, event: string, does: string, listKept: typeof listOpenings): MomentSource =>
  ({ db }, after, until, most) => {
    const [from, to] = [utcOf(after), utcOf(until)]
    return [...listKept(db, from, to, most), ...listStanding(db, edge, from, to, most)]
      .map(it => moment(`return.${it.returnId}.${name}`, event, does, it[edge], it.eid, it.returnId))
      .sort((a, b) => a.at - b.at)
      .slice(0, most)
  }

const windowOpens = edgesOf('openWindowDate', 'open', 'return window opens',
  'The return takes uploads.', listOpenings)

const windowCloses = edgesOf('closeWindowDate', 'close', 'return window closes',
  'A submission that is still open is Closed, and the return takes nothing more.', listClosings)

const tokenExpires: MomentSource = ({ db }, after, until, most) => listExpiries(db, utcOf(after), utcOf(until), most)
  .map(({ eid, returnId, tokenExpiry }) =>
    moment(`return.${returnId}.token-expires`, 'submission token expires',
      'The submission token is refused from then on; the submission stays.', tokenExpiry, eid, returnId))

/** Of runs that time moves; the others are over when somebody looks at them. */
const runIsOver: MomentSource = ({ db }, after, until, most) => listAllUnfinishedRuns(db)
  .filter(isMovedByTime)
  .map(run => moment(`return.${run.returnId}.validated`, 'validation run is over',
    'The run has its outcome, and its submission is Validated or Pending again.', momentOf(run, 1, after), run.eid, run.returnId))
  .filter(({ at }) => at > after && at <= until)
  .slice(0, most)

const moment = (name: string, event: string, does: string, at: string, eid: number, returnId: number): Moment =>
  ({ at: Date.parse(at), name, event, does, concerns: { eid, returnId } })

/**
 * What time does to returns. Each asks the clock when it is looked at, so nothing has to be done when a moment comes; but a tester is told.
 */
export const providerBasedMoments: readonly MomentSource[] = [windowOpens, windowCloses, tokenExpires, runIsOver]
