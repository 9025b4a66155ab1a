import { bundling } from '../harness/bundle.js'

/** What of the sandbox's own code makes sandboxes. */
export const { bundleSource, loadSource } = bundling(`
  export { contents } from './src/services.ts'
  export { findFixture } from './src/sandbox/fixtures.ts'
  export { openSandboxes } from './src/sandbox/sandboxes.ts'
  export { startSandbox } from './src/index.ts'`, 'bench-sandboxes')
