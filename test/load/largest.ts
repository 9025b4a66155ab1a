import type { Hostile } from './hostile.ts'
import { uploadRecords } from './full-states.ts'
import type { Watched } from './server.ts'

const json = { 'content-type': 'application/json' }
const octets = { 'content-type': 'application/octet-stream' }

/** Learners with which a sandbox is nearly as large as one may be. */
const learners = 550_000

const own = '/sandboxes/largest/__admin'

/** A sandbox nearly as large as one may be, with a snapshot. */
export async function fillLargest (server: Watched): Promise<void> {
  await server.ask('POST', '/__admin/sandboxes', { id: 'largest' })
  await uploadRecords(server, '/sandboxes/largest', learners)
  await server.ask('POST', `${own}/snapshots`, { id: 'saved' })
}

const post = (path: string, body?: object) => ({ method: 'POST', path, ...body && { headers: json, body: JSON.stringify(body) } })

const exported = async (server: Watched): Promise<Buffer> => (await server.send({ method: 'GET', path: `${own}/state/export` })).body

const importing = (api: string, body?: Buffer) =>
  ({ method: 'POST', path: `${api}/state/import`, headers: octets, ...body && { body } })

export const noState: Hostile =
  { name: '200 MB that are no state', status: 400, sent: () => importing('/__admin', Buffer.alloc(200_000_000, 'no state ')) }

/** What is done with a state of the largest size. */
export const ofLargest = (where = ''): Hostile[] => [
  { name: `Export of the largest state${where}`, status: 200, sent: { method: 'GET', path: `${own}/state/export` } },
  {
    name: `A snapshot of the largest state${where}`,
    status: 201,
    sent: post(`${own}/snapshots`, { id: 'again' }),
    prepare: async server => { await server.send({ method: 'DELETE', path: `${own}/snapshots/again` }); return {} }
  },
  {
    name: `Import of the largest state${where}`,
    status: 200,
    sent: importing(own),
    prepare: async server => ({ body: await exported(server) })
  },
  { name: `A snapshot of the largest state restored${where}`, status: 200, sent: post(`${own}/snapshots/saved/restore`) },
  { name: `Changes of the largest state${where}`, status: 200, sent: { method: 'GET', path: `${own}/snapshots/saved/changes` } },
  {
    name: `Pictures of the largest state since a snapshot${where}`,
    status: 200,
    sent: { method: 'GET', path: `${own}/snapshots/saved/pictures` }
  },
  {
    name: `Reset of the largest state${where}`,
    status: 200,
    sent: post(`${own}/reset`),
    prepare: async server => { await server.ask('POST', `${own}/snapshots/saved/restore`); return {} }
  }
]

/** So many seconds sandboxes live that end together. */
const ttlSeconds = 5

/** A list of sandboxes, of which many are over. */
export const ofMany = (where = ''): Hostile => ({
  name: `300 sandboxes whose time is over${where}`,
  status: 200,
  sent: { method: 'GET', path: '/__admin/sandboxes' },
  async prepare (server) {
    for (let n = 0; n < 300; n++) await server.ask('POST', '/__admin/sandboxes', { ttlSeconds })
    await new Promise(resolve => setTimeout(resolve, ttlSeconds * 1000 + 100))
    return {}
  }
})
