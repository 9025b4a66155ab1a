import { webhookPage } from '../../sources.ts'
import { field, type Module } from '../field.ts'

export const webhook: Module = {
  name: 'Webhook',
  about: 'Addresses that are told when a record of a module is created, updated or deleted',
  basis: webhookPage,
  from: 'webhook',
  table: 'webhook',
  key: 'webhook.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'webhook.id', { column: 'id' }),
    field('Module', 'text', 'webhook.module', { column: 'module', required: true }),
    field('Url', 'text', 'webhook.url', { column: 'url', required: true }),
    field('Events', 'list', 'webhook.events', { column: 'events' }),
    field('Enabled', 'boolean', 'webhook.isEnabled', { column: 'isEnabled' })
  ]
}

export const webhookInstance: Module = {
  name: 'WebhookInstance',
  about: 'What webhooks have sent, and what was answered',
  basis: webhookPage,
  from: 'webhookInstance',
  key: 'webhookInstance.id',
  fields: [
    field('ID', 'text', 'webhookInstance.id'),
    field('WebhookID', 'text', 'webhookInstance.webhookId'),
    field('Event', 'text', 'webhookInstance.event'),
    field('Method', 'text', 'webhookInstance.method'),
    field('Url', 'text', 'webhookInstance.url'),
    field('Body', 'text', 'webhookInstance.body'),
    field('DateCreated', 'dateTime', 'webhookInstance.dateCreated'),
    field('Status', 'text', 'webhookInstance.status'),
    field('ResponseStatus', 'integer', 'webhookInstance.responseStatus'),
    field('Error', 'text', 'webhookInstance.error')
  ]
}
