import { onlyRenamed, withMore } from './adopted.ts'
import type { Hostile } from './hostile.ts'
import { platform, tec } from './hostile.ts'
import { valid } from '../tec/work-based/bodies.ts'
import { record } from '../tec/provider-based/returns.ts'
import type { Answered, Watched } from './server.ts'

/** How much there is in the sandboxes whose lists, exports and resets are looked at. */
export interface Amounts {
  readonly users: number
  /** Those of a sandbox of which nothing but lists is asked. */
  readonly listed: number
  readonly records: number
  readonly graces: number
  readonly requests: number
  readonly dates: number
}

/** What one may have that is used a lot; and of what is kept in files, which takes longer to fill. */
export const usual: Amounts = { users: 3000, listed: 20_000, records: 50_000, graces: 2000, requests: 1000, dates: 2000 }
export const fewer: Amounts = { users: 500, listed: 500, records: 50_000, graces: 300, requests: 0, dates: 0 }

/** As many as are awake at once: each of those that are asked nothing meanwhile falls asleep. */
const mostAwake = 256

const json = { 'content-type': 'application/json' }
const atOnce = 20

/** Does something so many times, several at once. */
async function inParallel (count: number, work: (n: number) => Promise<unknown>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: atOnce }, async () => { while (next < count) await work(next++) }))
}

/** A sandbox for each kind of much, so that what is measured of one is not of another. */
export async function fill (server: Watched, { users, listed, records, graces, requests, dates }: Amounts): Promise<string> {
  const crowd = Array.from({ length: mostAwake }, (_, n) => `crowd-${n}`)
  const ids = [...crowd, 'users', 'listed', 'records', 'graces', 'requests', 'dates']
  for (const id of ids) await server.ask('POST', '/__admin/sandboxes', { id })
  for (const [id, count] of [['users', users], ['listed', listed]] as const) {
    await inParallel(count, n => server.ask('POST', `/sandboxes/${id}/accessplan/api/v2/User`, {
      Forenames: `Kiri ${n}`, Surname: 'Walker', Email: `kiri${n}@example.org`, Notes: 'Prefers mornings & evenings'
    }, platform))
  }

  const submissionToken = await uploadRecords(server, '/sandboxes/records', records)

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

  await inParallel(dates, n => server.ask('POST', '/sandboxes/dates/accessplan/api/v2/CourseDate', {
    CourseID: '4004', StartDate: '2026-05-04T09:00:00', EndDate: '2026-05-05T16:30:00', Places: 4, Label: `Date ${n}`
  }, platform))
  for (const id of wholeStates) await server.ask('POST', `/sandboxes/${id}/__admin/snapshots`, { id })
  return submissionToken
}

/** As many as one upload may have, of learners. */
const batch = (from: number, count = 500) => Array.from({ length: count }, (_, n) => record('learners', `L${from + n}`))

/** Makes a submission of so many; answers its token. */
export async function uploadRecords (server: Watched, sandbox: string, count: number): Promise<string> {
  const { submissionToken } = await server.ask('POST', `${sandbox}/submissions/v1.0/token/202602`, undefined, tec)
  for (let from = 0; from < count; from += 500) {
    const content = batch(from, Math.min(500, count - from))
    await server.ask('PUT', `${sandbox}/submissions/v1.0/learners`, { submissionToken, content }, tec)
  }
  return submissionToken as string
}

const wholeStates = ['users', 'records', 'graces']

const get = (name: string, path: string, headers = {}): Hostile => ({ name, status: 200, sent: { method: 'GET', path, headers } })
const post = (name: string, path: string, status: number, body?: object, headers = {}): Hostile =>
  ({ name, status, sent: { method: 'POST', path, headers: { ...json, ...headers }, ...body && { body: JSON.stringify(body) } } })

