import { documented } from '../harness.ts'
import { documentOf } from '../../src/http/openapi.ts'

/** A document as an official one might be: the service's own, with other places and names. */
export interface Changed {
  readonly service?: string
  readonly basePath?: string
  /** Names of members and parameters, by ours. */
  readonly names?: Readonly<Record<string, string>>
  /** By operationId: its method and path there. */
  readonly places?: Readonly<Record<string, readonly [method: string, path: string]>>
  readonly change?: (document: any) => void
}

export function anotherContract ({ service = 'tec-work-based', basePath = '/api', names = {}, places = {}, change }: Changed): any {
  const document = structuredClone(documentOf(documented().find(({ name }) => name === service)!)) as any
  document.servers = [{ url: `https://api.example.org${basePath}` }]
  const paths: any = {}
  for (const [path, item] of Object.entries<any>(document.paths)) {
    for (const [method, operation] of Object.entries<any>(item)) {
      const [there, at] = places[operation.operationId] ?? [method, path]
      const renamed = at.replace(/\{(\w+)\}/g, (_, name) => `{${names[name] ?? name}}`)
      ;(paths[renamed] ??= {})[there.toLowerCase()] = renamedIn({ ...operation, operationId: `x${operation.operationId}` }, names)
    }
  }
  document.paths = paths
  for (const schema of Object.values<any>(document.components.schemas)) renamedIn(schema, names)
  change?.(document)
  return document
}

function renamedIn (value: any, names: Readonly<Record<string, string>>): any {
  if (Array.isArray(value)) return value.map(it => renamedIn(it, names))
  if (typeof value !== 'object' || value === null) return value
  const { properties } = value
  if (properties) value.properties = Object.fromEntries(Object.entries(properties).map(([name, it]) => [names[name] ?? name, it]))
  if (Array.isArray(value.required)) value.required = value.required.map((name: string) => names[name] ?? name)
  if (typeof value.in === 'string' && typeof value.name === 'string') value.name = names[value.name] ?? value.name
  delete value.examples
  delete value.example
  for (const it of Object.values(value)) renamedIn(it, names)
  return value
}
