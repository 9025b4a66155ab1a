import type { ServedOperation } from '../core/operation.ts'
import { both, cut } from '../core/words.ts'
import { nearestOperations } from '../http/not-found.ts'
import { answer } from '../http/answer.ts'
import { wireExact } from '../http/answering.ts'
import { isMeantForAdmin } from '../http/own-paths.ts'
import type { Call } from '../http/operation.ts'
import { problemAnswer, problemOf } from '../http/problem.ts'
import { readAsId } from '../http/read-as-id.ts'
import { withoutSandbox } from '../http/sandbox-path.ts'
import type { Present, Service } from '../http/service.ts'
import { Failure } from '../core/errors.ts'

/** The sandbox's own errors are problem details; for a path that nothing serves they name what is near. */
export const adminPresent = (served: () => readonly ServedOperation[]): Present => ({
  failure (failed, call, asked) {
    const { method, path } = call
    const isExact = failed.kind === 'unknown-route' && asked?.settings.get(wireExact) === true
    const failure = isExact
      ? new Failure('unknown-route', `No operation is served at ${method} ${cut(path)}.`)
      : withMeant(failed, served, call)
    const names = failure.kind === 'unknown-route' && !isExact
    const nearest = names ? { nearest: nearestOperations(alike(served(), path), method, path) } : undefined
    const problem = problemAnswer({ ...problemOf(failure, path), errors: nearest ? undefined : failure.errors, ...nearest })
    return failure.kind === 'unauthenticated'
      ? answer({ ...problem, headers: { 'www-authenticate': 'Bearer realm="tms-sandbox"' } })
      : problem
  }
})

/** Of an id that is not there, whether a word was meant that is no id. */
function withMeant (failure: Failure, served: () => readonly ServedOperation[], { method, path }: Call): Failure {
  const meant = failure.kind === 'not-found' ? readAsId(served(), { method, path: withoutSandbox(path).rest, written: path }) : undefined
  return meant === undefined ? failure : new Failure(failure.kind, `${meant} ${failure.message}`, failure)
}

/** Who asks an emulated API has no use for what the sandbox's own has, nor the other way about. */
function alike (served: readonly ServedOperation[], path: string): readonly ServedOperation[] {
  const isOurs = isMeantForAdmin(withoutSandbox(path).rest)
  return served.filter(it => isMeantForAdmin(it.path) === isOurs)
}

/** What a request is told whose path leads to no operation of any service. */
export const nothingServed = (served: () => readonly ServedOperation[]): NonNullable<Service['notFound']> => ({ method, path }) => {
  const nearest = nearestOperations(alike(served(), path), method, path).map(it => `${it.method} ${it.path} (${it.summary})`)
  return new Failure('unknown-route', nearest.length > 0
    ? `No operation is served at ${method} ${cut(path)}. The nearest are ${both(nearest)}.`
    : `No operation is served at ${method} ${cut(path)}, nor at any path like it. ${whereToLook(path)}`)
}

const whereToLook = (path: string): string => isMeantForAdmin(withoutSandbox(path).rest)
  ? 'GET /__admin lists what the sandbox\'s own API has, and /docs describes it.'
  : 'GET /__admin/apis lists the APIs with their base URLs, and /docs describes them.'
