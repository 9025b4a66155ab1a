import type { TokenOrder } from '../library/types.ts'
import { controlsOf, numberOf, print, type RemoteFlags } from './remote.ts'

/** Prints a token for whom it is asked, so that a script can use it as it is. */
export async function orderToken (whom: string, flags: RemoteFlags & { service?: string, ttl?: string, defect?: string }): Promise<void> {
  const { service, ttl, defect } = flags
  const issued = await (await controlsOf(flags)).tokens.order({
    ...(/^\d+$/.test(whom) ? { eid: Number(whom) } : { user: whom }),
    ...(service !== undefined && { service }),
    ...(ttl !== undefined && { ttlSeconds: numberOf('ttl', ttl) }),
    ...(defect !== undefined && { defect })
  } as TokenOrder)
  print(flags, issued, issued.token)
}
