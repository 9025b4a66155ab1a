import { sceneOn } from '../../core/example.ts'
import { oneValue } from '../../sandbox/database.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { callerForExamples, tokensThatFail, type CallerScene } from '../scene.ts'

// Ids of examples look like EX7-L; the next number is one that none has.
const findLastNumber = oneValue<number>(`
  SELECT coalesce(max(CAST(substr(id, 3) AS INTEGER)), 0) FROM (
    SELECT learnerLocalId AS id FROM learner WHERE eid = :eid AND learnerLocalId GLOB 'EX[0-9]*'
    UNION ALL SELECT programmeLocalId FROM programmeVersion WHERE eid = :eid AND programmeLocalId GLOB 'EX[0-9]*')`)

/** The sandbox as it is: on its day, for its first organisation, with ids that are free. */
export async function workBasedScene (sandbox: Sandbox): Promise<CallerScene> {
  const caller = callerForExamples(sandbox)
  const number = findLastNumber(sandbox.db, { eid: caller.eid })! + 1
  return {
    ...sceneOn(sandbox.clock.today(), number),
    number: 150_000_000 + number * 2,
    ...caller,
    ...await tokensThatFail(sandbox, caller)
  }
}
