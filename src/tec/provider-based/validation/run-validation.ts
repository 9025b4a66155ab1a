import { newZealandDay } from '../../../core/date-time.ts'
import { nextTurn } from '../../../core/in-turns.ts'
import type { Ask, Reading } from '../../../core/reading.ts'
import { perSandbox } from '../../../sandbox/live.ts'
import { askOf } from '../../../sandbox/readings.ts'
import { ruleModesIn } from '../../../sandbox/rule-modes.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { collections } from '../collections/collections.ts'
import type { Collection } from '../collections/collection.ts'
import { isFor, type RecordRule } from '../collections/record-rule.ts'
import { recordRules } from '../collections/rules.ts'
import { birthDays, duplicateLearners, internationalFunding, starLearners } from '../readings.ts'
import type { Submission } from '../submissions/store.ts'
import { giveUp } from './end-run.ts'
import { findRange, noteFindings, type Ids, type Range, type ReadingsInSql } from './rule-sql.ts'
import { iwiListYear, rulesOff } from './validator.ts'
import { countFindings, deleteFindings, findUnfinishedRun, markJudged, type Run } from './store.ts'

/** As many records are judged before others have their turn. */
const recordsATurn = 100

const underWay = perSandbox('validations under way', () => new Map<number, Promise<void>>(), { isBusy: ({ size }) => size > 0 })

/**
 * Judges the records of a run's submission, in turns with whatever else the server has to do; answers when all findings are noted.
 * Called again for the same run, it answers for the first call. A run that is cancelled meanwhile is left as it is. It never rejects, as
 * nobody may be waiting: an error is reported, and ends the run with UnknownError.
 */
export function runValidation (sandbox: Sandbox, run: Run, submission: Submission): Promise<void> {
  const runs = underWay(sandbox)
  let running = runs.get(run.id)
  if (!running) {
    running = judgeAll(sandbox, run, submission)
      .catch((error: unknown) => giveUp(sandbox, run.id, error))
      .finally(() => runs.delete(run.id))
    runs.set(run.id, running)
  }
  return running
}

/** How a sandbox reads what rules depend on, for their SQL. */
const readingsOf = (ask: Ask): ReadingsInSql => ({
  eachDuplicate: ask(duplicateLearners) === 'each' ? 1 : 0,
  fundingAs02: ask(internationalFunding) === 'as-02' ? 1 : 0,
  starIs05: ask(starLearners) === '05' ? 1 : 0,
  birthAsWritten: ask(birthDays) === 'written' ? 1 : 0
})

/** The readings that decide what a run finds. */
export const judgingReadings: readonly Reading[] = [duplicateLearners, internationalFunding, starLearners, birthDays]

async function judgeAll (sandbox: Sandbox, run: Run, submission: Submission): Promise<void> {
  if (run.isJudged) return
  const { db, settings } = sandbox
  const about = {
    ...readingsOf(askOf(settings)),
    run: run.id,
    submission: submission.id,
    eid: submission.eid,
    returnId: submission.returnId,
    returnYear: submission.returnYear,
    extractDate: submission.extractDate,
    iwiListYear: settings.get(iwiListYear) ?? submission.returnYear,
    isFull: submission.returnType === 'Full' ? 1 : 0,
    today: newZealandDay(run.dateReceived)
  } as const

  // What an earlier server may have left half done.
  deleteFindings(db, submission.id)
  const left = settings.get(rulesOff)
  const modes = ruleModesIn(settings)
  const rules = recordRules.filter(rule =>
    isFor(submission.returnId)(rule) && !left.includes(rule.code) && modes?.[rule.id] !== 'off')
  for (const pass of [1, 2] as const) {
    for (const collection of collections) {
      const ofPass = rules.filter(rule => rule.collection === collection && rule.pass === pass)
      if (!await judgeCollection(sandbox, collection, ofPass, about)) return
    }
    if (countFindings(db, run.id)! > 0) break
  }
  markJudged(db, run.id)
}

/** Answers whether it came to the end, and not the run's. */
async function judgeCollection (
  { db, journal: { coverage } }: Sandbox, collection: Collection, rules: readonly RecordRule[], about: Omit<Range, keyof Ids>
): Promise<boolean> {
  for (let after = 0; rules.length > 0;) {
    await nextTurn()
    if (!db.open || findUnfinishedRun(db, about.run)?.submission !== about.submission) return false
    const found = findRange(db, collection, about.submission, after, recordsATurn)
    if (!found) break
    const { count, ...range } = found
    const failed = db.transaction(() => rules.map(rule => noteFindings.get(rule)!(db, { ...about, ...range }))).immediate()
    // A record that a rule finds no fault with passes, though it may not be about it at all: to ask would be to judge twice.
    rules.forEach(({ id }, n) => coverage.add('RequestValidation', id, { passed: count - failed[n]!, found: failed[n]! }))
    after = range.until
  }
  return db.open
}
