import type { Listener } from '../perform.ts'
import { findRecord } from '../platform/feed.ts'
import { noteDeliveries } from '../platform/webhooks/deliveries.ts'
import { fieldsOf } from './custom-fields/fields.ts'
import { modules } from './modules/modules.ts'

/** Webhooks are told of the record as this version shows it, through whichever version it was changed. */
export const tellWebhooks: Listener = (context, kind, id, event) => {
  const module = modules.find(it => it.kind?.table === kind)
  return module ? noteDeliveries(context, module.name, event, () => findRecord(context.db, module, id, fieldsOf(context.db, module))) : []
}
