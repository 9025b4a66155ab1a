import { createHash } from 'node:crypto'
import { BadInput } from '../core/errors.ts'
import { either } from '../core/words.ts'
import type { Context } from '../http/context.ts'
import type { OrderedToken, TokenOrder, TokenOrders } from '../http/service.ts'
import { edumisOf } from './edumis.ts'
import { production } from './esl/rules.ts'
import { findEnabledAccount, findOtherOrganisation, listActedFor, listMachineAccounts } from './esl/store.ts'
import { issueToken, lifetimeSeconds, type Grant } from './esl/tokens.ts'
import { forAnother, named } from './organisations.ts'

/** Tokens of ESL that a tester orders: those of a machine account, for one organisation. */

/** By the names of the defects: what is the matter, and the rule that refuses the token for it. */
const defects = {
  expired: { does: 'expired a minute ago', rule: 'token.not-expired' },
  'not-yet-valid': { does: 'valid from an hour on', rule: 'token.already-valid' },
  'wrong-signature': { does: 'signed with a key that is not the sandbox\'s', rule: 'token.known' },
  'wrong-organisation': { does: 'for another organisation', rule: 'token.of-the-organisation' },
  malformed: { does: 'without its signature', rule: 'token.known' },
  'account-not-enabled': { does: 'of a machine account that has no permissions', rule: 'token.account-enabled' }
} as const

type Defect = keyof typeof defects

function issue ({ sandbox, db, ids, now }: Context, { caller, ttlSeconds = lifetimeSeconds, defect }: TokenOrder): Promise<OrderedToken> {
  const eid = Number(caller)
  const account = Number.isSafeInteger(eid) ? findEnabledAccount(db, eid) : undefined
  if (account === undefined) {
    throw new BadInput(`No machine account of the sandbox has permissions and may act for EID ${caller}. ` +
      `Use ${either(named(listActedFor(db).map(it => it.eid)))}. ${forAnother}`)
  }
  const grant: Grant = { account, scope: production, eid, id: ids.next(), at: now, lifetime: ttlSeconds }
  const made = defect === undefined ? grant : withDefect[defect as Defect](grant, now, db)
  return issueToken(sandbox, made).then(token => ({
    token: defect === 'malformed' ? token.slice(0, token.lastIndexOf('.')) : token,
    expiresAt: (Math.floor((made.at ?? now) / 1000) + ttlSeconds) * 1000,
    headers: { EID: edumisOf(eid) }
  }))
}

const minute = 60_000

const withDefect: Record<Defect, (grant: Grant, now: number, db: Context['db']) => Grant> = {
  expired: (grant, now) => ({ ...grant, at: now - grant.lifetime! * 1000 - minute }),
  'not-yet-valid': (grant, now) => ({ ...grant, at: now + 60 * minute, isNotYetValid: true }),
  'wrong-signature': (grant) => ({ ...grant, key: createHash('sha256').update('a key that is not the sandbox\'s').digest() }),
  'wrong-organisation': (grant, _, db) => ({ ...grant, eid: findOtherOrganisation(db, grant.eid) ?? grant.eid + 1 }),
  malformed: (grant) => grant,
  'account-not-enabled': (grant, _, db) =>
    ({ ...grant, account: listMachineAccounts(db).find(({ isEnabled }) => !isEnabled)?.name ?? 'account-without-permissions' })
}

export const tecTokens: TokenOrders = { defects, lifetimeSeconds, issue }
