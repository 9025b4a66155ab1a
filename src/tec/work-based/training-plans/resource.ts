import type { Resource } from '../resource.ts'
import { planExamples } from './examples.ts'
import { trainingPlanOperations } from './operations.ts'
import { trainingPlanTables } from './store.ts'

export const trainingPlans: Resource = {
  operations: trainingPlanOperations,
  examples: planExamples,
  areas: { plan: 'Training plans' },
  tables: trainingPlanTables
}
