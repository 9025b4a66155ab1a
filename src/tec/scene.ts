import { Failure } from '../core/errors.ts'
import type { Scene } from '../core/example.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { oneValue } from '../sandbox/database.ts'
import { findMachineAccount, listStaticTokens, type StaticToken } from './esl/store.ts'
import { issueToken, lifetimeSeconds } from './esl/tokens.ts'

/** An organisation of the sandbox, with a token that does not expire. */
export interface ExampleCaller {
  readonly eid: number
  readonly token: string
}

export interface TecScene extends Scene, ExampleCaller {}

/** What shows who may call: a number that no learner has, and tokens with which something is the matter. */
export interface CallerScene extends TecScene {
  readonly number: number
  /** A token of the organisation that has expired. */
  readonly expiredToken: string
  /** A token of the organisation that is valid from tomorrow on. */
  readonly tokenNotYetValid: string
  /** A token of an account that has not been given permissions. */
  readonly tokenWithoutPermissions: string
}

/** The first organisation that has a token of an account with permissions. Throws Failure. */
export function callerForExamples (sandbox: Sandbox): ExampleCaller {
  const found = listStaticTokens(sandbox.db).find(token => isEnabled(sandbox, token))
  if (!found) throw new Failure('not-found', 'The sandbox has no static token, which the example needs. Use a fixture that has one.')
  return found
}

// Ids of examples look like EX7-L; the next number is one that none has.
const findLastNumber = oneValue<number>(`
  SELECT coalesce(max(CAST(substr(id, 3) AS INTEGER)), 0) FROM (
    SELECT learnerLocalId AS id FROM learner WHERE eid = :eid AND learnerLocalId GLOB 'EX[0-9]*'
    UNION ALL SELECT programmeLocalId FROM programmeVersion WHERE eid = :eid AND programmeLocalId GLOB 'EX[0-9]*')`)

/** The number of the next example of an organisation. */
export const nextNumber = ({ db }: Sandbox, { eid }: ExampleCaller): number => findLastNumber(db, { eid })! + 1

/** A National Student Number of an example alone; the one after it is, too. */
export const studentOf = (number: number): number => 150_000_000 + number * 2

export async function tokensThatFail (
  sandbox: Sandbox, { eid }: ExampleCaller
): Promise<Pick<CallerScene, 'expiredToken' | 'tokenNotYetValid' | 'tokenWithoutPermissions'>> {
  const longAgo = sandbox.clock.now() - (lifetimeSeconds + 60) * 1000
  const ofAccount = { account: 'demo-tms', scope: 'https://web.prd.dxs.pub.tec.govt.nz', eid }
  return {
    tokenWithoutPermissions: listStaticTokens(sandbox.db).find(token => !isEnabled(sandbox, token))?.token ?? 'none',
    expiredToken: await issueToken(sandbox, { ...ofAccount, id: 'expired', at: longAgo }),
    tokenNotYetValid: await issueToken(sandbox, {
      ...ofAccount, id: 'not-yet-valid', at: sandbox.clock.now() + 86_400_000, isNotYetValid: true
    })
  }
}

const isEnabled = ({ db }: Sandbox, { account }: StaticToken): boolean => findMachineAccount(db, account)!.isEnabled === 1
