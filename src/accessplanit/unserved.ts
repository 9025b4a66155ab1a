import { both } from '../core/words.ts'
import { nearestOperations } from '../http/not-found.ts'
import type { Call, Operation } from '../http/operation.ts'

/** What is served that is most like a call of nothing; it speaks of the sandbox, as a real platform would not say it. */
export function nearestTo ({ method, path }: Call, mount: string, operations: readonly Operation[]): string {
  const served = operations.map(({ method, path, summary, basis }) => ({ method, path: mount + path, summary, basis }))
  const nearest = nearestOperations(served, method, asMounted(path)).map(it => `${it.method} ${it.path} (${it.summary})`)
  return `Of what the sandbox serves, the nearest are ${both(nearest)}.`
}

/** Of no sandbox in particular, and under the first name of the platform. */
const asMounted = (path: string): string => path.replace(/^.*?\/accessplan(?:sandbox)?(?=\/)/i, '/accessplan')
