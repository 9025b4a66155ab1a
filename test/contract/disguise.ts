import { successOf, type JsonSchema, type OfficialDocument, type OfficialOperation } from '../../src/contract/official.ts'
import { allOf, membersIn } from '../../src/contract/members.ts'
import { chanceOf, type Chance } from './chance.ts'
import { write } from './disguise-document.ts'
import { namingOf, sameNames } from './disguise-names.ts'
import { routesOf, swapIds, type Route } from './disguise-routes.ts'
import { disguiseParameters } from './disguise-parameters.ts'
import { disguiseShape, type Disguising, type Shape } from './disguise-shapes.ts'
import { asOfficial, asOurs, pathsIn } from './disguise-values.ts'

/** What is true of an operation in a disguise; paths as a match has them, undefined for what is not there. */
export interface Truth {
  readonly route: Route
  readonly parameters: ReadonlyMap<string, string | undefined>
  readonly body: ReadonlyMap<string, string | undefined>
  readonly reply: ReadonlyMap<string, string | undefined>
}

export interface Request {
  readonly method: string
  /** After the mount of the service, with values in it and a query. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface Disguise {
  /** JSON or YAML. */
  readonly text: string
  readonly basePath: string
  /** By our operationId; an operation that is missing is not in it. */
  readonly truth: ReadonlyMap<string, Truth>
  /** A request to ours as it is to be sent to the disguise; undefined for an operation that it does not have. */
  request (request: Request): (Request & { readonly operationId: string }) | undefined
  /** What the disguise answered, as ours. */
  reply (operationId: string, body: unknown): unknown
  /** Of what ours answers, what the disguise has a place for. */
  known (request: Request, body: unknown): unknown
}

/**
 * How often, from 0 to 1, a summary is kept, and an operation or a member that may be left out is not there. A mild one has other paths and
 * ids alone; a wild one gives our names to other things, swaps ids, and moves what is in headers.
 */
export interface Wildness {
  readonly level?: Level
  readonly kept?: number
  readonly removed?: number
  /** Requests to ours which no length and no table of the disguise is against, and what of their replies is not left out. */
  readonly takes?: ReadonlyArray<Request & { readonly needs?: unknown }>
}

export type Level = 'mild' | 'usual' | 'wild'

interface Made {
  readonly operation: OfficialOperation
  readonly truth: Truth
  readonly node: Record<string, any>
  readonly body?: Shape
  readonly reply?: Shape
}

/** Our own document as an official one could be, from a seed. */
export function disguise (
  ours: OfficialDocument, seed: number, { level = 'usual', kept = 0.85, removed = level === 'mild' ? 0 : 0.03, takes = [] }: Wildness = {}
): Disguise {
  const chance = chanceOf(seed)
  const naming = level === 'mild' ? sameNames(chance) : namingOf(chance, namesIn(ours))
  const by: Disguising = { chance, naming, ...shaping(level, chance), removed, sent: sentIn(takes, ours), known: new Map() }
  const lay = routesOf(chance, naming, { method: chance.of([0, 0.3]), kept })
  const needed = (operation: OfficialOperation): boolean => takes.some(it => isOf(it, operation))
  const made = ours.operations.flatMap((operation, index) =>
    chance.is(removed) && !needed(operation) ? [] : [disguiseOperation(operation, by, names => lay(operation, index, names))])
  if (level === 'wild') swapIds(made, chance)
  const basePath = chance.of(['', '/tec/api', ours.basePath])
  const nodes = [...made.map(({ node }) => node), ...newOperations(ours, made, by)]
  const paths: Record<string, any> = {}
  for (const { path, method, ...node } of chance.shuffled(nodes)) (paths[path] ??= {})[method.toLowerCase()] = node
  const document = { info: { title: 'An API', version: `2026.${seed}` }, servers: [{ url: `https://api.example.govt.nz${basePath}` }], paths }
  const byId = new Map(made.map(it => [it.operation.operationId!, it]))
  return {
    text: write(document, chance),
    basePath,
    truth: new Map(made.map(({ operation, truth }) => [operation.operationId!, truth])),
    request: request => translateRequest(request, made, basePath),
    reply: (operationId, body) => {
      const shape = byId.get(operationId)?.reply
      return shape ? asOurs(body, shape) : body
    },
    known: (request, body) => {
      const shape = made.find(({ operation }) => isOf(request, operation))?.reply
      return shape ? asOurs(asOfficial(body, shape), shape) : body
    }
  }
}

/** How far the shapes of a disguise go from ours. */
function shaping (level: Level, chance: Chance): Pick<Disguising, 'restructures' | 'hasTitles' | 'adds' | 'changes' | 'misleads'> {
  if (level === 'mild') return { restructures: 0, hasTitles: false, adds: 0, changes: false, misleads: 0 }
  const [restructures, hasTitles, adds] = [chance.of([0, 0.2, 0.5]), chance.is(0.3), chance.of([0, 0.2, 0.5])]
  return { restructures, hasTitles, adds, changes: true, misleads: level === 'wild' ? chance.of([0.1, 0.3, 0.6]) : 0 }
}

const namesIn = ({ operations }: OfficialDocument): string[] => operations.flatMap(operation => [
  ...operation.parameters.map(({ name }) => name),
  ...[operation.body?.schema, successOf(operation)?.schema].flatMap(schema => allOf(membersIn(schema)).flatMap(({ names }) => names))
])

