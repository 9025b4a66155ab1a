import type { InjectOptions } from 'light-my-request'
import { readConfig } from '../../src/config.ts'
import type { Sandboxes } from '../../src/sandbox/sandboxes.ts'
import { now, startServer, type Reply } from '../harness.ts'
import { prepare, type Asking } from '../house/before-clicks.ts'
import { placeAt } from '../undocumented.ts'
import { startGateway, type Asked, type Gateway } from './gateway.ts'

const flags = { port: '0', host: '127.0.0.1', 'log-level': 'silent', 'rate-limit': 'off', fixture: 'demo' }

/** A server as a newcomer starts it. */
export const startLasting = () => startServer(readConfig(flags))

/** One behind which everything is as it was, and what the operation needs is there, whenever a request comes. */
export async function startFresh (): Promise<Gateway> {
  const server = await startServer(readConfig({ ...flags, clock: `frozen:${now}` }))
  const { sandboxes } = server
  const image = sandboxes.default.store.image()
  const client = clientOf(server.url)
  const usual = sandboxes.default.snapshots.list().map(({ id }) => id)
  const gateway = await startGateway(async asked => {
    await tidy(sandboxes, client, usual)
    sandboxes.default.restore(image)
    const { authorization } = { authorization: undefined, ...await prepare[operationAt(asked) ?? '']?.(client, '') }
    // Who sends a credential of its own means it.
    const isOwn = !/demo-/.test(asked.headers.authorization ?? 'demo-')
    return { url: server.url + asked.url, headers: { ...asked.headers, ...!isOwn && authorization !== undefined && { authorization } } }
  })
  return { url: gateway.url, stop: async () => { await gateway.stop(); await server.stop() } }
}

async function tidy (sandboxes: Sandboxes, client: Asking, usual: readonly string[]): Promise<void> {
  for (const id of sandboxes.list()) if (id !== 'default') sandboxes.delete(id)
  const { snapshots } = sandboxes.default
  for (const { id } of snapshots.list()) if (!usual.includes(id)) snapshots.delete(id)
  const { classes = [] } = (await client.admin('GET', '/classes')).body
  for (const { id } of classes) await client.admin('DELETE', `/classes/${id}`)
}

function operationAt ({ method, url }: Asked): string | undefined {
  const place = placeAt(url)
  return place && place.document.paths[place.path][method.toLowerCase()]?.operationId
}

function clientOf (url: string): Asking {
  async function inject ({ method = 'GET', url: path, payload }: InjectOptions): Promise<Reply> {
    const json = payload !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) }
    const reply = await fetch(`${url}${String(path)}`, { method, ...json })
    const text = await reply.text()
    const body = text.startsWith('{') ? JSON.parse(text) : undefined
    return { status: reply.status, headers: Object.fromEntries(reply.headers), text, body }
  }
  const admin: Asking['admin'] = (method, path, payload) =>
    inject({ method: method as 'GET', url: `/__admin${path}`, ...payload !== undefined && { payload: payload as object } })
  return { inject, admin }
}
