import type { Resource } from '../resource.ts'
import { completionExamples } from './examples.ts'
import { nzqaOperations } from './operations.ts'

export const nzqa: Resource = {
  adminOperations: nzqaOperations,
  examples: completionExamples,
  areas: { completion: 'Completions, as NZQA reports them' }
}
