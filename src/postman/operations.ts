import type { Service } from '../http/service.ts'
import type { Sent } from './request.ts'

/** An operation, and which requests lead to it. */
export interface NamedOperation {
  readonly service: string
  readonly method: string
  readonly path: RegExp
  readonly summary: string
  /** Of what stands in its path, how much is a parameter. */
  readonly parameters: number
}

export const operationsOf = (services: readonly Service[]): NamedOperation[] => services
  .flatMap(({ name, mount, operations, isOwn }) => operations.map(({ method, path, summary }) => ({
    service: name, method, path: patternOf(isOwn ? path : mount + path), summary, parameters: path.split(':').length - 1
  })))
  // What is spelled out goes before what stands for anything.
  .sort((a, b) => a.parameters - b.parameters)

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.split(/:\w+/).map(it => it.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^/]+')}/?$`, 'i')

export const operationAt = (operations: readonly NamedOperation[], { method, path }: Pick<Sent, 'method' | 'path'>) => {
  const [before = ''] = path.split('?')
  return operations.find(it => it.method === method && it.path.test(before))
}

/** What a request does, in the words of its operation. */
export const nameOf = (operations: readonly NamedOperation[], request: Pick<Sent, 'method' | 'path'>): string =>
  operationAt(operations, request)?.summary ?? `${request.method} ${request.path.split('?')[0]}`
