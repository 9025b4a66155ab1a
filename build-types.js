// Writes the types of the library into one file: what a program that uses it can name, and nothing of how it is made.
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import ts from 'typescript'
import { withTypes } from './build-schema-types.js'

const start = resolve('src/index.ts')
const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile('tsconfig.build.json', ts.sys.readFile).config, ts.sys, '.')
const program = ts.createProgram([start], options)
const checker = program.getTypeChecker()
const offered = new Set(checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(start))).map(({ name }) => name))

/** Where types come from that are written out. */
const written = new Set(['@sinclair/typebox', '../schemas.ts'])

const declarations = new Map()
declare(start)
const text = withTypes([...declarations.values()].join('\n'))
if (/\bimport\(|\bStatic</.test(text)) throw new Error('The types of the library name those of another package.')

await mkdir('dist', { recursive: true })
// What is closed by `await using` has a member that older libraries of TypeScript do not know.
const reference = '/// <reference lib="esnext.disposable" />'
// One for those who import it, and one for those who require it.
for (const name of ['index.d.ts', 'index.d.cts']) await writeFile(`dist/${name}`, `${reference}\n${text}\nexport {}\n`)

/** The declarations of a file, after those of the files that it refers to. */
function declare (path) {
  if (declarations.has(path)) return
  declarations.set(path, '')
  let emitted
  program.emit(program.getSourceFile(path), (_name, contents) => { emitted = contents }, undefined, true)
  const file = ts.createSourceFile(path, emitted, ts.ScriptTarget.Latest, true)
  const [references, own] = parted(file.statements, it => it.moduleSpecifier !== undefined)
  for (const { moduleSpecifier: { text } } of references) {
    if (written.has(text)) continue
    if (!text.startsWith('.')) throw new Error(`${path} has types of ${text} in those of the library, and nobody has to install that.`)
    declare(resolve(dirname(path), text))
  }
  declarations.delete(path)
  const kept = own.filter(it => !ts.isExportDeclaration(it))
  declarations.set(path, kept.map(it => isOffered(it) ? textOf(it) : hidden(textOf(it))).join('\n'))
}

function parted (list, isFirst) {
  return [list.filter(isFirst), list.filter(it => !isFirst(it))]
}

/** With its comment. */
function textOf (statement) {
  return statement.getFullText().replace(/^\s+/, '')
}

function isOffered (statement) {
  const names = statement.name ? [statement.name.text] : statement.declarationList.declarations.map(it => it.name.text)
  return names.some(name => offered.has(name))
}

function hidden (text) {
  return text.replace(/^(export )(?=declare|interface|type|const|function|class)/m, '')
}
