import { all, one, run } from '../../../sandbox/database.ts'

/** The webhooks that are to hear of an event of a module, by the name that webhooks know it by. */
export const listWebhooks = all<{ id: string, url: string }>(`
  SELECT id, url FROM webhook
  WHERE module = ? AND isEnabled AND EXISTS (SELECT 1 FROM json_each(events) WHERE json_each.value = ? COLLATE NOCASE)`)

export const insertDelivery = run(`
  INSERT INTO webhookInstance (id, webhookId, event, method, url, body, dateCreated, status)
  VALUES (:id, :webhookId, :event, :method, :url, :body, :dateCreated, 'Pending')`)

/** What is to be sent. */
export interface Delivery { method: string, url: string, body: string }
export const findPendingDelivery = one<Delivery>("SELECT method, url, body FROM webhookInstance WHERE id = ? AND status = 'Pending'")

/** What came of it. */
export interface Outcome { status: 'Delivered' | 'Refused' | 'Failed', responseStatus: number | null, error: string | null }
export const noteOutcome = run(`
  UPDATE webhookInstance SET status = :status, responseStatus = :responseStatus, error = :error WHERE id = :id AND status = 'Pending'`)

/** Those that nobody sends any more, as their server was killed. */
export const endLeftDeliveries = run("UPDATE webhookInstance SET status = 'Failed', error = :error WHERE status = 'Pending'")
