import type { FastifyInstance } from 'fastify'
import { Failure } from '../core/errors.ts'
import { cut, either } from '../core/words.ts'
import type { Service } from './service.ts'

interface Route {
  readonly url: string
  readonly method: string
  readonly service: Service | undefined
}

/** What is served at a path, whatever the method. */
export interface Routes {
  /** Each once, HEAD where there is GET. */
  methodsAt (path: string): string[]
  /** Of those whose path is this one, with no parameter in it. */
  methodsOf (path: string): string[]
  serviceAt (path: string): Service | undefined
  /** The first parts of all paths, such as `docs`, each once; those of services by their other names, too. */
  beginnings (): string[]
  /** Those of operations, each once, as `/learners/:learnerLocalId`. */
  paths (): string[]
}

/** Notes every route that is put up from now on. */
export function noteRoutes (app: FastifyInstance): Routes {
  const routes: Route[] = []
  app.addHook('onRoute', ({ method, url, config }) => {
    if (config?.isBaseUrl) return
    for (const one of [method].flat()) routes.push({ url, method: one, service: config?.service })
  })
  const at = (path: string): Route[] => routes.filter(({ url }) => patternOf(url).test(path))
  return {
    methodsAt: (path) => methodsIn(at(path)),
    methodsOf: (path) => methodsIn(routes.filter(({ url }) => url.toLowerCase() === path.toLowerCase())),
    serviceAt: (path) => at(path).find(({ service }) => service)?.service,
    beginnings: () => [...new Set(routes.flatMap(({ url, service }) => [url, ...service?.alsoAt ?? []]).map(it => it.split('/')[1]!))],
    paths: () => [...new Set(routes.filter(({ service }) => service).map(({ url }) => url))]
  }
}

const methodsIn = (routes: readonly Route[]): string[] =>
  [...new Set(routes.flatMap(({ method }) => method === 'GET' ? ['GET', 'HEAD'] : method))].sort()

/** `/learners/:learnerLocalId` takes any text between two slashes, and names in any case. */
const patternOf = (url: string): RegExp =>
  new RegExp(`^${url.replace(/[.+()]/g, '\\$&').replace(/:\w+/g, '[^/]+').replace('*', '.*')}$`, 'i')

/** For a path that is served, by other methods; with what may have been meant, where that is known. */
export const wrongMethod = (method: string, path: string, allow: readonly string[], meant?: string): Failure => {
  const hint = meant === undefined ? '' : ` ${meant}`
  return new Failure('wrong-method', `${method} is not allowed at ${cut(path)}. Use ${either(allow)}.${hint}`, { allow })
}

/** The service that serves a path, or that the path lies under. */
export const serviceOfPath = (services: readonly Service[], path: string): Service | undefined =>
  services.find(({ mount, operations }) => operations.some(operation => patternOf(mount + operation.path).test(path))) ??
  serviceAt(services, path) ??
  services.find(({ mount }) => mount !== '' && path.toLowerCase().startsWith(`${mount.toLowerCase()}/`))

/** The service that a path lies under, though it serves nothing there: of several at one mount, that whose own paths begin most like it. */
export const serviceAt = (services: readonly Service[], path: string): Service | undefined => services
  .filter(({ mount, notFound }) => notFound && path.toLowerCase().startsWith(`${mount.toLowerCase()}/`))
  .sort((a, b) => b.mount.length - a.mount.length || likeness(b, path) - likeness(a, path))[0]

/** How many characters a path has in common, at its beginning, with any that the service serves. */
const likeness = ({ mount, operations }: Service, path: string): number => Math.max(0, ...operations.map(operation => {
  const [asked, own] = [path.toLowerCase(), `${mount}${operation.path}`.toLowerCase()]
  const off = [...own].findIndex((character, at) => character !== asked[at])
  return off < 0 ? own.length : off
}))
