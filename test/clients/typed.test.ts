import { spawnSync } from 'node:child_process'
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createClient } from '@hey-api/openapi-ts'
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript'
import t from 'tap'
import ts from 'typescript'
import { documentOf } from '../../src/http/openapi.ts'
import { startSandbox } from '../../src/index.ts'
import { services } from '../../src/services.ts'
import { documented } from '../harness.ts'
import './postman.ts'

/** Clients in TypeScript whose types are made of the documents, under the strictest checks, take the journeys of the walks. */

t.setTimeout(10 * 60 * 1000)

const written = fileURLToPath(new URL('typed', import.meta.url))
const clients = ['openapi-fetch', 'hey-api']
const journeys = ['apprenticeship', 'singleDataReturn', 'courseFeeds', 'basket']
/** Those of one client are enough for the types; the sandbox's own API is for suites, which need one client of it. */
const others = ['controlRoom', 'fortyTwoDays', 'threeMonths', 'redundancy', 'endings', 'twoPasses', 'invoices', 'delegates']
const journeysOf = (client: string): string[] => client === 'openapi-fetch' ? [...journeys, ...others] : journeys

/** A folder with the journeys, what the generators make of the documents, and what the compiler makes of it all. */
async function generate (folder: string): Promise<void> {
  await cp(written, folder, { recursive: true })
  await mkdir(join(folder, 'openapi-typescript'))
  for (const service of documented()) {
    // As JSON: the generators change what they are given.
    const document = JSON.stringify(documentOf(service))
    const types = await openapiTS(JSON.parse(document) as OpenAPI3)
    await writeFile(join(folder, 'openapi-typescript', `${service.name}.ts`), astToString(types))
    if (!services.includes(service)) continue
    await createClient({
      input: JSON.parse(document),
      output: { path: join(folder, 'hey-api', service.name), module: { extension: '.js' } },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
      logs: { level: 'silent', file: false }
    })
  }
}

/** What is read once for all clients. */
const sources = new Map<string, ts.SourceFile | undefined>()

function hostOf (options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options)
  const { getSourceFile } = host
  host.getSourceFile = (name, ...how) => {
    if (!sources.has(name)) sources.set(name, getSourceFile(name, ...how))
    return sources.get(name)
  }
  return host
}

function compile (folder: string, client: string): string {
  const options: ts.CompilerOptions = {
    strict: true,
    noUncheckedIndexedAccess: true,
    // What hey-api makes has a client in itself, which does not bear it.
    exactOptionalPropertyTypes: client === 'openapi-fetch',
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    skipLibCheck: true,
    rootDir: folder,
    outDir: join(folder, 'js')
  }
  const program = ts.createProgram([join(folder, `${client}.ts`)], options, hostOf(options))
  const complaints = ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), {
    getCurrentDirectory: () => folder, getCanonicalFileName: name => name, getNewLine: () => '\n'
  })
  program.emit()
  return complaints
}

t.test('The journeys compile against the documents and go through', async t => {
  const folder = t.testdir()
  await generate(folder)
  for (const client of clients) {
    t.equal(compile(folder, client), '', `${client}: each request has the documented type, and each reply is read by it`)
    const taken = await import(pathToFileURL(join(folder, 'js', `${client}.js`)).href)
    for (const journey of journeysOf(client)) {
      const sandbox = await startSandbox({ fixture: 'demo', clock: 'frozen:2026-03-02T09:00' })
      await t.resolves(taken[journey](sandbox.url), `${client}: ${journey}`)
      await sandbox.close()
    }
  }
})

t.test('Clients in other languages that were asked for by name, and cannot be compiled here, are a failure', async t => {
  const ended = spawnSync(process.execPath, ['test/clients/run.js', 'csharp', 'java'], { encoding: 'utf8', env: { PATH: t.testdir() } })
  t.match(ended, { status: 1, stderr: '' })
  t.match(ended.stdout, /^SKIPPED, and so not checked: csharp, as .*; java, as .*\. It was asked for by name: that is a failure\n$/)
})

/** What is left of a journey without what may say anything: imports, comments and texts. */
const codeOf = (text: string): string => text.replace(/^import [^\n]*$|\/\*\*.*?\*\/|'[^']*'/gms, '')

const roundabout = /\bas\b|\bany\b|@ts-|[\w)\]]!(?!=)/

t.test('No journey gets round its types', async t => {
  for (const file of await readdir(written)) {
    const code = codeOf(await readFile(join(written, file), 'utf8'))
    t.ok(code.length > 500, `${file} has ${code.length} characters of code`)
    t.notMatch(code, roundabout, `${file} has neither a cast nor any`)
  }
  for (const cast of ['it as any', 'it!.ID', '// @ts-expect-error', 'const it: any = 1']) {
    t.match(codeOf(`import it from 'it'\n\n/** It is as any. */\n${cast}\n`), roundabout, `${cast} would be found`)
  }
})
