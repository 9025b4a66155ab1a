import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { runBench } from './harness/bench.js'
import { startServer, stopAll } from './harness/servers.js'
import { inTurn, measureLoad } from './harness/turns.js'
import { prepare } from './work-based/prepare.js'
import { scenariosOf } from './work-based/scenarios.js'

// What it costs that each request is kept in the journal, counted for coverage and metrics, and told of to whoever listens: the same build
// with all of that and without, one after the other. Nobody listens.
// node bench/watched.js

/** What is left out, by the file that does it. */
const leftOut = {
  'sandbox/journal.ts': [['      ring.add(entry)\n', '']],
  'sandbox/coverage.ts': [[': Note => (rule, facts, holds) => {\n', ': Note => (rule, facts, holds) => {\n  return\n']],
  'http/request-counts.ts': [
    ['    count (service, operation, status) {\n', '    count (service, operation, status) {\n      return\n'],
    ['    countBroken ({ judgements }) {\n', '    countBroken ({ judgements }) {\n      return\n']
  ],
  'http/after-answer.ts': [["  if (entry) sandbox.journal.events.tell('answered', () => describeAnswer(entry))\n", '']]
}

const withoutIt = {
  name: 'without',
  setup: ({ onLoad }) => onLoad({ filter: /src\/.*\.ts$/ }, async ({ path }) => {
    const [, file] = /\/src\/(.*)$/.exec(path)
    if (!leftOut[file]) return undefined
    let contents = await readFile(path, 'utf8')
    for (const [there, instead] of leftOut[file]) {
      if (!contents.includes(there)) throw new Error(`${file} has no ${JSON.stringify(there)} any more`)
      contents = contents.replace(there, instead)
    }
    return { contents, loader: 'ts' }
  })
}

/** Builds the program into one file, and answers how to start it. */
async function built (name, plugins) {
  const outfile = fileURLToPath(new URL(`../dist/parts/bench-${name}.cjs`, import.meta.url))
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
    plugins
  })
  return [outfile, 'start', '--port', '0', '--fixture', 'empty', '--log-level', 'warn']
}

await runBench('watched', { rounds: 7, seconds: 3 }, async ({ rounds, seconds }) => {
  const servers = { with: await startServer(await built('with', [])), without: await startServer(await built('without', [withoutIt])) }
  const prepared = await inTurn(servers, ({ url }) => prepare(url))
  const tables = []
  for (const scenario of scenariosOf(servers, prepared.with)) {
    tables.push(await measureLoad(servers, scenario, { connections: 20, rounds, seconds, warmUp: 2 }))
  }
  await stopAll(servers)
  return { tables }
})
