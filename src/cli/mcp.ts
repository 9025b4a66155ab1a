import { adminOperations } from '../app.ts'
import { version } from '../admin/version.ts'
import { askBy, SandboxError } from '../library/ask.ts'
import { placeOf } from '../library/connect.ts'
import { serverAt } from '../library/server-at.ts'
import { startSandbox } from '../library/start.ts'
import { NoSandboxThere } from '../library/stranger.ts'
import { callTool } from '../mcp/call.ts'
import { wrongWith } from '../mcp/malformed.ts'
import type { Place } from '../mcp/tool.ts'
import { toolsOf } from '../mcp/tools.ts'
import { controlsOf, type RemoteFlags } from './remote.ts'

/**
 * Speaks the Model Context Protocol to an assistant until that ends it: to the server that is named, or, where none is named and none
 * answers at the usual address, to one of its own.
 */
export async function speakToAssistant (flags: RemoteFlags, isNamed: boolean): Promise<void> {
  // The standard output is the protocol's alone.
  console.log = console.error
  if (isNamed) await refuseStranger(flags)
  const own = isNamed || await answers(flags.url) ? undefined : await startSandbox({ port: 0, logLevel: 'silent' })
  const url = own?.url ?? flags.url
  const place = placeAt(url, own ? undefined : flags.adminToken)
  const tools = toolsOf(adminOperations(), place.confinedTo !== undefined)
  const { speakOverStdio } = await import('../mcp/protocol.ts')
  await speakOverStdio({
    version: version(),
    instructions: `${about} ${whereIs(url, place, own !== undefined)}`,
    tools,
    wrongWith,
    call: (name, given, signal) => callTool(tools, name, given, place, signal)
  })
  await own?.close()
}

const about = 'tms-sandbox stands in for the New Zealand government and vendor APIs that a training management system talks to. ' +
  'Begin with list_apis, which has paths, credentials and first calls; send_request sends what a client would; when it is refused, ' +
  'explain_request says by which rules, with which values, and what would pass.'

const whereIs = (url: string, { confinedTo }: Place, isOwn: boolean): string => isOwn
  ? `The sandbox was started for this conversation, listens at ${url}, and is gone with it.`
  : `The sandbox runs at ${url}${confinedTo === undefined ? '.' : ', and no other of that server can be reached.'}`

/** Each sandbox's own API is asked with the token, and the emulated ones are not. */
export function placeAt (url: string, adminToken: string | undefined): Place {
  const { server: address, prefix } = placeOf(url)
  const server = serverAt(address, adminToken)
  return {
    server: address,
    confinedTo: prefix === '' ? undefined : prefix,
    ask: (under, method, path, body) => askBy(server.sendUnder(under))(method, path, body)
  }
}

/** In seconds: an assistant does not wait much longer for the program. */
const toStart = 10

/** A server that does not run, or asks for a token, is no reason to end, as each tool says so; an address where no sandbox will be is. */
async function refuseStranger (flags: RemoteFlags): Promise<void> {
  try {
    await controlsOf(flags, toStart)
  } catch (error) {
    if (error instanceof NoSandboxThere || !(error instanceof SandboxError)) throw error
  }
}

async function answers (url: string): Promise<boolean> {
  try {
    await serverAt(placeOf(url).server, undefined, toStart).sendUnder('')('GET', '')
    return true
  } catch (error) {
    if (error instanceof SandboxError) return false
    throw error
  }
}
