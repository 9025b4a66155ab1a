import { isBytes, SandboxError, type Send } from './ask.ts'
import { controlsOf, type Server } from './asking.ts'
import type { Controls } from './controls.ts'

export interface ConnectOptions {
  /** What the sandbox's own API asks for where the server listens beyond loopback. */
  adminToken?: string
}

/**
 * The controls of a sandbox that runs somewhere: `http://localhost:4010`, or `http://localhost:4010/sandboxes/mine` for one of several.
 * Throws SandboxError where none answers there.
 */
export async function connect (url: string, { adminToken }: ConnectOptions = {}): Promise<Controls> {
  const [, server, prefix = ''] = /^(.*?)(\/sandboxes\/[^/]+)?\/*$/.exec(url)!
  const controls = controlsOf(serverAt(server!, adminToken), prefix)
  await controls.health()
  return controls
}

const serverAt = (url: string, adminToken: string | undefined): Server => ({
  url,
  sendUnder: (prefix): Send => async (method, path, body) => {
    const reply = await fetch(`${url}${prefix}/__admin${path}`, {
      method,
      headers: {
        ...(body && { 'content-type': isBytes(body) ? 'application/octet-stream' : 'application/json' }),
        ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` })
      },
      ...(body && { body: isBytes(body) ? body : JSON.stringify(body), duplex: 'half' })
    }).catch((error: Error) => {
      throw new SandboxError(`Nothing answers at ${url} (${reasonOf(error)}). Start it there with tms-sandbox start, or give its URL.`, 0)
    })
    return { status: reply.status, bytes: new Uint8Array(await reply.arrayBuffer()) }
  }
})

function reasonOf ({ message, cause }: Error): string {
  const { code, message: reason } = (cause ?? {}) as { code?: string, message?: string }
  return code ?? reason ?? message
}
