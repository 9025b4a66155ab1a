import type { Resource } from '../resource.ts'
import { learnerExamples } from './examples.ts'
import { learnerOperations } from './operations.ts'
import { learnerTables } from './store.ts'

export const learners: Resource = {
  operations: learnerOperations,
  examples: learnerExamples,
  areas: { learner: 'Learners' },
  tables: learnerTables
}
