import { Type, type Static } from '@sinclair/typebox'
import type { FixtureFile } from '../../../sandbox/fixtures.ts'
import { insertRecord } from '../store.ts'

const Id = Type.String({ minLength: 1, maxLength: 36 })
const Text = Type.String({ minLength: 1 })
const methods = { Create: 'POST', Update: 'PUT', Delete: 'DELETE' } as const
const Event = Type.Union([Type.Literal('Create'), Type.Literal('Update'), Type.Literal('Delete')])

const Sent = Type.Object({
  id: Id,
  event: Event,
  /** The day, at ten in the morning. */
  on: Type.String({ format: 'date' }),
  /** The record as it was sent. */
  record: Type.Object({ ID: Id }, { additionalProperties: true }),
  responseStatus: Type.Integer()
}, { additionalProperties: false })

const WebhookRow = Type.Object({
  about: Text, id: Id, module: Text, url: Text, events: Type.Array(Event), isEnabled: Type.Boolean(), sent: Type.Array(Sent)
}, { additionalProperties: false })

/** Who is to be told of changes, and what was sent. */
export const webhookFixtureFiles: FixtureFile[] = [{
  file: 'accessplanit-webhooks.json',
  row: WebhookRow,
  insert (db, { about, events, isEnabled, sent, ...webhook }: Static<typeof WebhookRow>) {
    insertRecord(db, 'webhook', { ...webhook, events: JSON.stringify(events), isEnabled: isEnabled ? 1 : 0 })
    for (const { id, event, on, record, responseStatus } of sent) {
      insertRecord(db, 'webhookInstance', {
        id,
        webhookId: webhook.id,
        event,
        method: methods[event],
        url: webhook.url,
        body: JSON.stringify(record),
        dateCreated: `${on}T10:00:00`,
        status: responseStatus < 300 ? 'Delivered' : 'Refused',
        responseStatus
      })
    }
  }
}]
