import type { Hostile } from './hostile.ts'

const json = { 'content-type': 'application/json' }

const get = (name: string, path: string): Hostile => ({ name, status: 200, sent: { method: 'GET', path } })

const post = (name: string, path: string, status: number, body: object): Hostile =>
  ({ name, status, sent: { method: 'POST', path, headers: json, body: JSON.stringify(body) } })

/** A small document in YAML of an operation that is ours. */
const contract = `openapi: 3.0.3
info: { title: Work Based Submissions, version: "9" }
servers: [{ url: /wbs/v9 }]
paths:
  /learners/{learnerLocalId}:
    get: { operationId: GetLearner, summary: Get a learner, responses: { "200": { description: OK } } }
`

/** What loads something that nobody has had a use for before: to be asked once of a server that has just started. */
export const firstUses: readonly Hostile[] = [
  get('The page of the documentation', '/docs/'),
  get('Metrics', '/metrics'),
  get('Demos', '/__admin/demos'),
  get('A demo', '/__admin/demos/three-months'),
  get('Pictures of learners', '/__admin/pictures/learners'),
  get('Pictures of returns', '/__admin/pictures/returns'),
  get('Pictures of courses', '/__admin/pictures/courses'),
  get('Rules', '/__admin/rules'),
  get('The journal as an archive', '/__admin/requests/export'),
  get('What rules were met', '/__admin/rules/coverage'),
  post('A sandbox', '/__admin/sandboxes', 201, {}),
  post('A token', '/__admin/tokens', 201, { service: 'tec-work-based', eid: 9001 }),
  post('A class', '/__admin/classes', 201, { name: 'First', seats: 2 }),
  {
    name: 'A contract in YAML', status: 200, sent: { method: 'PUT', path: '/__admin/contract', headers: json, body: contract }
  },
  get('What a contract has otherwise', '/__admin/contract/drift'),
  post('A reset', '/__admin/reset', 200, {})
].map(it => ({ ...it, name: `The first use: ${it.name}` }))
