import { signal } from '@preact/signals'
import { at } from './address.ts'

/** Asks the sandbox's own API, with its token where it wants one. */

const storedAs = 'tms-sandbox admin token'

/** Whether somebody has to give the token, and what was wrong with the last one. */
export const tokenWanted = signal<{ wasWrong: boolean } | undefined>(undefined)

let giveToken: Promise<void> | undefined
let given: () => void = () => {}

/** As the answer says it: what is wrong, and what to do. */
export class Refused extends Error {
  readonly status: number

  constructor (status: number, message: string) {
    super(message)
    this.status = status
  }
}

export function useToken (token: string): void {
  sessionStorage.setItem(storedAs, token)
  tokenWanted.value = undefined
  giveToken = undefined
  given()
}

/** Several requests may be waiting for the same token. */
function waitForToken (): Promise<void> {
  giveToken ??= new Promise(resolve => {
    given = resolve
    tokenWanted.value = { wasWrong: sessionStorage.getItem(storedAs) !== null }
  })
  return giveToken
}

/** What shows the token, where one was given. */
export function tokenHeader (): Record<string, string> {
  const token = sessionStorage.getItem(storedAs)
  return token === null ? {} : { Authorization: `Bearer ${token}` }
}

/** A request to the sandbox's own API; asks for the token where it is missing or wrong. Throws Refused. */
export async function send (path: string, init: RequestInit = {}): Promise<Response> {
  const token = sessionStorage.getItem(storedAs)
  const headers = { ...init.headers as Record<string, string>, ...tokenHeader() }
  const response = await fetch(at(`__admin${path}`), { ...init, headers })
  if (response.status === 401) {
    // Another request may have got the right one meanwhile.
    if (sessionStorage.getItem(storedAs) === token) await waitForToken()
    return await send(path, init)
  }
  if (!response.ok) throw new Refused(response.status, await messageOf(response))
  return response
}

async function messageOf (response: Response): Promise<string> {
  const text = await response.text()
  try {
    return (JSON.parse(text) as { detail: string }).detail
  } catch {
    return text === '' ? `It was answered ${response.status}.` : text
  }
}

/** What is answered as JSON; undefined for nothing. Throws Refused. */
export async function ask<Reply> (method: string, path: string, body?: object, init: RequestInit = {}): Promise<Reply> {
  const response = await send(path, {
    ...init, method, ...body && { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }
  })
  return response.status === 204 ? undefined as Reply : await response.json() as Reply
}
