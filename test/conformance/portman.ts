import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { credentialsOf } from './credentials.ts'
import { printed, programOf } from './programs.ts'
import { ofEach, type Subject, type Tool } from './tool.ts'

/** Makes a collection of a document, with tests of each answer, and has Newman send it. */
export const portman: Tool = {
  title: 'Portman, sent by Newman',
  package: '@apideck/portman',
  version: '1.33.0',
  beside: ['newman@6.2.2', 'tslib@2.8.1'],
  check: ofEach(async (installed, subject, { fresh, folder }) => {
    const own = join(folder, `portman-${subject.name}`)
    mkdirSync(own, { recursive: true })
    const [tests, making, collection, report] =
      ['tests', 'making', 'collection', 'report'].map(name => join(own, `${name}.json`)) as [string, string, string, string]
    writeFileSync(tests, JSON.stringify(settings))
    writeFileSync(making, JSON.stringify(examplesFirst))
    const words = ['-l', subject.file, '-b', fresh + subject.mount, '-c', tests, '-s', making, '-o', collection, '-t']
    const said = await printed(programOf(installed, 'portman'), words, { cwd: own })
    try {
      readFileSync(collection)
    } catch {
      throw new Error(said.slice(-500))
    }
    const sending = ['run', collection, ...credentialsAsVariables(subject), '-r', 'json', '--reporter-json-export', report]
    await printed(programOf(installed, 'newman'), sending, { cwd: own })
    return readReport(JSON.parse(readFileSync(report, 'utf8')))
  })
}

const examplesFirst = {
  folderStrategy: 'Tags',
  requestParametersResolution: 'Example',
  exampleParametersResolution: 'Example',
  parametersResolution: 'Example',
  enableOptionalParameters: false
}

/** Held to the document are status, media type, headers and schema. */
const held = ['statusSuccess', 'contentType', 'jsonBody', 'schemaValidation', 'headersPresent']

const settings = {
  version: 1.0,
  tests: { contractTests: [{ openApiOperation: '*::/*', ...Object.fromEntries(held.map(name => [name, { enabled: true }])) }] }
}

/** Under the names that a collection has for them. */
const credentialsAsVariables = (subject: Subject): string[] => {
  const [bearer = ''] = Object.values(credentialsOf(subject))
  const variables = { bearerToken: bearer, basicAuthUsername: 'demo-tms', basicAuthPassword: 'demo-secret' }
  return Object.entries(variables).flatMap(([name, value]) => ['--env-var', `${name}=${value}`])
}

function readReport ({ run }: any): { tried: number, differences: string[] } {
  const differences = run.failures.map(({ source, error }: any) => `${source?.name}: ${error.test ?? error.name}: ${error.message}`)
  return { tried: run.stats.requests.total, differences }
}
