import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const batch = '{"submissionToken":"{{body \'submissionToken\'}}","content":[{{#each (bodyRaw \'content\')}}' +
  '{"localId":"{{this.localId}}","errors":[]}{{#unless @last}},{{/unless}}{{/each}}]}'

/** Serves an environment of four routes; visits and batches are answered by templates, of what was sent. */
export const mockoon = {
  title: 'Mockoon CLI',
  name: '@mockoon/cli',
  version: '9.9.0',
  servers: [{
    operations: ['plan', 'visit', 'list', 'batch'],
    prepare: (folder, { plan, list }) => writeFileSync(join(folder, 'environment.json'), JSON.stringify(environmentOf([
      routeOf('get', 'work-submission-api/v1.0/training-plans/:plan', 200, plan, true),
      routeOf('post', 'work-submission-api/v1.0/training-plans/:plan/visits', 201,
        '{"visitLocalId":"{{body \'visitLocalId\'}}","visitDate":"{{body \'visitDate\'}}"}'),
      routeOf('get', 'accessplan/api/v2/CourseDate', 200, list, true),
      routeOf('put', 'submissions/v1.0/learners', 200, batch)
    ]))),
    launch: (folder, work) => (port) => ({
      command: process.execPath,
      args: [
        join(folder, 'node_modules/.bin/mockoon-cli'), 'start', '--data', join(work, 'environment.json'), '--port', String(port),
        '--hostname', '127.0.0.1', '--disable-log-to-file'
      ],
      cwd: work
    })
  }],
  request: (_operation, request) => request
}

function environmentOf (routes) {
  return {
    uuid: randomUUID(),
    lastMigration: 33,
    name: 'Bench',
    endpointPrefix: '',
    latency: 0,
    port: 3000,
    hostname: '',
    folders: [],
    routes,
    rootChildren: routes.map(({ uuid }) => ({ type: 'route', uuid })),
    proxyMode: false,
    proxyHost: '',
    proxyRemovePrefix: false,
    tlsOptions: { enabled: false, type: 'CERT', pfxPath: '', certPath: '', keyPath: '', caPath: '', passphrase: '' },
    cors: true,
    headers: [{ key: 'Content-Type', value: 'application/json; charset=utf-8' }],
    proxyReqHeaders: [],
    proxyResHeaders: [],
    data: [],
    callbacks: []
  }
}

function routeOf (method, endpoint, statusCode, body, disableTemplating = false) {
  const response = {
    uuid: randomUUID(),
    body,
    latency: 0,
    statusCode,
    label: '',
    headers: [],
    bodyType: 'INLINE',
    filePath: '',
    databucketID: '',
    sendFileAsBody: false,
    rules: [],
    rulesOperator: 'OR',
    disableTemplating,
    fallbackTo404: false,
    default: true,
    crudKey: 'id',
    callbacks: []
  }
  return {
    uuid: randomUUID(),
    type: 'http',
    documentation: '',
    method,
    endpoint,
    responses: [response],
    responseMode: null,
    streamingMode: null,
    streamingInterval: 0
  }
}
