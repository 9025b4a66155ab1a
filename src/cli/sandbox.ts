import { settingOf } from './clock.ts'
import { controlsOf, numberOf, print, type RemoteFlags } from './remote.ts'

export interface CreateFlags extends RemoteFlags {
  readonly fixture?: string
  readonly clock?: string
  readonly seed?: string
  readonly ttl?: string
}

export async function listSandboxes (flags: RemoteFlags): Promise<void> {
  const sandboxes = await (await controlsOf(flags)).sandboxes.list()
  print(flags, sandboxes, sandboxes.map(({ id, fixture, state, expiresAt }) =>
    [id, `fixture ${fixture}`, state, ...(expiresAt ? [`until ${expiresAt}`] : [])].join('  ')))
}

/** Makes a sandbox of its own, and prints where it is and what gets one in. */
export async function createSandbox (id: string | undefined, flags: CreateFlags): Promise<void> {
  const { fixture, clock, seed, ttl } = flags
  const made = await (await controlsOf(flags)).sandboxes.create({
    ...(id !== undefined && { id }),
    ...(fixture !== undefined && { fixture }),
    ...(clock !== undefined && { clock: settingOf(clock) }),
    ...(seed !== undefined && { seed }),
    ...(ttl !== undefined && { ttlSeconds: numberOf('ttl', ttl) })
  })
  print(flags, made, [
    made.id,
    ...Object.entries(made.urls).map(([service, url]) => `  ${service.padEnd(22)} ${url}`),
    ...made.credentials.map(({ kind, value, whose }) => `  ${kind.padEnd(22)} ${value} (${whose})`)
  ])
}

export async function deleteSandbox (id: string, flags: RemoteFlags): Promise<void> {
  await (await controlsOf(flags)).sandboxes.delete(id)
  print(flags, { id }, `deleted ${id}`)
}
