import type { OpenAPIV3 } from 'openapi-types'

/** An operation as a document has it, and where. */
export interface Placed {
  readonly method: string
  /** After the mount, with parameters as `:learnerLocalId`. */
  readonly path: string
  readonly operation: OpenAPIV3.OperationObject
}

const parameter = /:(\w+)/g

/**
 * The paths of a document. Two that differ by the names of their parameters only are one to OpenAPI: their parameters get a name of both.
 */
export function layPaths (operations: readonly Placed[]): OpenAPIV3.PathsObject {
  const alike = new Map<string, Placed[]>()
  for (const placed of operations) {
    const shape = placed.path.replace(parameter, '{}')
    alike.set(shape, [...alike.get(shape) ?? [], placed])
  }
  return Object.fromEntries([...alike].map(([shape, placed]) => {
    const names = neutralNames(placed)
    const path = names.reduce((path, name) => path.replace('{}', `{${name}}`), shape)
    return [path, Object.fromEntries(placed.map(it => [it.method.toLowerCase(), renamed(it, names)]))]
  }))
}

const namesIn = ({ path }: Placed): string[] => [...path.matchAll(parameter)].map(([, name]) => name!)

/** `returnId` and `submissionToken` in one place are `returnIdOrSubmissionToken`. */
const neutralNames = (placed: readonly Placed[]): string[] => namesIn(placed[0]!).map((_, place) =>
  [...new Set(placed.map(it => namesIn(it)[place]!))]
    .map((name, n) => n === 0 ? name : name.replace(/^./, first => first.toUpperCase())).join('Or'))

function renamed (placed: Placed, names: readonly string[]): OpenAPIV3.OperationObject {
  const own = namesIn(placed)
  const parameters = placed.operation.parameters?.map(it => {
    const { in: place, name } = it as OpenAPIV3.ParameterObject
    return place === 'path' ? { ...it, name: names[own.indexOf(name)]! } : it
  })
  return { ...placed.operation, ...parameters && { parameters } }
}
