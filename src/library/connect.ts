import { BadInput } from '../core/errors.ts'
import { headerText } from '../core/option.ts'
import { isBytes, SandboxError, type Send } from './ask.ts'
import { controlsOf, type Server } from './asking.ts'
import { checkAddress, checkOptions } from './connect-options.ts'
import type { Controls } from './controls.ts'
import { isIndex, stranger, toldWhere } from './stranger.ts'

/** What a server has to be told. */
export interface ConnectOptions {
  /** What the sandbox's own API asks for where the server listens beyond loopback. */
  adminToken?: string
}

/**
 * The controls of a sandbox that runs somewhere: `http://localhost:4010`, or `http://localhost:4010/sandboxes/mine` for one of several.
 * Throws SandboxError where none answers there, BadInput where its certificate is not trusted, or what is given is no address.
 */
export async function connect (url: string, options: ConnectOptions = {}): Promise<Controls> {
  checkAddress(url)
  checkOptions(options)
  const { server, prefix } = placeOf(url)
  const controls = controlsOf(serverAt(server, options.adminToken), prefix)
  if (!isIndex(await controls.health().catch((error: unknown) => { throw toldWhere(server, error) }))) throw stranger(server, 200)
  return controls
}

/** The address of a server, and the path of a sandbox of it, which is empty for the default one. */
export function placeOf (url: string): { server: string, prefix: string } {
  const [, server, prefix = ''] = /^(.*?)(\/sandboxes\/[^/]+)?\/*$/.exec(url)!
  return { server: server!, prefix }
}

/** Throws SandboxError where none answers, BadInput where its certificate is not trusted, or the token is none: each when it is asked. */
export const serverAt = (url: string, adminToken: string | undefined): Server => ({
  url,
  isClosed: () => false,
  sendUnder: (prefix): Send => async (method, path, body) => {
    if (adminToken) checkToken(adminToken)
    const reply = await fetch(`${url}${prefix}/__admin${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': isBytes(body) ? 'application/octet-stream' : 'application/json' }),
        ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` })
      },
      ...(body && { body: isBytes(body) ? body : JSON.stringify(body), duplex: 'half' })
    }).catch((error: Error) => {
      const mistrust = mistrustOf(url, reasonOf(error))
      if (mistrust !== undefined) throw new BadInput(mistrust)
      throw new SandboxError(`Nothing answers at ${url} (${reasonOf(error)}). Start it there with tms-sandbox start, or give its URL.`, 0)
    })
    return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) }
  }
})

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
