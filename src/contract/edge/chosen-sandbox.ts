import type { IncomingMessage } from 'node:http'
import type { Service } from '../../http/service.ts'
import { markOf } from '../../sandbox/marks.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'

/** The sandbox of a request before its body is known; `id` is that of its path. What is the matter with it is said when it is gone into. */
export function chosenSandbox (
  sandboxes: Sandboxes, services: readonly Service[]
): (headers: IncomingMessage['headers'], id: string | undefined) => Sandbox | undefined {
  const ways = [...new Set(services.flatMap(({ credentialOf }) => credentialOf ?? []))]
  return (headers, id) => {
    try {
      const named = id ?? (headers['sandbox-id'] as string || undefined)
      if (named !== undefined) return sandboxes.find(named)
      if (!sandboxes.hasMarks()) return sandboxes.default
      for (const credentialOf of ways) {
        const credential = credentialOf(headers)
        const issuer = credential === undefined ? undefined : sandboxes.idOf(markOf(credential))
        if (issuer !== undefined) return sandboxes.find(issuer)
      }
      return sandboxes.default
    } catch {
      return undefined
    }
  }
}
