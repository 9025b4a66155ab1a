import { speechIn } from '../contract/edge/speech.ts'
import { inNewZealand } from '../core/civil-date.ts'
import { describeClock } from '../core/clock.ts'
import type { Call } from '../http/operation.ts'
import { withoutSandbox } from '../http/sandbox-path.ts'
import type { Credential, Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { SandboxBody } from './sandboxes-schemas.ts'

/** What is known of the sandboxes of a server, and of what they are asked. */
export interface Worlds {
  readonly services: readonly Service[]
  readonly sandboxes: Sandboxes
  /** Reads what a sandbox can be set to, by the names of its flags. Throws BadInput. */
  readSettings (given: NonNullable<SandboxBody['settings']>): Readonly<Record<string, unknown>>
}

/** The address by which a request has come in, without the sandbox that it names. */
export const serverAt = (url: string, { path }: Pick<Call, 'path'>): string =>
  url.slice(0, url.length - withoutSandbox(path).prefix.length)

/** What a list says of a sandbox, without waking it. */
export const summaryOf = (sandboxes: Sandboxes, id: string, server: string) =>
  ({ ...knownOf(sandboxes, id, server), state: sandboxes.describe(id)!.isAwake ? 'awake' : 'asleep' })

function knownOf (sandboxes: Sandboxes, id: string, server: string) {
  const { fixture, ttlSeconds, expiresAt } = sandboxes.describe(id)!
  return {
    id,
    url: `${server}/sandboxes/${id}`,
    fixture,
    ...ttlSeconds !== undefined && { ttlSeconds },
    ...expiresAt !== undefined && { expiresAt: inNewZealand(expiresAt) }
  }
}

/** Where a sandbox is, and what gets a caller in. */
export function describeSandbox ({ services, sandboxes }: Worlds, sandbox: Sandbox, server: string) {
  const known = knownOf(sandboxes, sandbox.id, server)
  const speech = speechIn(sandbox, services)
  return {
    ...known,
    clock: describeClock(sandbox.clock),
    header: { 'Sandbox-Id': sandbox.id },
    urls: Object.fromEntries(services.map(({ name, mount, baseUrl = mount }) => [name, `${known.url}${speech.basePath(name) ?? baseUrl}`])),
    ...Object.assign({}, ...services.map(({ tells }) => tells?.(sandbox))) as Record<string, unknown>,
    credentials: services.flatMap(({ name, credentials }) =>
      (credentials?.(sandbox) ?? []).map(it => ({ service: name, ...it, ...partsOf(it) })))
  }
}

/** What a program sends of a credential, by itself. */
function partsOf ({ value }: Credential): { id?: string, secret?: string, token?: string } {
  const [id, secret] = value.split(' / ')
  return secret === undefined ? { token: value } : { id: id!, secret }
}
