import { controlsOf } from './asking.ts'
import { checkAddress, checkOptions } from './connect-options.ts'
import type { Controls } from './controls.ts'
import { serverAt } from './server-at.ts'
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
  return await reach(url, options.adminToken)
}

/** The same, of an address that was looked at; a server that is there has so many seconds to answer whatever it is asked. */
export async function reach (url: string, adminToken: string | undefined, seconds?: number): Promise<Controls> {
  const { server, prefix } = placeOf(url)
  const controls = controlsOf(serverAt(server, adminToken, seconds), prefix)
  if (!isIndex(await controls.health().catch((error: unknown) => { throw toldWhere(server, error) }))) throw stranger(server, 200)
  return controls
}

/** The address of a server, and the path of a sandbox of it, which is empty for the default one. */
export function placeOf (url: string): { server: string, prefix: string } {
  const [, server, prefix = ''] = /^(.*?)(\/sandboxes\/[^/]+)?\/*$/.exec(url)!
  return { server: server!, prefix }
}
