import type { IncomingMessage } from 'node:http'
import { markOfficial, type Official } from '../../http/official.ts'
import type { Operation } from '../../http/operation.ts'
import { isOwn } from '../../http/own-paths.ts'
import type { Service } from '../../http/service.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import type { Sandboxes } from '../../sandbox/sandboxes.ts'
import { translatorsOf } from '../in-force.ts'
import { adapted } from './adapted.ts'
import { chosenSandbox } from './chosen-sandbox.ts'
import { fromDocument, newOperationPath } from './from-document.ts'
import { createPaths } from './paths.ts'
import { notInContract, refused } from './refused.ts'
import { movedTo, nothingAt, otherMethods } from './refusals.ts'
import type { Translator } from './translator.ts'

/** A request before its route is looked for. */
export interface Arriving {
  readonly raw: IncomingMessage
  /** `/sandboxes/{id}`, or nothing. */
  readonly prefix: string
  readonly id: string | undefined
  /** Without the prefix and without a slash at the end, as it was sent otherwise. */
  readonly url: string
  /** The same under the first name of its service. */
  readonly plain: string
}

/** A request's URL as the routes have it: another one where the sandbox goes by a contract. */
export type Arrive = (arriving: Arriving) => string

export function createArrival (sandboxes: Sandboxes, services: readonly Service[]): Arrive {
  const sandboxOf = chosenSandbox(sandboxes, services)
  const served = createPaths<Service>()
  for (const service of services) {
    for (const { method, alsoBy = [], path } of service.operations) {
      for (const one of [method, ...alsoBy]) served.put(one, service.mount + path, service)
    }
  }
  return (arriving) => {
    const sandbox = sandboxOf(arriving.raw.headers, arriving.id)
    const translators = sandbox ? readable(sandbox, services) : []
    if (translators.length === 0 || isOwn(arriving.plain)) return arriving.plain
    const { raw, prefix, id, url, plain } = arriving
    const asked = { raw, prefix, id, url, plain, method: raw.method ?? 'GET', path: pathOf(url), query: queryOf(url) }
    return translated(asked, translators, path => served.at(path).map(({ value }) => value))
  }
}

/** Nothing is there yet to answer a request whose sandbox cannot be read; what is the matter is said when it is gone into. */
function readable (sandbox: Sandbox, services: readonly Service[]): readonly Translator[] {
  try {
    return translatorsOf(sandbox, services)
  } catch (error) {
    sandbox.report(error)
    return []
  }
}

export interface Asked extends Arriving {
  readonly method: string
  readonly path: string
  /** Without its question mark. */
  readonly query: string
}

function pathOf (url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

function queryOf (url: string): string {
  const end = url.indexOf('?')
  return end < 0 ? '' : url.slice(end + 1)
}

function translated (asked: Asked, translators: readonly Translator[], servicesAt: (path: string) => Service[]): string {
  const plainPath = asked.plain === asked.url ? asked.path : pathOf(asked.plain)
  for (const translator of translators) {
    const found = translator.paths.find(asked.method, asked.path) ??
      (plainPath === asked.path ? undefined : translator.paths.find(asked.method, plainPath))
    if (!found) continue
    const { value: adaptation, params } = found
    if (!adaptation.operation) {
      markOfficial(asked.raw, fromDocument(translator, adaptation, asked, params))
      return newOperationPath(translator.service)
    }
    const { official, url } = adapted(translator, adaptation, asked, params)
    markOfficial(asked.raw, official)
    // It finds our own route, by our own method.
    asked.raw.method = adaptation.operation.method
    return url
  }
  for (const translator of translators) {
    const ours = translator.ours.at(plainPath)
    const mine = ours.find(({ method }) => method === asked.method)
    const official = mine && !mine.value.now
      ? notInContract(translator, mine.value.operation, asked)
      : refusalOf(translator, asked, ours.map(({ value }) => value), servicesAt(plainPath))
    if (official) {
      markOfficial(asked.raw, official)
      return asked.plain
    }
  }
  return asked.plain
}

function refusalOf (
  translator: Translator, asked: Asked, ours: ReadonlyArray<{ operation: Operation, now: Translator['operations'][number] | undefined }>,
  services: readonly Service[]
): Official | undefined {
  // What a browser asks before it asks is answered of any path.
  if (asked.method === 'OPTIONS') return undefined
  const here = translator.paths.at(asked.path)
  if (here.length > 0) return refused(translator, asked, otherMethods(asked, here))
  const moved = ours.find(({ now }) => now)
  if (moved) return refused(translator, asked, movedTo(translator, asked, moved.operation, moved.now!))
  const [path, { service, document }] = [pathOf(asked.plain).toLowerCase(), translator]
  const isBelow = [service.mount, document.basePath].some(root => root !== '' && path.startsWith(`${root.toLowerCase()}/`))
  return isBelow && services.length === 0 ? refused(translator, asked, nothingAt(translator, asked)) : undefined
}