function disguiseOperation (operation: OfficialOperation, by: Disguising, lay: (names: ReadonlyMap<string, string>) => Route): Made {
  const names = new Map(operation.parameters.map(it =>
    [it.name, it.in === 'header' && by.misleads === 0 ? it.name : pathSafe(by.naming.member(it.name))]))
  const route = lay(names)
  const body = operation.body?.schema && disguiseShape(operation.body.schema, by)
  const success = successOf(operation)
  const reply = success?.schema && disguiseShape(success.schema, by)
  const [moved, misleading] = disguiseParameters(operation.parameters, names, by)
  const parameters = by.chance.shuffled([...moved.values(), ...misleading])
  const replies = Object.entries(operation.replies).filter(([status]) => status.startsWith('2') || by.chance.is(0.7))
  return {
    operation,
    ...body && { body },
    ...reply && { reply },
    truth: {
      route,
      parameters: new Map([...moved].map(([it, { in: place, name }]) => [`${it.in}.${it.name}`, `${place}.${name}`])),
      body: body ? pathsIn(body) : new Map(),
      reply: reply ? pathsIn(reply) : new Map()
    },
    node: {
      ...route,
      ...parameters.length > 0 && { parameters },
      ...body && { requestBody: { required: true, content: { 'application/json': { schema: body.schema } } } },
      responses: Object.fromEntries(replies.map(([status, it]) => [status, {
        description: 'A reply',
        ...it.schema && { content: { [it.mediaTypes[0]!]: { schema: it === success ? reply!.schema : it.schema } } }
      }]))
    }
  }
}

const isOf = ({ method, path }: Request, operation: OfficialOperation): boolean =>
  operation.method === method && valuesIn(operation.path, path.split('?', 1)[0]!) !== undefined

/** What requests have in each place. */
function sentIn (requests: NonNullable<Wildness['takes']>, { operations }: OfficialDocument): Disguising['sent'] {
  const sent = new Map<JsonSchema, unknown[]>()
  const note = (schema: JsonSchema | undefined, value: unknown): void => {
    if (!schema || value === undefined || value === null) return
    if (Array.isArray(value)) value.forEach(it => note(schema.items, it))
    else if (typeof value === 'object') for (const [name, it] of Object.entries(value)) note(schema.properties?.[name], it)
    sent.set(schema, [...sent.get(schema) ?? [], ...typeof value === 'object' ? [] : [value]])
  }
  for (const { method, path, body, needs } of requests) {
    const [bare = '', query] = path.split('?')
    for (const { body: { schema } = {}, parameters, ...operation } of operations) {
      const values = operation.method === method ? valuesIn(operation.path, bare) : undefined
      if (!values) continue
      note(schema, body)
      note(successOf({ ...operation, parameters })?.schema, needs)
      for (const [name, value] of [...values, ...new URLSearchParams(query)]) note(parameters.find(it => it.name === name)?.schema, value)
    }
  }
  return sent
}

const pathSafe = (name: string): string => name.replaceAll(/[^\w-]/g, '_')

/** What ours has nothing of, some with names that are like those of ours. */
function newOperations (ours: OfficialDocument, made: readonly Made[], { chance, naming }: Disguising): Array<Record<string, any>> {
  return Array.from({ length: chance.below(4) }, (_, index) => {
    const { summary } = chance.of(ours.operations)
    const name = naming.fresh()
    return {
      path: `/${name}/{${name}Id}`,
      method: chance.of(['GET', 'POST', 'PUT', 'DELETE']),
      summary: chance.of([`${summary ?? 'Get'} by ${name}`, `Get ${name} history`, `Merge ${name}`]),
      operationId: `new${made.length + index}`,
      parameters: [{ name: `${name}Id`, in: 'path', required: true, schema: { type: 'string' } }],
      responses: { 200: { description: 'A reply' } }
    }
  })
}

function translateRequest ({ method, path, headers, body }: Request, made: readonly Made[], basePath: string) {
  const [bare = '', query] = path.split('?')
  for (const { operation, truth: { route, parameters }, body: shape } of made) {
    const values = operation.method === method ? valuesIn(operation.path, bare) : undefined
    if (!values) continue
    const given = new Map([...values].map(([name, value]) => [parameters.get(`path.${name}`)?.slice(5), value]))
    const search = new URLSearchParams()
    const sent: Record<string, string> = {}
    for (const [name, value] of Object.entries(headers ?? {})) {
      const [place = 'header', ...other] = headerIn(parameters, name)?.split('.') ?? []
      if (place === 'query') search.append(other.join('.'), value)
      else sent[other.join('.') || name] = value
    }
    for (const [name, value] of new URLSearchParams(query)) search.append(parameters.get(`query.${name}`)?.slice(6) ?? name, value)
    return {
      operationId: operation.operationId!,
      method: route.method,
      path: basePath + filled(route.path, given) + (search.size === 0 ? '' : `?${search}`),
      ...headers && { headers: sent },
      ...body !== undefined && { body: shape ? asOfficial(body, shape) : body }
    }
  }
}

/** Where a header is in the disguise; its name is in any case. */
const headerIn = (parameters: Truth['parameters'], name: string): string | undefined =>
  [...parameters].find(([ours]) => ours.toLowerCase() === `header.${name.toLowerCase()}`)?.[1]

const filled = (path: string, values: ReadonlyMap<string | undefined, string>): string =>
  path.replace(/\{([^}]+)\}/g, (all, name: string) => values.get(name) ?? all)

/** The values of a path's parameters, in the order of the operations: a fixed word comes before a parameter. */
function valuesIn (template: string, path: string): Map<string, string> | undefined {
  const [one, other] = [template.split('/'), path.split('/')]
  if (one.length !== other.length) return undefined
  if (one.some((part, index) => !part.startsWith('{') && part !== other[index])) return undefined
  return new Map(one.flatMap((part, index) => part.startsWith('{') ? [[part.slice(1, -1), other[index]!] as const] : []))
}
