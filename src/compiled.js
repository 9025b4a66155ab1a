import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'

const file = fileURLToPath(new URL('program.cjs', import.meta.url))

/** Where the build keeps what V8 made of the program. Another version of Node.js passes it over and compiles the program again. */
export const compiled = `${file}.compiled`

export const script = new Script(readFileSync(file, 'latin1'), { filename: file, cachedData: readIfThere(compiled) })

const module = { exports: {} }
script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file))

/** The library, and `run` for the command line. */
export const program = module.exports

function readIfThere (path) {
  try {
    return readFileSync(path)
  } catch {}
}
