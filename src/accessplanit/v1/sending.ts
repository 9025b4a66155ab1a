import type { FastifyReply } from 'fastify'
import { findRecord } from '../platform/feed.ts'
import { fieldsOf } from '../v2/custom-fields.ts'
import { modules } from '../v2/modules/modules.ts'
import { noteDeliveries } from '../v2/webhooks.ts'
import { sendAs } from './xml.ts'

/** Sends a record, or records, given as JSON texts, in the form that was asked for: an `ArrayOf…` for several. */
export function send (reply: FastifyReply, name: string, json: string | readonly string[]): void {
  if (typeof json !== 'string') return sendAs(reply, `ArrayOf${name}`, `[${json.join(',')}]`, name)
  if (reply.request.method !== 'GET') tellWebhooks(reply, name, json)
  sendAs(reply, name, json)
}

/** What version 2 calls the records that version 1 writes, and the member that has their id. */
const written: Readonly<Record<string, { module: string, id: string }>> = {
  CourseDate: { module: 'CourseDate', id: 'CourseDateID' },
  Delegate: { module: 'UserCourseDate', id: 'DelegateID' },
  User: { module: 'User', id: 'UserID' },
  Company: { module: 'Company', id: 'CompanyID' },
  Invoice: { module: 'Invoice', id: 'InvoiceID' },
  Transaction: { module: 'Transaction', id: 'TransactionID' }
}

/** Webhooks are of the platform: they hear of what was written through either version, as version 2 shows it. */
function tellWebhooks ({ request, statusCode }: FastifyReply, name: string, json: string): void {
  const { sandbox: { db }, entry } = request
  const { module: moduleName, id } = written[name]!
  const module = modules.find(it => it.name === moduleName)!
  const record = entry.dryRun ? undefined : findRecord(db, module, String((JSON.parse(json) as Record<string, unknown>)[id]), fieldsOf(db, module))
  if (record !== undefined) noteDeliveries(request, moduleName, statusCode === 201 ? 'Create' : 'Update', record)
}
