import type { OpenAPIV3 } from 'openapi-types'

type Reply = OpenAPIV3.ResponseObject | OpenAPIV3.ReferenceObject

type Replies = NonNullable<OpenAPIV3.ComponentsObject['responses']>

/** What any operation answers in a sandbox that is in trouble, whatever the API: the names of those replies, by their status. */
const names: Readonly<Record<string, string>> = { 503: 'SandboxUnavailable', 507: 'SandboxFull' }

export const isOfTrouble = (status: string): boolean => status in names

/** A copy of `paths` in which such replies are referred to, and those. One that is not as most of its status stays where it is. */
export function shareTrouble (paths: OpenAPIV3.PathsObject): { paths: OpenAPIV3.PathsObject, responses: Replies } {
  const usual: Readonly<Record<string, string>> = Object.fromEntries(Object.keys(names).flatMap(status => {
    const most = mostOften(operationsIn(paths).flatMap(({ responses }) => responses[status] ?? []))
    return most === undefined ? [] : [[status, most]]
  }))
  const shared = (status: string, reply: Reply): Reply =>
    isOfTrouble(status) && JSON.stringify(reply) === usual[status] ? { $ref: `#/components/responses/${names[status]!}` } : reply
  const operation = (it: OpenAPIV3.OperationObject): OpenAPIV3.OperationObject => ({
    ...it, responses: Object.fromEntries(Object.entries(it.responses).map(([status, reply]) => [status, shared(status, reply)]))
  })
  return {
    paths: Object.fromEntries(Object.entries(paths).map(([path, item]) =>
      [path, Object.fromEntries(Object.entries(item as object).map(([method, it]) => [method, operation(it)]))])),
    responses: Object.fromEntries(Object.entries(usual).map(([status, reply]) => [names[status]!, JSON.parse(reply)]))
  }
}

const operationsIn = (paths: OpenAPIV3.PathsObject): OpenAPIV3.OperationObject[] =>
  Object.values(paths).flatMap(item => Object.values(item ?? {}) as OpenAPIV3.OperationObject[])

function mostOften (replies: readonly Reply[]): string | undefined {
  const counts = new Map<string, number>()
  for (const reply of replies) {
    const text = JSON.stringify(reply)
    counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0]
}