/** What takes long because there is much. What changes something comes last, and begins each time from the same state. */
export function ofFullStates (submissionToken: string, { listed: users, records, graces, requests, dates }: Amounts): Hostile[] {
  const list = '/sandboxes/listed/accessplan/api'
  const contents = `/sandboxes/records/submissions/v1.0/contents/${submissionToken}`
  const handler = '/sandboxes/dates/accessplan/config/demo/handlers/coursedates.ashx'
  const web = '/sandboxes/dates/accessplan/services/WebIntegration.asmx'
  const found = { operation: 'Create*', path: '/work-submission-api/*/learn*s', status: '4xx', body: { 'identity.text': { exists: true } } }
  return [
    get(`v2: $top=-1 of ${users} users`, `${list}/v2/User?$top=-1`, platform),
    get(`v2: $top=-1 and $count of ${users} users, sorted`, `${list}/v2/User?$top=-1&$count=true&$orderby=Email`, platform),
    get(`v2: a filter over ${users} users`, `${list}/v2/User?$top=-1&$filter=${emails}`, platform),
    get(`v2: a filter over ${users} users by what is worked out`, `${list}/v2/User?$top=-1&$filter=${workedOut}`, platform),
    get(`v2: short conditions over ${users} users`, `${list}/v2/User?$top=-1&$filter=${short}`, platform),
    get(`v2: a filter over ${dates} dates by their places`, `/sandboxes/dates/accessplan/api/v2/CourseDate?$filter=${places}`, platform),
    get(`v1: ${users} users as JSON`, `${list}/v1/users?$top=-1`, platform),
    get(`v1: ${users} users as XML`, `${list}/v1/users?$top=-1`, { ...platform, accept: 'application/xml' }),
    ...underContracts(users),
    get(`coursedates.ashx of ${dates} dates`, `${handler}?courseids=4004&companyid=100`),
    get(`GetCoursesPackage of ${dates} dates`, `${web}/GetCoursesPackage?companyID=100&courseIDs=4004&venueIDs=&categoryIDs=`),
    get(`Contents of ${records} records as CSV`, `${contents}?collection=learners`, tec),
    get(`Contents of ${records} records`, contents, tec),
    ...ofUploads(submissionToken),
    post(`A validation of ${records} records`, `/sandboxes/records/submissions/v1.0/validation/${submissionToken}`, 200, undefined, tec),
    get(`Journal of ${requests} × 16 KB`, '/sandboxes/requests/__admin/requests?limit=1000'),
    get(`Journal of ${requests} × 16 KB, by a member`, '/sandboxes/requests/__admin/requests?limit=1000&member=learnerLocalId'),
    get(`HAR of ${requests} × 16 KB`, '/sandboxes/requests/__admin/requests/export'),
    post('Requests found in the journal', '/sandboxes/requests/__admin/requests/find', 200, found),
    get(`Pictures of ${graces} agreements`, '/sandboxes/graces/__admin/pictures/learners'),
    get('OpenAPI', '/openapi/tec-work-based.json'),
    get('Rules', '/__admin/rules'),
    ofForks(),
    ...ofWholeStates(),
    ...post50Years(graces)
  ]
}

/** The lists of both versions with the names of a contract. */
const underContracts = (users: number): Hostile[] =>
  ([['renamed', onlyRenamed], ['with more', withMore]] as const).flatMap(([how, document]) => {
    const own = '/sandboxes/listed'
    const under = (version: 'v1' | 'v2', form: string, path: string, headers = {}): Hostile => ({
      ...get(`${version}, ${how} by a contract: ${users} users as ${form}`, `${own}/tenant/api/${path}`, { ...platform, ...headers }),
      prepare: async server => { await server.ask('PUT', `${own}/__admin/contract`, document(version)); return {} }
    })
    return [
      under('v1', 'JSON', 'v1/users?$top=-1'),
      under('v1', 'XML', 'v1/users?$top=-1', { accept: 'application/xml' }),
      under('v2', 'JSON', 'v2/User?$top=-1')
    ]
  })

