// Makes one file of the program and of what it depends on, and keeps what V8 compiles of it: reading hundreds of small files and compiling
// them were most of a cold start.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { buildLate } from './build-late.js'
import { noticesOf } from './build-notices.js'
import { buildPages } from './build-pages.js'
import { parts } from './build-parts.js'

const late = await buildLate()
const { outputFiles, metafile } = await build({
  stdin: { contents: "export * from './index.ts'\nexport { run } from './cli/main.ts'", resolveDir: 'src', sourcefile: 'program.ts' },
  ...parts,
  entryNames: 'program-[hash]',
  // Who asks for it is shown the place in our sources, which are not in it.
  sourcemap: true,
  sourcesContent: false,
  external: ['*.node'],
  plugins: [
    late.plugin,
    { name: 'places of packages', setup: leavePlacesOut },
    { name: 'native SQLite', setup: placeNative },
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
for (const [path, contents] of late.files) await write(path, contents)
for (const { path, contents } of outputFiles) await write(path, path.endsWith('.map') ? withoutFolders(contents) : contents)
const offered = ['connect', 'SandboxError', 'startSandbox']
await write('dist/cli.js', "#!/usr/bin/env node\nimport loaded from './compiled.cjs'\n\nawait loaded.program.run()\n")
await write('dist/index.js', `import loaded from './compiled.cjs'\n\nexport const { ${offered.join(', ')} } = loaded.program\n`)
// For those who require it: the same program, so that nobody has two.
await write('dist/index.cjs', "const { program } = require('./compiled.cjs')\n\n" +
  offered.map(name => `exports.${name} = program.${name}\n`).join(''))
await write('dist/compiled.cjs', (await readFile('src/compiled.cjs', 'utf8')).replace("'program.cjs'", `'parts/${program}'`))

const { files: pages, metafile: pagesMetafile } = await buildPages()
for (const [path, contents] of pages) await write(path, contents)
await write('dist/NOTICES.txt', await noticesOf([metafile, late.metafile, pagesMetafile]))

await import('./dist/compiled.cjs').then(({ default: loaded }) => keepCompiled(loaded))

// Nobody runs a build of the day before yesterday; and what is packed has one build.
const day = 86_400_000
const isAlone = process.argv.includes('--alone')
const lateNames = new Set(late.files.map(([path]) => basename(path)))
await clear('dist/parts', name => name.startsWith(program) || lateNames.has(name))
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
  const ofNode = /^(?:node:)?(?:child_process|http2|https|v8|worker_threads|zlib)$/
  onResolve({ filter: ofNode }, ({ path, namespace }) => namespace === 'late' ? { path, external: true } : { path, namespace: 'late' })
  onResolve({ filter: /^(?:fast-xml-parser|ip-address)$/ }, ({ path, namespace }) =>
    namespace === 'late' ? undefined : { path, namespace: 'late' })
  onLoad({ filter: /.*/, namespace: 'late' }, async ({ path }) => ({
    contents: `module.exports = { ${await namesIn(path)} }`,
    resolveDir: '.'
  }))
}

async function namesIn (path) {
  const part = await import(path)
  const names = Object.keys(part.default ?? part)
  // Whoever asks for a class by its name at the start gets one that is loaded when something is made of it.
  return path === 'ip-address'
    ? names.map(name => `${name}: class { constructor (...given) { return new (require('${path}').${name})(...given) } }`)
    : names.map(name => `get ${name} () { return require('${path}').${name} }`)
}

/** Most of the places would be of packages, whose sources nobody who looks at a stack here goes to: of each file, one is left. */
function leavePlacesOut ({ onLoad }) {
  const one = { version: 3, mappings: 'AAAA' }
  onLoad({ filter: /[\\/]node_modules[\\/].*\.[cm]?js$/ }, async ({ path }) => {
    const map = Buffer.from(JSON.stringify({ ...one, sources: [basename(path)] })).toString('base64')
    return { contents: `${await readFile(path, 'utf8')}\n//# sourceMappingURL=data:application/json;base64,${map}`, loader: 'js' }
  })
}

/** Wherever packages were found, they are called alike. */
function withoutFolders (contents) {
  const map = JSON.parse(Buffer.from(contents))
  return JSON.stringify({ ...map, sources: map.sources.map(source => source.replace(/^.*node_modules\//, 'node_modules/')) })
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
  if (script) await write(compiled, script.createCachedData())
}
