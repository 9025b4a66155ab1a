// Bundles the program and the library, dependencies included: reading hundreds of small files was most of a cold start.
import { rm } from 'node:fs/promises'
import { build } from 'esbuild'

await rm('dist', { recursive: true, force: true })
await build({
  entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  chunkNames: 'parts/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  // One is native, the other reads its page's files from where it is installed.
  external: ['better-sqlite3', '@fastify/swagger-ui'],
  // What Fastify and its plugins require at run time.
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" }
})
