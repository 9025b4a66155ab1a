import type { Change, PlatformContext } from '../context.ts'
import { localDateTime } from '../local-time.ts'
import { insertDelivery, listWebhooks } from './store.ts'

/** The method by which a webhook tells of what has happened to a record. */
const methods = { Create: 'POST', Update: 'PUT', Delete: 'DELETE' } as const satisfies Record<Change['event'], string>

/**
 * Notes, as part of a change, what the webhooks of a module are to be told of it, and answers the ids of the deliveries. `bodyOf` makes
 * the JSON of the record; it is asked only where there is somebody to tell.
 */
export function noteDeliveries (
  { db, ids, now }: PlatformContext, module: string, event: Change['event'], bodyOf: () => string | undefined
): string[] {
  const webhooks = listWebhooks(db, module, event)
  const body = webhooks.length > 0 ? bodyOf() : undefined
  if (body === undefined) return []
  return webhooks.map(({ id: webhookId, url }) => {
    const id = ids.next()
    insertDelivery(db, { id, webhookId, event, method: methods[event], url, body, dateCreated: localDateTime(now) })
    return id
  })
}
