import type { RuledKind } from '../record.ts'
import { webhookRules } from './rules.ts'

export const webhookKind: RuledKind = {
  table: 'webhook',
  rules: { create: webhookRules, update: webhookRules },
  judge: ({ enforce }, { url }) => { enforce(webhookRules, { url: url === undefined || url === null ? undefined : String(url) }) }
}
