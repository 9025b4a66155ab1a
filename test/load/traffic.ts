import { valid } from '../tec/work-based/bodies.ts'
import { record } from '../tec/provider-based/returns.ts'
import { platform, tec } from './hostile.ts'
import type { Sent, Watched } from './server.ts'

/** One client of one sandbox, which sends the next of what it does each time it is asked to. */
export type Client = (server: Watched) => Promise<void>

export interface Tally { requests: number, readonly errors: string[] }

const json = { 'content-type': 'application/json' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Calls of one sandbox, each counted, and told of where it is not answered as it should be. */
export interface Calls {
  call (method: string, path: string, headers?: Sent['headers'], body?: unknown, isExpected?: (status: number) => boolean): Promise<any>
}

function callsOf (server: Watched, sandbox: string, tally: Tally): Calls {
  return {
    async call (method, path, headers = {}, body, isExpected = status => status < 300) {
      const isText = typeof body === 'string' || Buffer.isBuffer(body)
      const sent = {
        method,
        path: `/sandboxes/${sandbox}${path}`,
        headers: { ...body !== undefined && !isText && json, ...headers },
        ...body !== undefined && { body: isText ? body : JSON.stringify(body) }
      }
      tally.requests++
      try {
        const { status, headers: { 'content-type': type = '' }, body: answered } = await server.send(sent)
        if (!isExpected(status)) tally.errors.push(`${method} ${path}: ${status} ${answered.toString().slice(0, 300)}`)
        return type.includes('json') && answered.length > 0 ? JSON.parse(answered.toString()) : answered
      } catch (error) {
        tally.errors.push(`${method} ${path}: ${String(error)}`)
        return undefined
      }
    }
  }
}

/** A step of one round of a sandbox; `n` is the number of the round. Rounds end with a reset, so ids may come again. */
type Step = (calls: Calls, n: number, held: Record<string, any>) => Promise<unknown>

const workBased = '/work-submission-api/v1.0'
const v2 = '/accessplan/api/v2'
const basket = '/accessplan/apibasket/v2/basket'
const atLarge = (status: number): boolean => status < 500

const journey: readonly Step[] = [
  ({ call }, n) => call('POST', `${workBased}/learners`, tec, valid.learner(`L${n}`)),
  ({ call }, n) => call('POST', `${workBased}/training-agreements`, tec, valid.agreement(`A${n}`, `L${n}`)),
  ({ call }, n) => call('POST', `${workBased}/enrolments`, tec, valid.enrolment(`E${n}`, `L${n}`, `A${n}`)),
  ({ call }, n) => call('POST', `${workBased}/training-plans`, tec, valid.plan(`P${n}`, `A${n}`)),
  ({ call }, n) => call('POST', `${workBased}/training-plans/P${n}/visits`, tec, { visitLocalId: `V${n}`, visitDate: '2025-10-01' }),
  // One that a rule refuses.
  ({ call }, n) => call('POST', `${workBased}/training-plans/P${n}/visits`, tec, { visitLocalId: `W${n}`, visitDate: '2020-01-01' },
    status => status === 400),
  ({ call }, n) => call('GET', `${workBased}/training-plans/P${n}`, tec),
  ({ call }, n) => call('GET', `${workBased}/learners/L${n}`, tec)
]

const returns: readonly Step[] = [
  async ({ call }, _, held) => { held.token = (await call('POST', '/submissions/v1.0/token/202602', tec))?.submissionToken },
  ({ call }, n, { token }) => call('PUT', '/submissions/v1.0/learners', tec,
    { submissionToken: token, content: Array.from({ length: 100 }, (_, i) => record('learners', `${n}-${i}`)) }),
  ({ call }, _, { token }) => call('GET', `/submissions/v1.0/contents/${token}?collection=learners`, tec),
  ({ call }, _, { token }) => call('POST', `/submissions/v1.0/validation/${token}`, tec),
  ({ call }, _, { token }) => call('GET', `/submissions/v1.0/validation/${token}`, tec)
]

const bookings: readonly Step[] = [
  ({ call }) => call('POST', '/oauth2/access_token', { ...form, authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
    'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'),
  ({ call }) => call('POST', '/accessplan/api/v1/token', form, 'grant_type=password&username=demo&password=demo'),
  ({ call }) => call('POST', `${v2}/Webhook`, platform, { Module: 'Category', Url: 'http://127.0.0.1:9/' }),
  ({ call }, n) => call('POST', `${v2}/Category`, platform, { Label: `Kind ${n}` }),
  ({ call }) => call('GET', `${v2}/CourseDate?$top=50&$filter=StartDate ge 2026-03-01`.replaceAll(' ', '%20'), platform),
  ({ call }) => call('GET', '/accessplan/api/v1/coursedates/5014', { ...platform, accept: 'application/xml' }),
  async ({ call }, _, held) => { held.basket = await call('GET', `${basket}/2004`, platform) },
  async ({ call }, _, held) => { held.added = await call('POST', `${basket}/2004/5014/coursedate`, platform, undefined, atLarge) },
  ({ call }, _, { basket: it }) => call('POST', `${basket}/${it?.uniqueBasketID ?? it?.UniqueBasketID}/complete`, platform, {}, atLarge),
  ({ call }) => call('GET', '/accessplan/services/WebIntegration.asmx/GetCourses?companyID=100&courseIDs=&venueIDs=&categoryIDs=')
]

const own: readonly Step[] = [
  ({ call }) => call('GET', '/__admin/requests?limit=20'),
  ({ call }) => call('GET', '/__admin/requests/last/explain'),
  ({ call }) => call('GET', '/__admin/requests/export'),
  ({ call }) => call('POST', '/__admin/snapshots', json, { id: 's' }),
  ({ call }) => call('POST', '/__admin/clock/advance', json, { by: 'P7D' }),
  ({ call }) => call('GET', '/__admin/snapshots/s/changes'),
  async ({ call }, _, held) => { held.state = await call('GET', '/__admin/state/export') },
  ({ call }, _, { state }) => call('POST', '/__admin/state/import', { 'content-type': 'application/octet-stream' }, state),
  ({ call }) => call('POST', '/__admin/snapshots/s/restore'),
  ({ call }) => call('DELETE', '/__admin/snapshots/s'),
  ({ call }) => call('POST', '/__admin/reset', json, {})
]

const round = [...journey, ...journey, ...returns, ...bookings, ...own]

/** A client for each of some sandboxes; they do the same, and none is where the next one is. */
export function clientsOf (sandboxes: readonly string[], tally: Tally): Client[] {
  return sandboxes.map((sandbox, i) => {
    let held: Record<string, unknown> = {}
    let at = 0
    // The first round begins at its beginning; how far each has come by then sets them apart.
    const wait = i
    let waited = 0
    return async server => {
      if (waited++ < wait) {
        await callsOf(server, sandbox, tally).call('GET', `${workBased}/training-plans/DEMO-TP04`, tec)
        return
      }
      const step = round[at % round.length]!
      if (at % round.length === 0) held = {}
      const n = Math.floor(at / round.length) * 2 + (at % round.length >= journey.length ? 1 : 0)
      at++
      await step(callsOf(server, sandbox, tally), n, held)
    }
  })
}
