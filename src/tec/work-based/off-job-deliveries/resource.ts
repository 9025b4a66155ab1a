import type { Resource } from '../resource.ts'
import { deliveryExamples } from './examples.ts'
import { offJobDeliveryOperations } from './operations.ts'
import { offJobDeliveryTables } from './store.ts'

export const offJobDeliveries: Resource = {
  operations: offJobDeliveryOperations,
  examples: deliveryExamples,
  areas: { 'off-job': 'Off-job deliveries' },
  tables: offJobDeliveryTables
}
