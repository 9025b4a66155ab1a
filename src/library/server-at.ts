import { BadInput } from '../core/errors.ts'
import { headerText } from '../core/option.ts'
import { plural } from '../core/words.ts'
import { isBytes, SandboxError, type Send } from './ask.ts'
import type { Server } from './asking.ts'

/** What is asked is answered at once; what is done may take long, such as to move a clock by years. In seconds; fetch() gives up at 300. */
const [toAsk, toDo] = [30, 240]

/**
 * Throws SandboxError where none answers in time, BadInput where its certificate is not trusted, or the token is none: each when it is
 * asked.
 */
export const serverAt = (url: string, adminToken: string | undefined, seconds?: number): Server => ({
  url,
  isClosed: () => false,
  sendUnder: (prefix): Send => async (method, path, body) => {
    if (adminToken) checkToken(adminToken)
    const limit = seconds ?? (method === 'GET' ? toAsk : toDo)
    const headers = {
      ...(body && { 'content-type': isBytes(body) ? 'application/octet-stream' : 'application/json' }),
      ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` })
    }
    const sent = { method, headers, ...(body && { body: isBytes(body) ? body : JSON.stringify(body), duplex: 'half' }) }
    try {
      const reply = await begun(`${url}${prefix}/__admin${path}`, sent, limit)
      return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) }
    } catch (error) {
      throw unanswered(url, limit, error as Error)
    }
  }
})

/** An answer that has begun, however long it is. */
async function begun (url: string, request: object, seconds: number): Promise<Response> {
  const late = new AbortController()
  const timer = setTimeout(() => { late.abort(new Late('late')) }, seconds * 1000)
  return await fetch(url, { ...request, signal: late.signal }).finally(() => { clearTimeout(timer) })
}

class Late extends Error {}

function unanswered (url: string, seconds: number, error: Error): Error {
  const reason = reasonOf(error)
  const mistrust = mistrustOf(url, reason)
  if (mistrust !== undefined) return new BadInput(mistrust)
  return new SandboxError(error instanceof Late
    ? `What listens at ${url} has not answered within ${plural(seconds, 'second')}. Check the host and the port; if it is a tms-sandbox, ` +
      'see what it prints, and start it again.'
    : `Nothing answers at ${url} (${reason}). Start it there with tms-sandbox start, or give its URL.`, 0)
}

/** No request can have just any; no server has one that `--admin-token` refuses. Throws BadInput. */
function checkToken (token: string): void {
  try {
    headerText(token)
  } catch (error) {
    throw new BadInput(`The admin token cannot be the server's: ${(error as Error).message}.`)
  }
}

/** What is wrong where a server answers, and no key could be agreed on with it: to try again would be of no use. */
function mistrustOf (url: string, code: string): string | undefined {
  if (/^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG)$/.test(code)) {
    return `What answers at ${url} speaks no https (${code}). Begin its URL with http://.`
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `The certificate of the server at ${url} is for another name (${code}). Ask for one that it has, such as localhost.`
  }
  if (!/CERT|SIGNATURE|ISSUER/.test(code)) return undefined
  return `The certificate of the server at ${url} is not trusted (${code}). ` +
    'Name its file, or that of its authority, in NODE_EXTRA_CA_CERTS.'
}

function reasonOf ({ message, cause }: Error): string {
  const { code, message: reason } = (cause ?? {}) as { code?: string, message?: string }
  return code ?? reason ?? message
}
