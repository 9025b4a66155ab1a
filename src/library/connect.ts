import { read, SandboxError } from './ask.ts'
import { controlsOf, type Controls, type Server } from './controls.ts'

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
  askUnder: (prefix) => async <Reply>(method: string, path: string, body?: unknown) => {
    const asked = `${url}${prefix}/__admin${path}`
    const reply = await fetch(asked, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(adminToken !== undefined && { authorization: `Bearer ${adminToken}` })
      },
      ...(body !== undefined && { body: JSON.stringify(body) })
    }).catch((error: Error) => {
      throw new SandboxError(`Nothing answers at ${url} (${reasonOf(error)}). Start it there with tms-sandbox start, or give its URL.`, 0)
    })
    return read(`${method} ${asked}`, { status: reply.status, text: await reply.text() }) as Reply
  }
})

const reasonOf = ({ message, cause }: Error): string => (cause as { code?: string } | undefined)?.code ?? message
