// Makes one file of the program and of what it depends on, and keeps what V8 compiles of it: reading hundreds of small files and compiling
// them were most of a cold start.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { buildPages } from './build-pages.js'

// What only assistants are spoken to with is a part of its own, which no other command reads.
const assistants = await buildAssistants()

const { outputFiles } = await build({
  stdin: { contents: "export * from './index.ts'\nexport { run } from './cli/main.ts'", resolveDir: 'src', sourcefile: 'program.ts' },
  outdir: 'dist/parts',
  entryNames: 'program-[hash]',
  outExtension: { '.js': '.cjs' },
  write: false,
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  // There is less to read at each start, and a stack still has names and a place.
  minifyWhitespace: true,
  lineLimit: 140,
  // One is native, one reads its page's files from where it is installed, and the others are only for those who ask for metrics, look at a
  // bar, or have an official document.
  external: ['*.node', '@fastify/swagger-ui', 'prom-client', 'cli-progress', '@redocly/openapi-core'],
  plugins: [
    { name: 'native SQLite', setup: placeNative }, { name: 'assistants', setup: leaveAssistants },
    { name: 'parts of Node.js', setup: loadLate }
  ],
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'programUrl' },
  // As Node.js wraps a module, so that nobody has to copy the whole text for it at each start.
  banner: {
    js: '(function (exports, require, module, __filename, __dirname) {' +
      "const programUrl = require('node:url').pathToFileURL(__filename).href;"
  },
  footer: { js: '})' }
})
const program = basename(outputFiles.find(({ path }) => path.endsWith('.cjs')).path)

// A server that runs is left what it was started from: a part is never changed, its name saying what is in it, and the file that names the
// parts is replaced last and at once.
for (const { path, contents } of [...assistants.outputFiles, ...outputFiles]) await write(path, contents)
await write('dist/cli.js', "#!/usr/bin/env node\nimport { program } from './compiled.js'\n\nawait program.run()\n")
await write('dist/index.js', "import { program } from './compiled.js'\n\nexport const { connect, SandboxError, startSandbox } = program\n")
await write('dist/compiled.js', (await readFile('src/compiled.js', 'utf8')).replace('program.cjs', `parts/${program}`))

const pages = await buildPages()
for (const [path, contents] of pages) await write(path, contents)

await import('./dist/compiled.js').then(keepCompiled)

// Nobody runs a build of the day before yesterday; and what is packed has one build.
const day = 86_400_000
const isAlone = process.argv.includes('--alone')
await clear('dist/parts', name => name.startsWith(program) || name === assistants.name)
const pageNames = new Set(pages.map(([path]) => basename(path)))
await clear('dist/pages', name => pageNames.has(name))

async function clear (folder, isOfToday) {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    if (!isOfToday(name) && (isAlone || (await stat(path)).mtimeMs < Date.now() - 2 * day)) await rm(path)
  }
}

/** What few requests, or none, have a use for is loaded when it is first used, and not at each start. */
function loadLate ({ onResolve, onLoad }) {
  const parts = /^(?:node:)?(?:child_process|http2|https|v8|zlib)$/
  onResolve({ filter: parts }, ({ path, namespace }) => namespace === 'late' ? { path, external: true } : { path, namespace: 'late' })
  onResolve({ filter: /^(?:fast-xml-parser|ip-address)$/ }, ({ path, namespace }) =>
    namespace === 'late' ? undefined : { path, namespace: 'late' })
  onLoad({ filter: /.*/, namespace: 'late' }, async ({ path }) => ({
    contents: `module.exports = { ${await namesIn(path)} }`,
    resolveDir: '.'
  }))
}

/** The protocol's own library, with the licences of what is in it; without its check of forms, as nobody is asked to fill one in. */
async function buildAssistants () {
  const { outputFiles, metafile } = await build({
    entryPoints: ['src/mcp/protocol.ts'],
    outdir: 'dist/parts',
    entryNames: 'assistants-[hash]',
    outExtension: { '.js': '.cjs' },
    write: false,
    bundle: true,
    metafile: true,
    minify: true,
    lineLimit: 140,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    plugins: [{
      name: 'no forms',
      setup ({ onLoad }) {
        onLoad({ filter: /ajv-provider\.js$/ }, () => ({ contents: 'export class AjvJsonSchemaValidator {}' }))
      }
    }]
  })
  const [{ path, text }] = outputFiles
  const packages = Object.keys(metafile.inputs).map(it => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(it)?.[0])
  const licences = await Promise.all([...new Set(packages)].filter(Boolean).map(it => readFile(`${it}/LICENSE`, 'utf8')))
  const notice = licences.map(it => it.trim().replaceAll('*/', '* /')).join('\n\n')
  return { name: basename(path), outputFiles: [{ path, contents: Buffer.from(`/*\n${notice}\n*/\n${text}`) }] }
}

function leaveAssistants ({ onResolve }) {
  onResolve({ filter: /\/mcp\/protocol\.ts$/ }, () => ({ path: `./${assistants.name}`, external: true }))
}

async function namesIn (path) {
  const part = await import(path)
  const names = Object.keys(part.default ?? part)
  // Whoever asks for a class by its name at the start gets one that is loaded when something is made of it.
  return path === 'ip-address'
    ? names.map(name => `${name}: class { constructor (...given) { return new (require('${path}').${name})(...given) } }`)
    : names.map(name => `get ${name} () { return require('${path}').${name} }`)
}

/** better-sqlite3 looks in a dozen folders for its native part, which npm has put in one of them. */
function placeNative ({ onResolve, onLoad }) {
  onResolve({ filter: /^bindings$/ }, () => ({ path: 'bindings', namespace: 'native' }))
  onLoad({ filter: /.*/, namespace: 'native' }, () => ({
    contents: "module.exports = (name) => require('better-sqlite3/build/Release/better_sqlite3.node')"
  }))
}

async function write (path, contents) {
  const present = await readFile(path).catch(() => undefined)
  if (present?.equals(Buffer.from(contents))) return
  await mkdir(join(path, '..'), { recursive: true })
  await writeFile(`${path}.new`, contents)
  await rename(`${path}.new`, path)
}

/** V8 compiles a function when it is first called, so a sandbox is started and asked before that is kept, with the image of its fixture. */
async function keepCompiled ({ program, script, compiled }) {
  const sandbox = await program.startSandbox({ fixture: 'demo' })
  await fetch(`${sandbox.url}/livez`)
  await sandbox.close()
  await write(compiled, script.createCachedData())
}
