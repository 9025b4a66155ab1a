// One text of the tests of a room and of the program, with every mutant of the room's files in it.
import { readdirSync, readFileSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { openToChange } from './sql.js'
import { instrument } from './stryker.js'

const slashed = (path) => path.split(sep).join('/')

const sources = readdirSync('src', { recursive: true }).map(path => `src/${slashed(path)}`).filter(path => path.endsWith('.ts')).sort()

export const filesOf = ({ mutate }) => sources.filter(path => mutate.some(it => it.test(path)))

/** The files of a room that are changed, `{ mutants, text }`: what the mutants are, and the program that has them. */
export async function bundle ({ tests }, files) {
  const given = files.map(name => ({ name, content: readFileSync(name, 'utf8') }))
  const { files: made, mutants } = await instrument(given)
  const changed = new Map(made.map(({ name, content }) => [name, content]))
  const { outputFiles } = await build({
    stdin: { contents: tests.map(({ file }) => `import './${file}'`).join('\n'), resolveDir: '.', sourcefile: 'tests.ts', loader: 'ts' },
    write: false,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: false,
    logLevel: 'error',
    supported: { 'dynamic-import': false },
    plugins: [{ name: 'mutants', setup: (build) => placeMutants(build, changed) }],
    banner: { js: '(function (exports, require, module) {' },
    footer: { js: '})' }
  })
  return { text: outputFiles[0].text, mutants: mutants.map(it => describe(it, given)) }
}

function placeMutants ({ onLoad }, changed) {
  // Whether each reply is as its document says is not asked of a mutant: the document would be made for each.
  onLoad({ filter: /[\\/]test[\\/]undocumented\.ts$/ }, () => ({ contents: 'export const undocumented = () => []' }))
  onLoad({ filter: /[\\/](?:src|test)[\\/].*\.ts$/ }, ({ path }) => {
    const name = slashed(relative('.', path))
    const text = openToChange(name, changed.get(name) ?? readFileSync(path, 'utf8'))
    const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      // Which file a test is of.
      .replace(/^/, name.startsWith('test/') ? `globalThis.testFile = ${JSON.stringify(name)};` : '')
    return { contents, loader: 'ts', resolveDir: resolve(path, '..') }
  })
}

/** In which of some files, and in which line, a rule has its id. */
export const placesIn = (files) => {
  const lines = files.flatMap(file => readFileSync(file, 'utf8').split('\n').map((text, at) => ({ file, line: at + 1, text })))
  return (id) => {
    const found = lines.find(({ text }) => new RegExp(`\\bid: '${id}'`).test(text))
    return found && { file: found.file, line: found.line }
  }
}

/** A mutant as a person knows it, and as a list of them does: not by its line, which moves. */
function describe ({ id, fileName, mutatorName, location: { start, end }, replacement }, given) {
  const lines = given.find(({ name }) => name === fileName).content.split('\n')
  const original = start.line === end.line
    ? lines[start.line].slice(start.column, end.column)
    : [lines[start.line].slice(start.column), ...lines.slice(start.line + 1, end.line), lines[end.line].slice(0, end.column)].join('\n')
  const statement = statementOf(lines, start.line)
  return {
    id,
    file: fileName,
    line: start.line + 1,
    lastLine: end.line + 1,
    within: statement.replace(/^(?:export |default |async |declare )*(?:const|let|function|class) /, '').match(/^[\w$]*/)[0],
    mutator: mutatorName,
    original: shortened(original),
    replacement: shortened(replacement)
  }
}

/** The first line of the statement of a module that has a line in it. */
function statementOf (lines, line) {
  while (line > 0 && /^(?:[\s})\]]|$)/.test(lines[line])) line--
  return lines[line]
}

const shortened = (text) => {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > 100 ? `${line.slice(0, 60)} … ${line.slice(-30)}` : line
}
