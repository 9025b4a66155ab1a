import { bundling } from '../harness/bundle.js'

/** What of the sandbox's own code the bare upserts and the bare rules need, and what makes returns up. */
export const { bundleSource, loadSource } = bundling(`
  export { findFixture } from './src/sandbox/fixtures.ts'
  export { openSandbox } from './src/sandbox/sandbox.ts'
  export { contents } from './src/services.ts'
  export { recordRules } from './src/tec/provider-based/collections/rules.ts'
  export { collections } from './src/tec/provider-based/collections/collections.ts'
  export { batchesOf } from './src/tec/provider-based/generator/batches.ts'
  export { columnsOf, upsertOf } from './src/tec/provider-based/records/store.ts'
  export { insertSubmission } from './src/tec/provider-based/submissions/store.ts'
  export { noteFindings } from './src/tec/provider-based/validation/rule-sql.ts'`, 'bench')
