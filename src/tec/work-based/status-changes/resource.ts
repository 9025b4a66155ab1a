import type { Resource } from '../resource.ts'
import { statusChangeExamples } from './examples.ts'
import { statusChangeOperations } from './operations.ts'

export const statusChanges: Resource = {
  operations: statusChangeOperations,
  examples: statusChangeExamples,
  areas: {}
}
