import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const documents = {
  'tec-work-based': [
    ['plan', '/v1.0/training-plans/{trainingPlanLocalId}', 'get', '200'],
    ['visit', '/v1.0/training-plans/{trainingPlanLocalId}/visits', 'post', '201']
  ],
  'accessplanit-v2': [['list', '/api/v2/CourseDate', 'get', '200']],
  'tec-provider-based': [['batch', '/v1.0/learners', 'put', '200']]
}
const prefixes = { plan: '/work-submission-api', visit: '/work-submission-api', list: '/accessplan', batch: '/submissions' }

/** Serves our OpenAPI documents, a process each, with the answers as examples; so a visit and a batch are answered the same each time. */
export const prism = {
  title: 'Prism',
  name: '@stoplight/prism-cli',
  version: '5.16.0',
  servers: Object.entries(documents).map(([document, operations]) => ({
    operations: operations.map(([operation]) => operation),
    prepare: (folder, answers) => writeFileSync(join(folder, `${document}.json`), JSON.stringify(withExamples(document, answers))),
    launch: (folder, work) => (port) => ({
      command: process.execPath,
      args: [join(folder, 'node_modules/.bin/prism'), 'mock', join(work, `${document}.json`), '-p', String(port), '-v', 'error'],
      cwd: work
    })
  })),
  request: (operation, { path, ...request }) => ({ ...request, path: path.replace(prefixes[operation], '') })
}

function withExamples (name, answers) {
  const document = JSON.parse(readFileSync(new URL(`../../openapi/${name}.json`, import.meta.url), 'utf8'))
  for (const [operation, path, method, status] of documents[name]) {
    const { content } = document.paths[path][method].responses[status]
    const schema = content['application/json'].schema
    content['application/json'] = { schema, example: JSON.parse(answers[operation]) }
  }
  return document
}
