import { createHash } from 'node:crypto'
import type { Demo } from '../demos/demo.ts'
import type { Service } from '../http/service.ts'
import { folderOf } from './demo-folders.ts'
import { everyOperation } from './every-operation.ts'
import { collectionSchema, type Collection, type Environment, type Folder, type Variable } from './format.ts'
import { operationAt, operationsOf } from './operations.ts'
import type { Place } from './place.ts'
import { makesSandboxes, type World } from './scripts.ts'
import { givenTo, type Given } from './variables.ts'

export interface Sources {
  readonly services: readonly Service[]
  readonly demos: readonly Demo[]
  /** The clock of a folder that says nothing of it, so that the same is written on whatever day. */
  readonly clock: string
  open (fixture: string, clock: string): Promise<Place>
}

/** What Postman imports: the requests of a service, and what they need to be told of where the sandbox is. */
export interface ForPostman { readonly collection: Collection, readonly environment: Environment }

export async function forPostman (service: Service, { services, demos, clock, open }: Sources): Promise<ForPostman> {
  const operations = operationsOf(services)
  const played = demos.filter(demo => serviceOf(demo, operations) === service.name)
  const worlds: Record<string, World> = {}
  const folders: Folder[] = []
  let given: readonly Given[] = []

  async function add (name: string, world: World, make: (place: Place, variable: string) => Promise<Folder>): Promise<void> {
    const variable = `sandboxOf${name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}`
    worlds[variable] = world
    const place = await open(world.fixture, world.clock ?? clock)
    try {
      given = givenTo(service, place.sandbox)
      folders.push(await make(place, variable))
    } finally {
      await place.close()
    }
  }

  for (const demo of played) {
    await add(demo.id, { fixture: demo.fixture, clock: demo.clock, isRestored: false }, ({ app }, variable) =>
      folderOf(demo, variable, { app, operations, given }))
  }
  await add('every-operation', { fixture: 'demo', clock, isRestored: true }, (place, variable) =>
    everyOperation(service, variable, { ...place, given }))
  return {
    collection: collectionOf(service, folders, worlds, variablesOf(given, Object.keys(worlds), played)),
    environment: environmentOf(service, given)
  }
}

const description = 'The demos of tms-sandbox, and every operation with a request that is taken. Start a sandbox with "npm start" in ' +
  'a checkout, and run a folder from its first request on: that one makes a sandbox of its own, so that it can be run again and again.'

const collectionOf = (
  { name, title }: Service, item: readonly Folder[], worlds: Readonly<Record<string, World>>, variable: readonly Variable[]
): Collection => ({
  info: { _postman_id: idOf(`collection ${name}`), name: `${title} (tms-sandbox)`, description, schema: collectionSchema },
  item,
  event: [makesSandboxes(worlds)],
  variable
})

const environmentOf = ({ name, title }: Service, given: readonly Given[]): Environment => ({
  id: idOf(`environment ${name}`),
  name: `tms-sandbox, ${title}`,
  values: given.map(({ key, value, isSecret }) => ({ key, value, type: isSecret ? 'secret' : 'default', enabled: true })),
  _postman_variable_scope: 'environment'
})

function variablesOf (given: readonly Given[], ofSandboxes: readonly string[], demos: readonly Demo[]): Variable[] {
  const requests = demos.flatMap(({ steps }) => steps).flatMap(it => it.requests)
  const kept = new Set(requests.flatMap(({ keeps }) => keeps ? [keeps.name] : []))
  return [
    ...given.map(({ key, value, about }) => variableOf(key, value, about)),
    variableOf('today', '', 'The day of the last sandbox that was made'),
    ...ofSandboxes.map(key => variableOf(key, '', 'The id of the sandbox that a folder plays in')),
    ...[...kept].map(key => variableOf(key, '', 'What an answer had that later requests need'))
  ]
}

const variableOf = (key: string, value: string, about: string): Variable => ({ key, value, type: 'string', description: about })

/** The service that most of its requests go to. */
function serviceOf ({ steps }: Demo, operations: ReturnType<typeof operationsOf>): string | undefined {
  const counts = new Map<string, number>()
  for (const request of steps.flatMap(({ requests }) => requests)) {
    const service = operationAt(operations, request)?.service
    if (service !== undefined && service !== 'admin') counts.set(service, (counts.get(service) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}

/** The same for the same name, so that importing a newer file replaces the older. */
function idOf (name: string): string {
  const hex = createHash('sha256').update(name).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
