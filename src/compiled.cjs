'use strict'
const { readFileSync } = require('node:fs')
const Module = require('node:module')
const { dirname, join } = require('node:path')
const { Script } = require('node:vm')

const name = 'program.cjs'
const file = join(__dirname, name)

/** Where the build keeps what V8 made of the program. Another version of Node.js passes it over and compiles the program again. */
const compiled = `${file}.compiled`

/** Whose stacks are to lead to the sources, as `node --enable-source-maps` has it, Node.js has to load itself, which takes longer. */
const script = process.execArgv.includes('--enable-source-maps')
  ? undefined
  // A stack names the file as it was called where this was compiled, so that no folder of that machine is in it.
  : new Script(readFileSync(file, 'latin1'), { filename: `tms-sandbox/dist/${name}`, cachedData: readIfThere(compiled) })

// What is native of SQLite has to tell these whose a statement was, and does not, where it was compiled for them: see docs/dependencies.md.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major > 24 || (major === 24 && minor >= 19)) {
  process.emitWarning(`Node.js ${process.versions.node} may end the process when it frees what SQLite has prepared. Use Node.js 20 or 22.`)
}

const loaded = script ? { exports: {} } : new Module(file)
if (script) script.runInThisContext()(loaded.exports, Module.createRequire(file), loaded, file, dirname(file))
else loadWithPlaces()

/** `program` is the library, and `run` for the command line. */
module.exports = { compiled, script, program: loaded.exports }

function loadWithPlaces () {
  loaded.filename = file
  loaded.paths = Module._nodeModulePaths(dirname(file))
  const called = '(exports, require, module, __filename, __dirname)'
  loaded._compile(readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=/, `${called}$&`), file)
}

function readIfThere (path) {
  try {
    return readFileSync(path)
  } catch {}
}
