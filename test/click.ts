import { readFileSync } from 'node:fs'
import { documented } from './harness.ts'

/** Requests of the page of the documentation, at the first click. */

/** The documents as they are on file, which are those of the fixture demo on the day of the tests. */
export const documentsOnFile = (): any[] =>
  documented().map(({ name }) => JSON.parse(readFileSync(new URL(`../openapi/${name}.json`, import.meta.url), 'utf8')))

/** What the page suggests to authorise with, by the document; an account of Education Sector Logon and its secret are in the README. */
const account = { authorization: `Basic ${Buffer.from('demo-tms:demo-secret').toString('base64')}` }

export interface Sent { method: string, url: string, headers: Record<string, string>, payload?: string | Buffer }

/** A request as Swagger UI makes it of the values that stand there; a text says what keeps the page from sending any. */
export function click (document: any, path: string, method: string, operation: any, file: Buffer): Sent | string {
  const headers: Record<string, string> = { ...credentials(document, operation) }
  let url = path
  const query = new URLSearchParams()
  for (const parameter of operation.parameters ?? []) {
    const value = exampleOf(parameter) ?? parameter.schema.example
    if ((value === undefined || value === '') && parameter.required) return `${parameter.name} has no example that the page would send`
    if (value === undefined) continue
    if (parameter.in === 'path') url = url.replace(`{${parameter.name}}`, encodeURIComponent(value))
    if (parameter.in === 'query') query.append(parameter.name, value)
    if (parameter.in === 'header') headers[parameter.name] = String(value)
  }
  const base = new URL(document.servers[0].url, 'http://localhost').pathname.replace(/\/$/, '')
  const sent: Sent = { method: method.toUpperCase(), url: `${base}${url}${query.size > 0 ? `?${query}` : ''}`, headers }
  if (!operation.requestBody) return sent
  const [type, content] = Object.entries<any>(operation.requestBody.content)[0]!
  headers['content-type'] = type
  if (type === 'application/x-www-form-urlencoded') return { ...sent, payload: formOf(document, content.schema) }
  // A file is chosen, and not written.
  if (type === 'application/octet-stream') return { ...sent, payload: file }
  const body = exampleOf(content)
  return body === undefined ? 'the body has no example' : { ...sent, payload: JSON.stringify(body) }
}

export const exampleOf = ({ example, examples }: any): any => examples ? Object.values<any>(examples)[0].value : example

/** A form is shown field by field. */
function formOf (document: any, schema: any): string {
  const { properties = {} } = schema.$ref ? document.components.schemas[schema.$ref.split('/').at(-1)] : schema
  const fields = Object.entries<any>(properties).filter(([, it]) => it.example !== undefined)
  return new URLSearchParams(fields.map(([name, it]) => [name, String(it.example)] as const) as Array<[string, string]>).toString()
}

function credentials (document: any, operation: any): Record<string, string> {
  const [required = {}] = operation.security ?? document.security ?? []
  const scheme = document.components.securitySchemes?.[Object.keys(required)[0] ?? '']
  if (!scheme) return {}
  if (scheme.scheme === 'basic') return account
  const suggested = /demo-[\w-]+/.exec(scheme.description)
  return suggested ? { authorization: `Bearer ${suggested[0]}` } : {}
}
