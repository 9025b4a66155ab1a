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

const sources = fileURLToPath(new URL('typed', import.meta.url))
const clients = ['openapi-fetch', 'hey-api']
const journeys = ['apprenticeship', 'singleDataReturn', 'courseFeeds', 'basket']
/** The sandbox's own API is for suites, which need one client of it. */
const journeysOf = (client: string): string[] => client === 'openapi-fetch' ? [...journeys, 'controlRoom'] : journeys

/** A folder with the journeys, what the generators make of the documents, and what the compiler makes of it all. */
async function generate (folder: string): Promise<void> {
  await cp(sources, folder, { recursive: true })
  await mkdir(join(folder, 'openapi-typescript'))
  for (const service of documented()) {
    // As JSON: the generators change what they are given.
    const document = JSON.stringify(documentOf(service))
    const types = await openapiTS(JSON.parse(document) as OpenAPI3)
    await writeFile(join(folder, 'openapi-typescript', `${service.name}.d.ts`), astToString(types))
    if (!services.includes(service)) continue
    await createClient({
      input: JSON.parse(document),
      output: { path: join(folder, 'hey-api', service.name), module: { extension: '.js' } },
      plugins: ['@hey-api/client-fetch', '@hey-api/typescript', '@hey-api/sdk'],
      logs: { level: 'silent', file: false }
    })
  }
}

function compile (folder: string): string {
  const program = ts.createProgram(clients.map(name => join(folder, `${name}.ts`)), {
    strict: true,
    noUncheckedIndexedAccess: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    types: ['node'],
    skipLibCheck: true,
    rootDir: folder,
    outDir: join(folder, 'js')
  })
  const complaints = ts.formatDiagnostics(ts.getPreEmitDiagnostics(program), {
    getCurrentDirectory: () => folder, getCanonicalFileName: name => name, getNewLine: () => '\n'
  })
  program.emit()
  return complaints
}

t.test('The journeys compile against the documents and go through', async t => {
  const folder = t.testdir()
  await generate(folder)
  t.equal(compile(folder), '', 'each request has the documented type, and each reply is read by it')
  for (const client of clients) {
    const taken = await import(pathToFileURL(join(folder, 'js', `${client}.js`)).href)
    for (const journey of journeysOf(client)) {
      const sandbox = await startSandbox({ fixture: 'demo', clock: 'frozen:2026-03-02T09:00' })
      await t.resolves(taken[journey](sandbox.url), `${client}: ${journey}`)
      await sandbox.close()
    }
  }
})

t.test('No journey gets round its types', async t => {
  for (const file of await readdir(sources)) {
    const text = await readFile(join(sources, file), 'utf8')
    const code = text.replace(/^import .*$|\/\*\*.*?\*\/|'[^']*'/gms, '')
    t.notMatch(code, /\bas\b|\bany\b|@ts-|[\w)\]]!(?!=)/, `${file} has neither a cast nor any`)
  }
})
