import { BadInput } from '../core/errors.ts'
import type { Fault, FaultSpec } from '../library/types.ts'
import { controlsOf, numberOf, print, type RemoteFlags } from './remote.ts'

export interface FaultFlags extends RemoteFlags {
  readonly service?: string
  readonly operation?: string
  readonly caller?: string
  readonly status?: string
  readonly retryAfter?: string
  readonly delay?: string
  readonly wire?: string
  readonly body?: string
  readonly probability?: string
  readonly times?: string
}

export async function listFaults (flags: RemoteFlags): Promise<void> {
  const faults = await (await controlsOf(flags)).faults.list()
  print(flags, faults, faults.map(lineOf))
}

/** From now on requests that match are answered as the flags say. */
export async function addFault (flags: FaultFlags): Promise<void> {
  const fault = await (await controlsOf(flags)).faults.add(faultOf(flags))
  print(flags, fault, lineOf(fault))
}

export async function removeFault (id: string, flags: RemoteFlags): Promise<void> {
  await (await controlsOf(flags)).faults.remove(id)
  print(flags, { id }, `removed ${id}`)
}

export async function clearFaults (flags: RemoteFlags): Promise<void> {
  await (await controlsOf(flags)).faults.clear()
  print(flags, null, 'No fault is left.')
}

const matchers = ['service', 'operation', 'caller'] as const

function faultOf (flags: FaultFlags): FaultSpec {
  const match = Object.fromEntries(matchers.flatMap(name => flags[name] === undefined ? [] : [[name, flags[name]]]))
  return {
    ...(Object.keys(match).length > 0 && { match }),
    ...(flags.probability !== undefined && { probability: numberOf('probability', flags.probability) }),
    ...(flags.times !== undefined && { times: numberOf('times', flags.times) }),
    effect: effectOf(flags)
  } as FaultSpec
}

function effectOf ({ status, retryAfter, delay, wire, body }: FaultFlags): object {
  if ([status, delay, wire, body].filter(it => it !== undefined).length !== 1) {
    throw new BadInput('Give exactly one effect: --status 503, --delay 2000 (milliseconds), --wire CONNECTION_RESET_BY_PEER or ' +
      `--body '${rewriting}'.`)
  }
  if (body !== undefined) return { body: rewritingIn(body) }
  if (status !== undefined) {
    return { status: numberOf('status', status), ...(retryAfter !== undefined && { retryAfter: numberOf('retry-after', retryAfter) }) }
  }
  return delay !== undefined ? { delayMs: numberOf('delay', delay) } : { wire }
}

const rewriting = '{"remove":["gender"]}'

/** What is said of it otherwise, as a name that a rewriting does not have, the server says. */
function rewritingIn (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new BadInput(`--body: ${JSON.stringify(text)} is not JSON: ${(error as Error).message}. Use '${rewriting}'.`)
  }
}

const lineOf = ({ id, match, effect }: Fault): string => `${id}  ${JSON.stringify(match ?? {})}  ${JSON.stringify(effect)}`
