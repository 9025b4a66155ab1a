import { bundling } from '../bundle.js'

/** What of the sandbox's own code makes a list of course dates. */
export const { bundleSource, loadSource } = bundling(`
  export { fieldsOf } from './src/accessplanit/v2/custom-fields/fields.ts'
  export { courseDate } from './src/accessplanit/v2/modules/course-date.ts'
  export { listAsBytes } from './src/accessplanit/platform/feed.ts'`, 'bench-accessplanit')
