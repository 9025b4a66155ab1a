import type { OpenAPIV3 } from 'openapi-types'
import { isOfTrouble } from './openapi-trouble.ts'
import type { Operation } from './operation.ts'
import type { Service } from './service.ts'

type Headers = Record<string, OpenAPIV3.HeaderObject>

const text = { type: 'string' } as const

/** Headers of replies, but those that every server sends. What the sandbox adds goes where `--wire-exact` is on. */
export const headers: Headers = {
  Allow: { description: 'The methods that would do', required: true, schema: text },
  'Cache-Control': { description: 'no-store: nobody is to keep a token', schema: text },
  'Retry-After': { description: 'How many seconds to wait', required: true, schema: { type: 'integer', minimum: 1 } },
  'Sandbox-Dry-Run': { description: '1, if nothing of it was kept, as the request asked', schema: { type: 'string', enum: ['1'] } },
  'Sandbox-Fault': { description: 'The fault or the scenario that a tester asked for and that struck the request', schema: text },
  'Sandbox-Request-Id': { description: 'The request in the journal: GET /__admin/requests/{id}/explain says why', schema: text },
  'Sandbox-Rules': { description: 'Ids of the rules that are broken', schema: text },
  'Sandbox-Warnings': { description: 'Ids of the rules that warn, and what was ignored or read as something else', schema: text },
  'WWW-Authenticate': { description: 'How a caller shows who it is', required: true, schema: text }
}

/** Those of a reply, as references but for what it may come without. */
export function headersOf (
  status: number, service: Service, operation: Operation
): Record<string, OpenAPIV3.ReferenceObject | OpenAPIV3.HeaderObject> {
  // What leads to no operation always is; and what a sandbox in trouble answers is the same for every operation.
  const isJournalled = isOfTrouble(String(status)) || (operation.isJournalled ?? service.isJournalled ?? true)
  const names = [
    ...status === 401 ? ['WWW-Authenticate'] : [],
    ...status === 405 ? ['Allow'] : [],
    ...status === 429 ? ['Retry-After'] : [],
    ...operation.isNotKept ? ['Cache-Control'] : [],
    ...isJournalled || status === 405 ? ['Sandbox-Request-Id', 'Sandbox-Dry-Run', 'Sandbox-Fault'] : [],
    ...isJournalled && status >= 400 ? ['Sandbox-Rules'] : [],
    'Sandbox-Warnings'
  ]
  return {
    ...status === 503 && { 'Retry-After': { ...headers['Retry-After'], required: false } },
    ...Object.fromEntries(names.map(name => [name, { $ref: `#/components/headers/${name}` }]))
  }
}
