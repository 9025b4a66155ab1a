import { lookup } from 'node:dns'
import { request as requestHttp, type IncomingMessage } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { mayCall, notCalled, plainName, type WebhookHosts } from '../sandbox/webhook-hosts.ts'

/** How names are looked up, for who has others. */
export type Resolve = (
  name: string, options: { all: true }, tell: (error: Error | null, found: Array<{ address: string, family: number }>) => void
) => void

export interface Posting {
  readonly method: string
  readonly url: string
  readonly body: string
  readonly hosts: WebhookHosts
  readonly signal: AbortSignal
  readonly resolve?: Resolve
}

/** Nobody reads what is answered; whoever sends no end of it is cut off. */
const mostBytes = 64 * 1024

/**
 * Sends JSON to an address and answers the status. No redirect is followed. What a name leads to is looked at when it is called, so no
 * name can lead elsewhere than it did when it was allowed. Throws where nothing answers, or where it may not be called.
 */
export async function post ({ method, url: text, body, hosts, signal, resolve = lookup }: Posting): Promise<number> {
  const url = new URL(text)
  const name = plainName(url.hostname)
  if (!/^https?:$/.test(url.protocol)) throw new Error(`${url.protocol} is neither http: nor https:`)
  if (isIP(name) !== 0 && !mayCall(hosts, name, name)) throw new Error(notCalled(name))
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
  const options = { method, headers, signal, agent: false, lookup: lookingUp(hosts, resolve) }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    send(url, options, resolve).on('error', reject).end(body)
  })
  await readOn(response)
  return response.statusCode!
}

async function readOn (response: IncomingMessage): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length
      if (bytes > mostBytes) break
    }
  } catch {
    // What it came to is in the head.
  }
}

/** Looks a name up, and answers of its addresses those that may be called. */
export const lookingUp = (hosts: WebhookHosts, resolve: Resolve): LookupFunction => (name, options, tell) => {
  resolve(name, { ...options, all: true }, (error, found) => {
    if (error) return tell(error, '')
    const allowed = found.filter(({ address }) => mayCall(hosts, name, address))
    const [first] = allowed
    if (!first) return tell(new Error(notCalled(plainName(name), found[0]?.address)), '')
    if (options.all) tell(null, allowed)
    else tell(null, first.address, first.family)
  })
}
