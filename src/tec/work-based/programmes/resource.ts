import type { Resource } from '../resource.ts'
import { programmeExamples } from './examples.ts'
import { programmeOperations } from './operations.ts'
import { programmeTables } from './store.ts'

export const programmes: Resource = {
  operations: programmeOperations,
  examples: programmeExamples,
  areas: { programme: 'Programmes', 'programme-version': 'Programme versions' },
  tables: programmeTables
}
