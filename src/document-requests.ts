import type { Place } from './http/openapi-examples.ts'
import type { Service } from './http/service.ts'
import type { Sandbox } from './sandbox/sandbox.ts'

/** What the page of the documentation suggests to authorise with. */
export function credentialsOf ({ security, credentials }: Service, sandbox: Sandbox): Record<string, string> {
  const [first] = credentials?.(sandbox) ?? []
  if (!first || security?.scheme.type !== 'http') return {}
  const isBasic = security.scheme.scheme === 'basic'
  const value = isBasic ? Buffer.from(first.value.replace(' / ', ':')).toString('base64') : first.value
  return { authorization: `${isBasic ? 'Basic' : 'Bearer'} ${value}` }
}

/** The example of an operation, as a document has it, as a request. */
export function requestOf (
  { mount }: Service, { path, method, described }: Place, credentials: Record<string, string>, otherBody?: unknown
) {
  const { parameters = [], requestBody } = described as any
  const given = (place: string): Array<[string, string]> => parameters
    .filter((it: any) => it.in === place && it.examples)
    .map(({ name, examples }: any) => [name, String(Object.values<any>(examples)[0].value)])
  const url = given('path').reduce((url, [name, value]) => url.replace(`{${name}}`, encodeURIComponent(value)), mount + path)
  const query = new URLSearchParams(given('query')).toString()
  const [type, content] = Object.entries<any>(requestBody?.content ?? {})[0] ?? []
  const body = otherBody ?? (content?.examples && Object.values<any>(content.examples)[0].value)
  return {
    method: method.toUpperCase() as 'GET',
    url: query ? `${url}?${query}` : url,
    headers: { ...credentials, ...Object.fromEntries(given('header')), ...(body !== undefined && { 'content-type': type! }) },
    ...(body !== undefined && { payload: /json$/.test(type!) ? JSON.stringify(body) : new URLSearchParams(body).toString() })
  }
}
