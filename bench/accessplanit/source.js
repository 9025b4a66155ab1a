import { bundling } from '../harness/bundle.js'

/** What of the sandbox's own code makes a list of course dates, for a sandbox. */
export const { bundleSource, loadSource } = bundling(`
  export { contents } from './src/services.ts'
  export { findFixture } from './src/sandbox/fixtures.ts'
  export { openSandbox } from './src/sandbox/sandbox.ts'
  export { fieldsOf } from './src/accessplanit/v2/custom-fields/fields.ts'
  export { courseDate } from './src/accessplanit/v2/modules/course-date.ts'
  export { addInTime } from './src/sandbox/database.ts'
  export { listAsBytes } from './src/accessplanit/platform/feed.ts'`, 'bench-accessplanit')
