import type { Resource } from '../resource.ts'
import { enrolmentExamples } from './examples.ts'
import { enrolmentOperations } from './operations.ts'
import { enrolmentTables } from './store.ts'

export const enrolments: Resource = {
  operations: enrolmentOperations,
  examples: enrolmentExamples,
  areas: { enrolment: 'Enrolments', 'complex-enrolment': 'Complex enrolments' },
  tables: enrolmentTables
}
