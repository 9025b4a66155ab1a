import { setImmediate as nextTurn } from 'node:timers/promises'
import { newZealandDay } from '../../../core/date-time.ts'
import { immediately } from '../../../sandbox/database.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { collections } from '../collections/collections.ts'
import type { Collection } from '../collections/collection.ts'
import { recordRules } from '../collections/rules.ts'
import type { Submission } from '../submissions/store.ts'
import { findRange, judgeBy, type Range } from './judgement.ts'
import { countFindings, deleteFindings, findUnfinishedRun, markJudged, type Run } from './store.ts'

/** As many records are judged before others have their turn. */
const recordsATurn = 100

const underWay = new WeakMap<Sandbox, Map<number, Promise<void>>>()

/**
 * Judges the records of a run's submission, in turns with whatever else the server has to do; answers when all findings are noted.
 * Called again for the same run, it answers for the first call. A run that is cancelled meanwhile is left as it is.
 */
export function judge (sandbox: Sandbox, run: Run, submission: Submission): Promise<void> {
  let runs = underWay.get(sandbox)
  if (!runs) underWay.set(sandbox, runs = new Map())
  let judging = runs.get(run.id)
  if (!judging) {
    judging = judgeAll(sandbox, run, submission).finally(() => runs.delete(run.id))
    runs.set(run.id, judging)
  }
  return judging
}

async function judgeAll (sandbox: Sandbox, run: Run, submission: Submission): Promise<void> {
  if (run.isJudged) return
  const { db } = sandbox
  const isWanted = () => db.open && findUnfinishedRun(db, run.id)?.submission === submission.id
  const about = {
    run: run.id,
    submission: submission.id,
    eid: submission.eid,
    returnId: submission.returnId,
    returnYear: submission.returnYear,
    isFull: submission.returnType === 'Full' ? 1 : 0,
    today: newZealandDay(run.dateReceived)
  } as const

  // What an earlier server may have left half done.
  deleteFindings(db, submission.id)
  for (const pass of [1, 2] as const) {
    for (const collection of collections) {
      if (!await judgeCollection(collection, pass)) return
    }
    if (countFindings(db, run.id)! > 0) break
  }
  markJudged(db, run.id)

  async function judgeCollection (collection: Collection, pass: 1 | 2): Promise<boolean> {
    const rules = recordRules.filter(rule => rule.collection === collection && rule.pass === pass && rule.since <= about.returnId)
    for (let after = 0; rules.length > 0;) {
      await nextTurn()
      if (!isWanted()) return false
      const ids = findRange(db, collection, submission.id, after, recordsATurn)
      if (!ids) break
      const range: Range = { ...about, ...ids }
      immediately(db, () => { for (const rule of rules) judgeBy.get(rule)!(db, range) })
      after = range.until
    }
    return db.open
  }
}