/** As many as one request may have, stored and removed. */
function ofUploads (submissionToken: string): Hostile[] {
  const path = '/sandboxes/records/submissions/v1.0/learners'
  const upload = { submissionToken, content: batch(1_000_000) }
  const headers = { ...tec, ...json }
  const body = JSON.stringify({ submissionToken, content: upload.content.map(({ localId }) => ({ localId })) })
  return [
    { name: 'Upload of 500 records, stored', status: 200, sent: { method: 'PUT', path, headers, body: JSON.stringify(upload) } },
    {
      name: 'Deletion of 500 records',
      status: 200,
      sent: { method: 'DELETE', path, headers, body },
      prepare: async server => { await server.ask('PUT', path, upload, tec); return {} }
    }
  ]
}

/** A request that was refused, and the state before it. */
const ofForks = (): Hostile => ({
  name: 'A fork from a refused request',
  status: 201,
  sent: { method: 'POST', path: '/sandboxes/graces/__admin/requests/last/fork', headers: json, body: '{"id":"forked"}' },
  async prepare (server) {
    await server.send({ method: 'DELETE', path: '/__admin/sandboxes/forked' })
    const headers = { ...tec, ...json }
    await server.send({ method: 'POST', path: '/sandboxes/graces/work-submission-api/v1.0/learners', headers, body: '{}' })
    return {}
  }
})

const filterOf = (count: number, one: (n: number) => string): string =>
  encodeURIComponent(Array.from({ length: count }, (_, n) => one(n)).join(' or '))

const emails = filterOf(300, n => `contains(Email,'x${n}')`)
const workedOut = filterOf(250, n => `contains(Fullname,'x${n}')`)
const short = filterOf(700, n => `ID lt ${n}`)
const places = filterOf(400, n => `SpacesLeft eq ${100 + n}`)

/** What is done with whole states. */
export const ofWholeStates = (where = ''): Hostile[] => wholeStates.flatMap(id => ofState(id, where))

function ofState (id: string, where: string): Hostile[] {
  const own = `/sandboxes/${id}/__admin`
  const exported = (server: Watched): Promise<Answered> => server.send({ method: 'GET', path: `${own}/state/export` })
  return [
    get(`Export of the state of ${id}${where}`, `${own}/state/export`),
    post(`A snapshot of ${id}${where}`, `${own}/snapshots`, 201),
    get(`Changes of ${id} since a snapshot${where}`, `${own}/snapshots/${id}/changes`),
    get(`Pictures of ${id} since a snapshot${where}`, `${own}/snapshots/${id}/pictures`),
    {
      name: `Import of the state of ${id}${where}`,
      status: 200,
      sent: { method: 'POST', path: `${own}/state/import`, headers: { 'content-type': 'application/octet-stream' } },
      prepare: async server => ({ body: (await exported(server)).body })
    },
    post(`A snapshot of ${id} restored${where}`, `${own}/snapshots/${id}/restore`, 200),
    {
      name: `Waking ${id}${where}`,
      status: 200,
      sent: { method: 'GET', path: `${own}/clock` },
      async prepare (server) {
        for (let n = 0; n < mostAwake; n++) await server.ask('GET', `/sandboxes/crowd-${n}/__admin/clock`)
        return {}
      }
    },
    {
      name: `Reset of ${id}${where}`,
      status: 200,
      sent: { method: 'POST', path: `${own}/reset`, headers: json },
      prepare: async server => { await server.ask('POST', `${own}/snapshots/${id}/restore`); return {} }
    }
  ]
}

const post50Years = (graces: number): Hostile[] => [{
  name: `50 years over ${graces} graces`,
  status: 200,
  sent: { method: 'POST', path: '/sandboxes/graces/__admin/clock/advance', headers: json, body: '{"by":"P50Y"}' },
  prepare: async server => { await server.ask('POST', '/sandboxes/graces/__admin/snapshots/graces/restore'); return {} }
}]
