import type { Resource } from '../resource.ts'
import { visitExamples } from './examples.ts'
import { visitOperations } from './operations.ts'
import { visitTables } from './store.ts'

export const visits: Resource = {
  operations: visitOperations,
  examples: visitExamples,
  areas: { visit: 'Visits' },
  tables: visitTables
}
