import { controlsOf, print, type RemoteFlags } from './remote.ts'
import type { ResetSpec } from '../library/types.ts'

/** Back to the fixture and to the clock of the start, in whole or in part. */
export async function resetSandbox (flags: RemoteFlags & { scope?: string }): Promise<void> {
  const scope = flags.scope?.split(',').map(part => part.trim()) as ResetSpec['scope']
  const done = await (await controlsOf(flags)).reset(scope && { scope })
  print(flags, done, `reset to fixture ${done.fixture}: ${done.scope.join(', ')}; the clock is at ${done.clock.now}`)
}
