import type { Resource } from '../resource.ts'
import { completionExamples } from './examples.ts'
import { nzqaOperations } from './operations.ts'
import { completionTables } from './store.ts'

export const nzqa: Resource = {
  adminOperations: nzqaOperations,
  tables: completionTables,
  examples: completionExamples,
  areas: { completion: 'Completions, as NZQA reports them' }
}
