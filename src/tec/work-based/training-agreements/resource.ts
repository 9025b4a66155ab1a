import type { Resource } from '../resource.ts'
import { agreementExamples } from './examples.ts'
import { trainingAgreementOperations } from './operations.ts'
import { trainingAgreementTables } from './store.ts'

export const trainingAgreements: Resource = {
  operations: trainingAgreementOperations,
  examples: agreementExamples,
  areas: { agreement: 'Training agreements', transfer: 'Transfer of a training agreement' },
  tables: trainingAgreementTables
}
