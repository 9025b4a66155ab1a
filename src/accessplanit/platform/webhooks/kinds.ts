import type { RecordKind } from '../record.ts'

export const webhookKind: RecordKind = { table: 'webhook' }
