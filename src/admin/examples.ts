import { daysAfter } from '../core/civil-date.ts'
import { utcOf } from '../core/date-time.ts'
import type { Example, Scene } from '../core/example.ts'
import { Failure } from '../core/errors.ts'
import { noteExpiredToken } from '../accessplanit/platform/store.ts'
import { oneValue } from '../sandbox/database.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { services } from '../services.ts'
import { findMachineAccount, listStaticTokens, type StaticToken } from '../tec/esl/store.ts'
import { issueToken, lifetimeSeconds } from '../tec/esl/tokens.ts'
import { listReturnsByKind } from '../tec/provider-based/returns/kinds.ts'

// Ids of examples look like EX7-L; the next number is one that none has.
const findLastNumber = oneValue<number>(`
  SELECT coalesce(max(CAST(substr(id, 3) AS INTEGER)), 0) FROM (
    SELECT learnerLocalId AS id FROM learner WHERE eid = :eid AND learnerLocalId GLOB 'EX[0-9]*'
    UNION ALL SELECT programmeLocalId FROM programmeVersion WHERE eid = :eid AND programmeLocalId GLOB 'EX[0-9]*')`)

/** An example of a rule in the sandbox as it is: on its day, for its first organisation, with ids that are free. Throws Failure. */
export async function exampleOf (sandbox: Sandbox, ruleId: string): Promise<Example> {
  const show = services.map(service => service.examples[ruleId]).find(it => it !== undefined)
  if (!show) throw new Failure('not-found', `No rule ${JSON.stringify(ruleId)} exists. GET /__admin/rules lists them.`)
  return show(await setScene(sandbox))
}

async function setScene (sandbox: Sandbox): Promise<Scene> {
  const tokens = listStaticTokens(sandbox.db)
  const isEnabled = ({ account }: StaticToken) => findMachineAccount(sandbox.db, account)!.isEnabled === 1
  const { eid, token } = tokens.find(isEnabled) ?? missing('static token')
  const number = findLastNumber(sandbox.db, { eid })! + 1
  const today = sandbox.clock.today()
  const returns = listReturnsByKind(sandbox.db, { now: utcOf(sandbox.clock.now()) })
  const longAgo = sandbox.clock.now() - (lifetimeSeconds + 60) * 1000
  return {
    eid,
    token,
    number: 150_000_000 + number * 2,
    day: (offset) => daysAfter(today, offset),
    id: (suffix) => `EX${number}-${suffix}`,
    tokenWithoutPermissions: tokens.find(it => !isEnabled(it))?.token ?? 'none',
    expiredBearer: noteExpiredToken(sandbox.db, sandbox.clock.now()),
    returnLike: (kind) => returns.find(it => it.kind === kind) ?? missing(`return that is ${kind}`),
    expiredToken: await issueToken(sandbox, { account: 'demo-tms', scope: 'https://web.prd.dxs.pub.tec.govt.nz', eid, id: 'expired', at: longAgo })
  }
}

function missing (what: string): never {
  throw new Failure('not-found', `The example needs a ${what}, but the fixture of this sandbox has none.`)
}
