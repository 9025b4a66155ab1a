import { BadInput } from '../core/errors.ts'
import type { PlainSchema } from '../core/plain-schema.ts'
import type { Method } from '../library/ask.ts'

/** What an assistant can have done. */
export interface Tool {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly arguments: Readonly<Record<string, PlainSchema>>
  readonly required: readonly string[]
  /** How a sentence has it, such as `POST /__admin/clock/advance`, with a group for the id of a sandbox; a request elsewhere has none. */
  readonly request?: RegExp
  /** Whether its answers say in sentences what to ask next; those that repeat what was sent and answered stay to the letter. */
  readonly advises: boolean
  /** Whether it changes nothing, and whether it takes away what was there. */
  readonly reads: boolean
  readonly destroys: boolean
  /** Answers a text. Throws BadInput for arguments that are wrong, SandboxError for what the sandbox refuses. */
  call (given: Given, place: Place, signal: AbortSignal): Promise<string>
}

/** Arguments as they came: nobody has looked at their types. */
export type Given = Readonly<Record<string, unknown>>

/** The server that is spoken to, and whether one sandbox of it is all that may be reached. */
export interface Place {
  readonly server: string
  /** The path of the one sandbox, such as `/sandboxes/mine`; undefined where all may be reached. */
  readonly confinedTo: string | undefined
  /** Sends to the sandbox's own API of a sandbox, with what that asks for. */
  ask (prefix: string, method: Method, path: string, body?: object): Promise<unknown>
}

/** Which sandbox is meant, where there is a choice. */
export const sandboxArgument = {
  sandbox: { type: 'string', description: 'Id of the sandbox that is meant; the default one, if left out' }
} as const

/** The path below which the sandbox is that is meant. Throws BadInput. */
export function prefixOf ({ sandbox }: Given, { confinedTo }: Place): string {
  if (confinedTo !== undefined) return confinedTo
  if (sandbox === '') {
    throw new BadInput('sandbox is "", which names none. Give an id that list_sandboxes has, or leave it out for the default one.')
  }
  return sandbox === undefined ? '' : `/sandboxes/${encodeURIComponent(String(sandbox))}`
}
