// Bundles the program and the library, dependencies included: reading hundreds of small files was most of a cold start.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { build } from 'esbuild'

const { outputFiles } = await build({
  entryPoints: { cli: 'src/cli/main.ts', index: 'src/index.ts' },
  outdir: 'dist',
  chunkNames: 'parts/[name]-[hash]',
  write: false,
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

// A server that runs loads parts when it first needs them, so what it was started from stays whole: parts are never changed, their names
// saying what is in them, and the two that start everything are replaced last and at once.
const isPart = (path) => path.includes('/parts/')
for (const { path, contents } of outputFiles.sort((a, b) => isPart(b.path) - isPart(a.path))) {
  const present = await readFile(path).catch(() => undefined)
  if (present?.equals(contents)) continue
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.new`, contents)
  await rename(`${path}.new`, path)
}

// Nobody runs a build of the day before yesterday.
const day = 86_400_000
const current = new Set(outputFiles.map(({ path }) => path))
const parts = resolve('dist/parts')
for (const name of await readdir(parts)) {
  const path = join(parts, name)
  if (!current.has(path) && (await stat(path)).mtimeMs < Date.now() - 2 * day) await rm(path)
}
