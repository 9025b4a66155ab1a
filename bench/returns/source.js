import { build } from 'esbuild'

/** What of the sandbox's own code the bare upserts and the bare rules need, and what makes returns up. */
const parts = `
  export { findFixture } from './src/sandbox/fixtures.ts'
  export { immediately } from './src/sandbox/database.ts'
  export { openSandbox } from './src/sandbox/sandbox.ts'
  export { contents } from './src/services.ts'
  export { recordRules } from './src/tec/provider-based/collections/rules.ts'
  export { collections } from './src/tec/provider-based/collections/collections.ts'
  export { batchesOf } from './src/tec/provider-based/generator/batches.ts'
  export { columnsOf, upsertOf } from './src/tec/provider-based/records/store.ts'
  export { insertSubmission } from './src/tec/provider-based/submissions/store.ts'
  export { judgeBy } from './src/tec/provider-based/validation/judgement.ts'`

const outfile = new URL('../../dist/bench.js', import.meta.url)

/** Bundles them as they stand in src, as the program is bundled. */
export async function bundleSource () {
  await build({
    stdin: { contents: parts, resolveDir: '.', loader: 'ts' },
    outfile: outfile.pathname,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['better-sqlite3', '@fastify/swagger-ui'],
    banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" }
  })
}

export const loadSource = () => import(outfile)
