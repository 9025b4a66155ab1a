import type { Speech } from '../contract/edge/speech.ts'
import type { Service } from '../http/service.ts'
import { adminMount } from './catalogue.ts'

/** What is served: of a service, by some methods, at a path. */
export interface Place {
  readonly service: string
  /** Ids of its operation: the sandbox's own, and that of a contract. */
  readonly names: readonly string[]
  readonly methods: readonly string[]
  readonly path: string
}

/** All places of the emulated APIs; those of contracts come first, as it is by their paths that people know what is served. */
export const placesOf = (services: readonly Service[], speech: Speech): Place[] => [...officialPlaces(speech), ...ownPlaces(services)]

/** Those by whatever path they are asked for, and what services let a tester do on behalf of others. */
export const journalledPlaces = (services: readonly Service[], speech: Speech): Place[] => [
  ...placesOf(services, speech),
  ...ownPlaces(services.flatMap(({ alsoAt = [], ...service }) => alsoAt.map(mount => ({ ...service, mount })))),
  ...ownPlaces(services.map(({ name, adminOperations = [] }) => ({ name, mount: adminMount, operations: adminOperations })))
]

const ownPlaces = (services: ReadonlyArray<Pick<Service, 'name' | 'mount' | 'operations'>>): Place[] =>
  services.flatMap(({ name, mount, operations }) => operations.map(({ operationId, method, alsoBy = [], path }) =>
    ({ service: name, names: [operationId], methods: methodsOf([method, ...alsoBy]), path: mount + path })))

const officialPlaces = (speech: Speech): Place[] => speech.operations().map(({ service, ours, operationId, method, path }) => ({
  service,
  names: [operationId, ...ours === undefined ? [] : [ours]],
  methods: methodsOf([method]),
  path: path.replace(/\{([^{}]+)\}/g, ':p')
}))

/** HEAD is answered wherever GET is. */
const methodsOf = (methods: readonly string[]): string[] => methods.includes('GET') ? [...methods, 'HEAD'] : [...methods]
