import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { roomy } from './servers.js'

/**
 * Builds the program into one file, some places of its sources replaced, and answers how to start it on the empty fixture. `changes` has,
 * by the file in src, pairs of what stands there and what is to stand there instead.
 */
export async function builtWith (name, changes = {}, flags = []) {
  const outfile = fileURLToPath(new URL(`../../dist/parts/bench-${name}.cjs`, import.meta.url))
  await build({
    stdin: { contents: "import { run } from './cli/main.ts'\nrun()", resolveDir: 'src' },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    external: ['better-sqlite3', '@fastify/swagger-ui', 'prom-client', 'cli-progress'],
    define: { 'import.meta.url': 'programUrl' },
    banner: { js: "const programUrl = require('node:url').pathToFileURL(__filename).href;" },
    plugins: [{ name, setup: ({ onLoad }) => onLoad({ filter: /src\/.*\.ts$/ }, ({ path }) => changed(path, changes)) }]
  })
  return [outfile, 'start', '--port', '0', '--fixture', 'empty', '--log-level', 'warn', ...roomy, ...flags]
}

async function changed (path, changes) {
  const [, file] = /\/src\/(.*)$/.exec(path)
  if (!changes[file]) return undefined
  let contents = await readFile(path, 'utf8')
  for (const [there, instead] of changes[file]) {
    if (!contents.includes(there)) throw new Error(`${file} has no ${JSON.stringify(there)} any more`)
    contents = contents.replace(there, instead)
  }
  return { contents, loader: 'ts' }
}
