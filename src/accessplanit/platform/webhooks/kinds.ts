import { Failure } from '../../../core/errors.ts'
import { webhookHostsOf, whyNotCalled } from '../../../sandbox/webhook-hosts.ts'
import type { RuledKind } from '../record.ts'
import { webhookRules } from './rules.ts'

export const webhookKind: RuledKind = {
  table: 'webhook',
  rules: { create: webhookRules, update: webhookRules },
  judge ({ enforce, sandbox }, { url: given }) {
    const url = given === undefined || given === null ? undefined : String(given)
    enforce(webhookRules, { url })
    // No rule of the platform's: it is the operator of this server who does not let it.
    const why = url === undefined ? undefined : whyNotCalled(webhookHostsOf(sandbox.settings), url)
    if (why !== undefined) throw new Failure('forbidden', `Url: ${why}`, { errors: { Url: [why] } })
  }
}
