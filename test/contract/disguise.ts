import { successOf, type OfficialDocument, type OfficialOperation, type OfficialParameter } from '../../src/contract/official.ts'
import { allOf, membersIn } from '../../src/contract/members.ts'
import { chanceOf } from './chance.ts'
import { write } from './disguise-document.ts'
import { namingOf } from './disguise-names.ts'
import { routesOf, type Route } from './disguise-routes.ts'
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
}

/** How often, from 0 to 1, a summary is kept, and an operation or a member that may be left out is not there. */
export interface Wildness { readonly kept?: number, readonly removed?: number }

interface Made {
  readonly operation: OfficialOperation
  readonly truth: Truth
  readonly node: Record<string, any>
  readonly body?: Shape
  readonly reply?: Shape
}

/** Our own document as an official one could be, from a seed. */
export function disguise (ours: OfficialDocument, seed: number, { kept = 0.85, removed = 0.03 }: Wildness = {}): Disguise {
  const chance = chanceOf(seed)
  const naming = namingOf(chance, namesIn(ours))
  const [restructures, hasTitles, adds] = [chance.of([0, 0.2, 0.5]), chance.is(0.3), chance.of([0, 0.2, 0.5])]
  const by: Disguising = { chance, naming, restructures, hasTitles, adds, removed, known: new Map() }
  const lay = routesOf(chance, naming, { method: chance.of([0, 0.3]), kept })
  const made = ours.operations.flatMap((operation, index) =>
    chance.is(removed) ? [] : [disguiseOperation(operation, by, names => lay(operation, index, names))])
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
    }
  }
}

const namesIn = ({ operations }: OfficialDocument): string[] => operations.flatMap(operation => [
  ...operation.parameters.map(({ name }) => name),
  ...[operation.body?.schema, successOf(operation)?.schema].flatMap(schema => allOf(membersIn(schema)).flatMap(({ names }) => names))
])

function disguiseOperation (operation: OfficialOperation, by: Disguising, lay: (names: ReadonlyMap<string, string>) => Route): Made {
  const names = new Map(operation.parameters.map(it => [it.name, it.in === 'header' ? it.name : pathSafe(by.naming.member(it.name))]))
  const route = lay(names)
  const body = operation.body?.schema && disguiseShape(operation.body.schema, by)
  const success = successOf(operation)
  const reply = success?.schema && disguiseShape(success.schema, by)
  const parameters = by.chance.shuffled(operation.parameters).map(it => parameterOf(it, names.get(it.name)!, by))
  const replies = Object.entries(operation.replies).filter(([status]) => status.startsWith('2') || by.chance.is(0.7))
  return {
    operation,
    ...body && { body },
    ...reply && { reply },
    truth: {
      route,
      parameters: new Map(operation.parameters.map(it => [`${it.in}.${it.name}`, `${it.in}.${names.get(it.name)!}`])),
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

const pathSafe = (name: string): string => name.replaceAll(/[^\w-]/g, '_')

const parameterOf = ({ in: place, required, schema }: OfficialParameter, name: string, by: Disguising): Record<string, any> =>
  ({ name, in: place, required, schema: disguiseShape(schema, by).schema })

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
    for (const [name, value] of new URLSearchParams(query)) search.append(parameters.get(`query.${name}`)?.slice(6) ?? name, value)
    return {
      operationId: operation.operationId!,
      method: route.method,
      path: basePath + filled(route.path, given) + (query === undefined ? '' : `?${search}`),
      ...headers && { headers },
      ...body !== undefined && { body: shape ? asOfficial(body, shape) : body }
    }
  }
}

const filled = (path: string, values: ReadonlyMap<string | undefined, string>): string =>
  path.replace(/\{([^}]+)\}/g, (all, name: string) => values.get(name) ?? all)

/** The values of a path's parameters, in the order of the operations: a fixed word comes before a parameter. */
function valuesIn (template: string, path: string): Map<string, string> | undefined {
  const [one, other] = [template.split('/'), path.split('/')]
  if (one.length !== other.length) return undefined
  if (one.some((part, index) => !part.startsWith('{') && part !== other[index])) return undefined
  return new Map(one.flatMap((part, index) => part.startsWith('{') ? [[part.slice(1, -1), other[index]!] as const] : []))
}
