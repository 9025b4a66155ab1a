import { signal } from '@preact/signals'
import { at, server } from './address.ts'

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

/** It is shown from the next request on; who waits for one goes on waiting. */
export const keepToken = (token: string): void => sessionStorage.setItem(storedAs, token)

export function useToken (token: string): void {
  keepToken(token)
  tokenWanted.value = undefined
  giveToken = undefined
  given()
}

/** As the server draws codes; one stands in the place of the token. */
const codePattern = /^[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}$/

/** A code as somebody wrote it; undefined for what is none. */
export function readCode (text: string): string | undefined {
  const written = text.toUpperCase().replace(/[\s-]/g, '')
  const code = `${written.slice(0, 4)}-${written.slice(4)}`
  return codePattern.test(code) ? code : undefined
}

/** Whether it is a trainee that sits here, with the code of a seat. */
export const isTrainee = (): boolean => codePattern.test(sessionStorage.getItem(storedAs) ?? '')

export function leaveSeat (why = ''): void {
  sessionStorage.removeItem(storedAs)
  location.href = new URL(`#/seat${why && `/${why}`}`, server).href
}

/** Several requests may be waiting for the same token. */
function waitForToken (): Promise<void> {
  if (isTrainee()) leaveSeat('over')
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
  if (!response.ok) {
    const message = await messageOf(response)
    if (isTrainee() && message.startsWith('No sandbox')) leaveSeat('over')
    throw new Refused(response.status, message)
  }
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
