import type { OfficialOperation } from '../../src/contract/official.ts'
import type { Chance } from './chance.ts'
import type { Naming } from './disguise-names.ts'

export interface Route {
  readonly method: string
  /** After the base path. */
  readonly path: string
  readonly operationId: string | undefined
  readonly summary: string | undefined
}

const paraphrases = new Map('Create Add, Get Retrieve, Update Amend, Delete Remove, List Show, Upload Send'
  .split(', ').map(pair => pair.split(' ') as [string, string]))

/** How a document that is made up lays its operations; `kept` is how often a summary is. */
export function routesOf (chance: Chance, naming: Naming, { method: kind, kept }: { method: number, kept: number }) {
  const style = chance.of(['same', 'singular', 'calls', 'versioned'])
  const ids = chance.of(['same', 'none', 'numbers', 'tags'])
  const taken = new Set<string>()
  return (operation: OfficialOperation, index: number, parameters: ReadonlyMap<string, string>): Route => {
    const summary = chance.is(kept) ? operation.summary : chance.of([undefined, paraphrased(operation.summary), `Service ${index + 1}`])
    const path = pathIn(style, operation, parameters)
    const method = chance.is(kind) ? chance.of(['POST', 'PUT', 'PATCH'].filter(it => it !== operation.method)) : operation.method
    const [verb = 'do'] = operation.operationId!.split(/(?<=[a-z])(?=[A-Z])/)
    const free = (method: string, path: string): boolean => {
      const key = `${method} ${path.replace(/\{[^}]*\}/g, '{}').toLowerCase()}`
      return !taken.has(key) && Boolean(taken.add(key))
    }
    // No body is sent with GET.
    const usable = operation.body && method === 'GET' ? 'POST' : method
    const paths = [path, `${path}/${verb.toLowerCase()}`, `${path}/${operation.operationId!}`]
    const place = paths.find(it => free(usable, it))!
    return { method: usable, path: place, operationId: idOf(ids, operation, index, naming), summary }
  }
}

const paraphrased = (summary = ''): string => summary.replace(/^\w+/, verb => paraphrases.get(verb) ?? verb)

function idOf (style: string, { operationId }: OfficialOperation, index: number, naming: Naming): string | undefined {
  if (style === 'none') return undefined
  if (style === 'numbers') return `op${index + 1}`
  return style === 'tags' ? `WorkApi_${naming.spell([operationId!])}` : operationId!
}

function pathIn (style: string, { path, operationId }: OfficialOperation, parameters: ReadonlyMap<string, string>): string {
  const renamed = path.replace(/\{([^}]+)\}/g, (_, name: string) => `{${parameters.get(name) ?? name}}`)
  const parts = renamed.split('/').filter(part => part !== '' && !/^v\d/.test(part))
  if (style === 'calls') return `/${[operationId!, ...parts.filter(part => part.startsWith('{'))].join('/')}`
  if (style === 'singular') return `/${parts.map(part => part.startsWith('{') ? part : part.replace(/s$/, '').replaceAll('-', '_')).join('/')}`
  return style === 'versioned' ? `/v2.1/data/${parts.join('/')}` : renamed
}

/** Some ids are those of others; what such an operation is called otherwise still says which it is. */
export function swapIds (
  made: ReadonlyArray<{ readonly truth: { readonly route: Route }, readonly node: Record<string, any> }>, chance: Chance
): void {
  const isTold = (summary = ''): boolean => summary !== '' && !summary.startsWith('Service ')
  const told = chance.shuffled(made.filter(({ truth: { route } }) => route.operationId !== undefined && isTold(route.summary)))
  for (let index = 0; index + 1 < told.length; index += 2) {
    if (!chance.is(0.2)) continue
    const [one, other] = [told[index]!.node, told[index + 1]!.node]
    const id = one.operationId as string
    one.operationId = other.operationId as string
    other.operationId = id
  }
}
