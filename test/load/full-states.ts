import type { Hostile } from './hostile.ts'
import { platform, tec } from './hostile.ts'
import { valid } from '../tec/work-based/bodies.ts'
import { record } from '../tec/provider-based/returns.ts'
import type { Answered, Watched } from './server.ts'

/** How much there is in the sandboxes whose lists, exports and resets are looked at. */
export interface Amounts {
  readonly users: number
  readonly records: number
  readonly graces: number
  readonly requests: number
}

const json = { 'content-type': 'application/json' }
const atOnce = 20

/** Does something so many times, several at once. */
async function inParallel (count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: atOnce }, async () => { while (next < count) await work(next++) }))
}

/** A sandbox for each kind of much, so that what is measured of one is not of another. */
export async function fill (server: Watched, { users, records, graces, requests }: Amounts): Promise<string> {
  for (const id of ['users', 'records', 'graces', 'requests']) await server.ask('POST', '/__admin/sandboxes', { id })
  await inParallel(users, n => server.ask('POST', '/sandboxes/users/accessplan/api/v2/User', {
    Forenames: `Kiri ${n}`, Surname: 'Walker', Email: `kiri${n}@example.org`, Notes: 'Prefers mornings & evenings'
  }, platform))

  const { submissionToken } = await server.ask('POST', '/sandboxes/records/submissions/v1.0/token/202602', undefined, tec)
  for (let from = 0; from < records; from += 500) {
    const content = Array.from({ length: Math.min(500, records - from) }, (_, n) => record('learners', `L${from + n}`))
    await server.ask('PUT', '/sandboxes/records/submissions/v1.0/learners', { submissionToken, content }, tec)
  }

  const api = '/sandboxes/graces/work-submission-api/v1.0'
  await inParallel(graces, async n => {
    const [learner, agreement, enrolment, plan] = ['L', 'A', 'E', 'P'].map(it => `${it}${n}`) as [string, string, string, string]
    await server.ask('POST', `${api}/learners`, valid.learner(learner), tec)
    await server.ask('POST', `${api}/training-agreements`, valid.agreement(agreement, learner), tec)
    await server.ask('POST', `${api}/enrolments`, valid.enrolment(enrolment, learner, agreement), tec)
    await server.ask('POST', `${api}/training-plans`, valid.plan(plan, agreement), tec)
    await server.ask('PUT', `${api}/training-agreements/${agreement}/grace`, { pauseDate: '2026-03-01', graceReasonCode: 'RD' }, tec)
  })

  // Each is refused, with as much of a body as is kept.
  await inParallel(requests, n => server.send({
    method: 'POST',
    path: '/sandboxes/requests/work-submission-api/v1.0/learners',
    headers: { ...tec, ...json },
    body: JSON.stringify({ learnerLocalId: `L${n}`, identity: { text: 'a'.repeat(16_000) } })
  }))
  for (const id of ['users', 'records', 'graces']) await server.ask('POST', `/sandboxes/${id}/__admin/snapshots`, { id })
  return submissionToken as string
}

const get = (name: string, path: string, headers = {}): Hostile => ({ name, sent: { method: 'GET', path, headers } })
const post = (name: string, path: string, body?: object, headers = {}): Hostile =>
  ({ name, sent: { method: 'POST', path, headers: { ...json, ...headers }, ...body && { body: JSON.stringify(body) } } })

/** What takes long because there is much. What changes something comes last, and begins each time from the same state. */
export function ofFullStates (submissionToken: string, { users, records, graces, requests }: Amounts): Hostile[] {
  const list = '/sandboxes/users/accessplan/api'
  const contents = `/sandboxes/records/submissions/v1.0/contents/${submissionToken}`
  return [
    get(`v2: $top=-1 of ${users} users`, `${list}/v2/User?$top=-1`, platform),
    get(`v2: $top=-1 and $count of ${users} users, sorted`, `${list}/v2/User?$top=-1&$count=true&$orderby=Email`, platform),
    get(`v2: a filter over ${users} users`, `${list}/v2/User?$top=-1&$filter=${filterOf()}`, platform),
    get(`v1: ${users} users as JSON`, `${list}/v1/users?$top=-1`, platform),
    get(`v1: ${users} users as XML`, `${list}/v1/users?$top=-1`, { ...platform, accept: 'application/xml' }),
    get(`Contents of ${records} records as CSV`, `${contents}?collection=learners`, tec),
    get(`Contents of ${records} records`, contents, tec),
    post(`A validation of ${records} records`, `/sandboxes/records/submissions/v1.0/validation/${submissionToken}`, undefined, tec),
    get(`Journal of ${requests} × 16 KB`, '/sandboxes/requests/__admin/requests?limit=1000'),
    get(`Journal of ${requests} × 16 KB, by a member`, '/sandboxes/requests/__admin/requests?limit=1000&member=learnerLocalId'),
    get(`HAR of ${requests} × 16 KB`, '/sandboxes/requests/__admin/requests/export'),
    post('Requests found in the journal', '/sandboxes/requests/__admin/requests/find', { body: { learnerLocalId: { matches: 'L1.*' } } }),
    get(`Pictures of ${graces} agreements`, '/sandboxes/graces/__admin/pictures/learners'),
    get('OpenAPI', '/openapi/tec-work-based.json'),
    get('Rules', '/__admin/rules'),
    ...['users', 'records', 'graces'].flatMap(id => ofState(id)),
    ...post50Years(graces)
  ]
}

const filterOf = (): string =>
  encodeURIComponent(Array.from({ length: 300 }, (_, n) => `contains(Email,'x${n}')`).join(' or '))

/** What is done with a whole state. */
function ofState (id: string): Hostile[] {
  const own = `/sandboxes/${id}/__admin`
  const exported = (server: Watched): Promise<Answered> => server.send({ method: 'GET', path: `${own}/state/export` })
  return [
    get(`Export of the state of ${id}`, `${own}/state/export`),
    post(`A snapshot of ${id}`, `${own}/snapshots`),
    get(`Changes of ${id} since a snapshot`, `${own}/snapshots/${id}/changes`),
    {
      name: `Import of the state of ${id}`,
      sent: { method: 'POST', path: `${own}/state/import`, headers: { 'content-type': 'application/octet-stream' } },
      prepare: async server => ({ body: (await exported(server)).body })
    },
    post(`A snapshot of ${id} restored`, `${own}/snapshots/${id}/restore`),
    {
      name: `Reset of ${id}`,
      sent: { method: 'POST', path: `${own}/reset`, headers: json },
      prepare: async server => { await server.ask('POST', `${own}/snapshots/${id}/restore`); return {} }
    }
  ]
}

const post50Years = (graces: number): Hostile[] => [{
  name: `50 years over ${graces} graces`,
  sent: { method: 'POST', path: '/sandboxes/graces/__admin/clock/advance', headers: json, body: '{"by":"P50Y"}' },
  prepare: async server => { await server.ask('POST', '/sandboxes/graces/__admin/snapshots/graces/restore'); return {} }
}]
