import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const visit = '{"visitLocalId":"{{jsonPath request.body \'$.visitLocalId\'}}","visitDate":"{{jsonPath request.body \'$.visitDate\'}}"}'
const batch = '{"submissionToken":"{{jsonPath request.body \'$.submissionToken\'}}","content":[' +
  '{{#each (jsonPath request.body \'$.content\') as |record|}}{"localId":"{{record.localId}}","errors":[]}' +
  '{{#unless @last}},{{/unless}}{{/each}}]}'

/** Serves stub mappings; visits and batches are answered by templates. It keeps as many requests as a sandbox's journal does. */
export const wiremock = {
  title: 'WireMock',
  name: 'wiremock',
  version: '3.13.2',
  lacks: () => hasJava() ? undefined : 'needs Java, which is not here (such as apt-get install default-jre-headless)',
  servers: [{
    operations: ['plan', 'visit', 'list', 'batch'],
    prepare: (folder, { plan, list }) => {
      mkdirSync(join(folder, 'mappings'), { recursive: true })
      writeFileSync(join(folder, 'mappings/all.json'), JSON.stringify({
        mappings: [
          stubOf('GET', '/work-submission-api/v1.0/training-plans/[^/]+', 200, plan),
          stubOf('POST', '/work-submission-api/v1.0/training-plans/[^/]+/visits', 201, visit, ['response-template']),
          stubOf('GET', '/accessplan/api/v2/CourseDate', 200, list),
          stubOf('PUT', '/submissions/v1.0/learners', 200, batch, ['response-template'])
        ]
      }))
    },
    launch: (folder, work) => (port) => ({
      command: 'java',
      args: [
        '-jar', jarIn(folder), '--port', String(port), '--bind-address', '127.0.0.1', '--root-dir', work, '--disable-banner',
        '--max-request-journal-entries', '1000'
      ],
      cwd: work
    })
  }],
  request: (_operation, request) => request
}

const stubOf = (method, urlPathPattern, status, body, transformers = []) => ({
  request: { method, urlPathPattern },
  response: { status, body, headers: { 'Content-Type': 'application/json; charset=utf-8' }, transformers }
})

function jarIn (folder) {
  const build = join(folder, 'node_modules/wiremock/build')
  return join(build, readdirSync(build).find(file => file.endsWith('.jar')))
}

function hasJava () {
  try {
    execFileSync('java', ['-version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
