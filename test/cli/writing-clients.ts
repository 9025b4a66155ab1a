import { once } from 'node:events'
import { request, type Agent, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { record } from '../tec/provider-based/returns.ts'
import { valid } from '../tec/work-based/bodies.ts'

export interface Answer { readonly status: number, readonly body: any }

export type Ask = (url: string, method: string, path: string, headers?: Record<string, string>, body?: unknown) => Promise<Answer>

/** A request that is under way: whether the system has all of it, and how it was answered. */
export interface Sending { readonly what: string, isOut: boolean, status?: number | undefined }

const recordsABatch = 40

const form = { 'content-type': 'application/x-www-form-urlencoded' }
export const tec = { authorization: 'Bearer demo-token-9001', eid: '9001' }
export const platform = { authorization: 'Bearer demo-api-key' }

/** Asks over connections that are kept; `underWay` has what is not answered. */
export function askOver (agent: Agent, underWay = new Set<Sending>()): Ask {
  return async (url, method, path, headers = {}, body) => {
    const written = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const json = body !== undefined && typeof body !== 'string' && { 'content-type': 'application/json' }
    const length = written !== undefined && { 'content-length': Buffer.byteLength(written) }
    const one: Sending = { what: `${method} ${path}`, isOut: false }
    underWay.add(one)
    try {
      const sending = request(`${url}${path}`, { agent, method, headers: { ...json, ...length, ...headers } })
      sending.once('finish', () => { one.isOut = true }).end(written)
      const [reply] = await once(sending, 'response') as [IncomingMessage]
      sending.on('error', () => {})
      const answered = await text(reply)
      one.status = reply.statusCode!
      return { status: one.status, body: /^[[{]/.test(answered) ? JSON.parse(answered) : answered }
    } finally {
      underWay.delete(one)
    }
  }
}

/** One client: how it writes for the how manieth time, and how it sees that what it was told is stored is there, and whole. */
export interface Client {
  readonly name: string
  /** What it needs before it writes. */
  prepare? (url: string): Promise<void>
  write (url: string, number: number): Promise<Answer>
  isThere (url: string, number: number, answer: Answer): Promise<boolean>
  /** Whether a write that was never answered is there as a whole, or not at all. */
  isWhole? (url: string, number: number): Promise<boolean>
}

export const isReadBy = (ask: Ask) => async (url: string, path: string, headers: Record<string, string>): Promise<boolean> =>
  (await ask(url, 'GET', path, headers)).status === 200

const hasLabel = ({ body }: Answer, label: string): boolean => JSON.stringify(body).includes(`"Label":"${label}"`)

/** One of each service, and of what the sandbox has of its own. Before they begin, there is to be a sandbox "one". */
export function clientsBy (ask: Ask): Client[] {
  const isRead = isReadBy(ask)
  let token: string | undefined
  return [
    {
      name: 'work-based',
      write: (url, n) => ask(url, 'POST', '/work-submission-api/v1.0/learners', tec, valid.learner(`K${n}`)),
      isThere: (url, n) => isRead(url, `/work-submission-api/v1.0/learners/K${n}`, tec)
    },
    {
      name: 'provider-based',
      async write (url, n) {
        const tokenOf = async () => (await ask(url, 'POST', '/submissions/v1.0/token/202602', tec)).body.submissionToken as string
        const submissionToken = token ??= await tokenOf()
        const content = Array.from({ length: recordsABatch }, (_, i) => record('learners', `${n}-${i}`))
        return await ask(url, 'PUT', '/submissions/v1.0/learners', tec, { submissionToken, content })
      },
      async isThere (url, n) {
        const { body } = await ask(url, 'GET', `/submissions/v1.0/contents/${token}?collection=learners`, tec)
        return (body as string).split('\r\n').filter(line => line.startsWith(`${n}-`)).length === recordsABatch
      }
    },
    {
      name: 'esl',
      write: (url) => ask(url, 'POST', '/oauth2/access_token', { ...form, authorization: `Basic ${btoa('demo-tms:demo-secret')}` },
        'grant_type=client_credentials&scope=https%3A%2F%2Fweb.prd.dxs.pub.tec.govt.nz&org_id=9001'),
      isThere: (url, _, { body }) => isRead(url, '/work-submission-api/v1.0/programmes/DEMO-NZA/versions/1',
        { authorization: `Bearer ${body.access_token}`, eid: '9001' })
    },
    {
      name: 'accessplanit 1',
      write: (url) => ask(url, 'POST', '/accessplan/api/v1/token', form, 'grant_type=password&username=demo&password=demo'),
      isThere: (url, _, { body }) => isRead(url, '/accessplan/api/v1/coursedates/5014', { authorization: `Bearer ${body.access_token}` })
    },
    {
      name: 'accessplanit 2',
      write: (url, n) => ask(url, 'POST', '/accessplan/api/v2/Venue', platform, { Label: `Place ${n}` }),
      async isThere (url, n, { body }) {
        return hasLabel(await ask(url, 'GET', `/accessplan/api/v2/Venue/${body.ID}`, platform), `Place ${n}`)
      }
    },
    {
      name: 'another sandbox',
      write: (url, n) => ask(url, 'POST', '/sandboxes/one/accessplan/api/v2/Category', platform, { Label: `Kind ${n}` }),
      async isThere (url, n, { body }) {
        return hasLabel(await ask(url, 'GET', `/sandboxes/one/accessplan/api/v2/Category/${body.ID}`, platform), `Kind ${n}`)
      }
    },
    {
      name: 'new sandboxes',
      write: (url) => ask(url, 'POST', '/__admin/sandboxes'),
      isThere: (url, _, { body }) => isRead(url, `/sandboxes/${body.id}/work-submission-api/v1.0/programmes/DEMO-NZA/versions/1`, {
        authorization: 'Bearer demo-token-9001', eid: '9001'
      })
    },
    {
      name: 'snapshots',
      write: (url, n) => n % 10 > 0 ? ask(url, 'GET', '/__admin/snapshots') : ask(url, 'POST', '/__admin/snapshots', {}, { id: `s${n}` }),
      isThere: async (url, n, { body }) => n % 10 > 0 ||
        (await ask(url, 'GET', '/__admin/snapshots')).body.snapshots.some(({ id }: { id: string }) => id === body.id)
    }
  ]
}
