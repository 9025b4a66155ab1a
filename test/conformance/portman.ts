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
    const [document, tests, making, collection, report] = ['document', 'tests', 'making', 'collection', 'report']
      .map(name => join(own, `${name}.json`)) as [string, string, string, string, string]
    writeFileSync(document, JSON.stringify(withoutWhatIsNotShown(subject.document)))
    writeFileSync(tests, JSON.stringify(settings))
    writeFileSync(making, JSON.stringify(examplesFirst))
    const words = ['-l', document, '-b', fresh + subject.mount, '-c', tests, '-s', making, '-o', collection, '-t']
    const said = await printed(programOf(installed, 'portman'), words, { cwd: own })
    try {
      readFileSync(collection)
    } catch {
      throw new Error(said.slice(-500))
    }
    const sending = ['run', collection, ...credentialsAsVariables(subject), ...patience, '-r', 'json', '--reporter-json-export', report]
    await printed(programOf(installed, 'newman'), sending, { cwd: own })
    return readReport(JSON.parse(readFileSync(report, 'utf8')))
  })
}

/**
 * An example is of a whole call, and what may be left out belongs to it: after how many events an endless answer ends, for one. A parameter
 * that may be left out and has no example stays out.
 */
function withoutWhatIsNotShown (document: any): any {
  const copy = structuredClone(document)
  const isShown = ({ required, examples }: any): boolean => required || examples !== undefined
  for (const item of Object.values<any>(copy.paths)) {
    for (const operation of Object.values<any>(item)) operation.parameters = operation.parameters?.filter(isShown)
  }
  return copy
}

/** What has not ended by then is a difference, and no reason to wait. */
const patience = ['--timeout-request', '30000']

const examplesFirst = {
  folderStrategy: 'Tags',
  requestParametersResolution: 'Example',
  exampleParametersResolution: 'Example',
  parametersResolution: 'Example',
  enableOptionalParameters: true
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
