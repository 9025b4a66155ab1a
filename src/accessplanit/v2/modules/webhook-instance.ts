import { field, seenAre, unseenList, type Module } from '../field.ts'

export const webhookInstance: Module = {
  name: 'WebhookInstance',
  description: 'What webhooks have sent, and what was answered',
  basis: unseenList,
  from: 'webhookInstance',
  key: 'webhookInstance.id',
  fields: seenAre('', [
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
  ])
}
