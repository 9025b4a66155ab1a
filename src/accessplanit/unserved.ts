import { both } from '../core/words.ts'
import { nearestOperations } from '../http/not-found.ts'
import { withoutSandbox } from '../http/sandbox-path.ts'
import type { Call, Operation } from '../http/operation.ts'

/** What is served that is most like a call of nothing; it speaks of the sandbox, as a real platform would not say it. */
export function nearestTo ({ method, path }: Call, mount: string, operations: readonly Operation[]): string {
  const served = operations.map(({ method, path, summary, basis }) => ({ method, path: mount + path, summary, basis }))
  const nearest = nearestOperations(served, method, asMounted(path)).map(it => `${it.method} ${it.path} (${it.summary})`)
  return nearest.length > 0
    ? `Of what the sandbox serves, the nearest are ${both(nearest)}.`
    : 'The sandbox serves nothing at a path like it; /docs describes what it serves.'
}

/** Under the first name of the platform, in its sandbox. */
function asMounted (path: string): string {
  const { prefix, rest } = withoutSandbox(path)
  return prefix + rest.replace(/^.*?\/accessplan(?:sandbox)?(?=\/)/i, '/accessplan')
}
