import { at } from './address.ts'
import { ask } from './ask.ts'
import type { Sent } from './replies.ts'

/** What came back for a request to an emulated API. */
export interface Received {
  readonly status: number
  readonly statusText: string
  readonly text: string
  /** By which the journal has it. */
  readonly id: string
}

/** Sends a request to an emulated API, as a program would. */
export async function sendToApi ({ method, path, headers, body }: Sent, to: (path: string) => URL = at): Promise<Received> {
  const hasBody = body !== undefined && method !== 'GET' && method !== 'HEAD'
  const response = await fetch(to(path), {
    method,
    credentials: 'omit',
    headers: { ...typeof body === 'object' && { 'Content-Type': 'application/json' }, ...headers },
    ...hasBody && { body: typeof body === 'string' ? body : JSON.stringify(body) }
  })
  return {
    status: response.status,
    statusText: response.statusText,
    text: inLines(await response.text()),
    id: response.headers.get('Sandbox-Request-Id') ?? await latestId()
  }
}

/** A sandbox that answers as the real APIs do, header for header, does not say it. */
const latestId = async (): Promise<string> => (await ask<{ id: string }>('GET', '/requests/last')).id

/** JSON, with a line for each member. */
export function inLines (text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}

/** How a credential goes into the header Authorization. */
export const authorizationOf = ({ kind, value }: { readonly kind: string, readonly value: string }): string =>
  value.includes(' / ') && /account|password/.test(kind) ? `Basic ${btoa(value.replace(' / ', ':'))}` : `Bearer ${value}`
