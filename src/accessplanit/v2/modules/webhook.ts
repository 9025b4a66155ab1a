import { webhookKind } from '../../platform/webhooks/kinds.ts'
import { webhookRules } from '../../platform/webhooks/rules.ts'
import { field, seenAre, unseenList, type Module } from '../field.ts'

export const webhook: Module = {
  name: 'Webhook',
  description: 'Addresses that are told when a record of a module is created, updated or deleted',
  basis: unseenList,
  from: 'webhook',
  kind: webhookKind,
  key: 'webhook.id',
  canCreate: true,
  canDelete: true,
  rules: webhookRules,
  fields: seenAre('', [
    field('ID', 'text', 'webhook.id', { column: 'id' }),
    field('Module', 'text', 'webhook.module', { column: 'module', required: true }),
    field('Url', 'text', 'webhook.url', { column: 'url', required: true }),
    field('Events', 'list', 'webhook.events', { column: 'events' }),
    field('Enabled', 'boolean', 'webhook.isEnabled', { column: 'isEnabled' })
  ])
}
