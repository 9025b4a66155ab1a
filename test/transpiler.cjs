// Makes JavaScript of the tests and of what they test. Each file of tests is a process of its own that loads the whole program, so what was
// made of a file is kept until its text changes: making it anew in each process was the larger part of a run.
const { createHash } = require('node:crypto')
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')
const { transformSync, version } = require('esbuild')

const folder = join(__dirname, '..', 'node_modules', '.cache', 'tms-sandbox-tests')
mkdirSync(folder, { recursive: true })

exports.create = () => ({
  transpile (source, { fileName }) {
    const [path, stamp] = [join(folder, hash(fileName)), hash(`${version} ${source}`)]
    const kept = read(path)
    if (kept?.stamp === stamp) return kept
    const { code, map } = transformSync(source, { loader: 'ts', format: 'esm', target: 'node20.20', sourcemap: true, sourcefile: fileName })
    const made = { stamp, outputText: code, sourceMapText: map }
    // Another process may be reading it.
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(made))
    renameSync(`${path}.${process.pid}`, path)
    return made
  }
})

const hash = (text) => createHash('sha256').update(text).digest('hex')

function read (path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {}
}
