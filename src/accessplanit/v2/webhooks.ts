import type { Service } from '../../http/service.ts'
import { deliver } from '../deliveries.ts'
import { findRecord } from '../platform/feed.ts'
import { noteDeliveries } from '../platform/webhooks/deliveries.ts'
import { fieldsOf } from './custom-fields/fields.ts'
import { modules } from './modules/modules.ts'

/** Webhooks are told of the record as this version shows it, through whichever version it was changed. */
export const tellWebhooks: Service['changed'] = (context, { table, id, event }) => {
  const module = modules.find(it => it.kind?.table === table)
  if (!module) return
  const ids = noteDeliveries(context, module.name, event, () => findRecord(context.db, module, id, fieldsOf(context, module)))
  if (ids.length > 0) context.afterwards(sandbox => { deliver(sandbox, ids) })
}
