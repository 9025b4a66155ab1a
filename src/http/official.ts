import type { IncomingMessage } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { TSchema } from '@sinclair/typebox'
import type { Failure } from '../core/errors.ts'
import type { SchemaFault } from '../core/schema.ts'
import type { Caller, OfficialNames, Remark } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Answer, ListText } from './answer.ts'
import type { Context } from './context.ts'
import type { Call } from './operation.ts'
import type { Service } from './service.ts'

/** What an adopted contract makes of one request. Everything between its edges has the sandbox's own names. */
export interface Official {
  readonly service: Service
  /** As it was sent: the route may take another. */
  readonly method: string
  /** Where the sandbox itself has what is asked for, after its sandbox's prefix. */
  readonly path: string
  /** The shape of a body as the contract has it; undefined for none. */
  bodyShape (): TSchema | undefined
  /** Why it is not served at all. */
  readonly refusal?: Failure
  readonly names?: OfficialNames
  /** Whether its body is in the contract's shape, and not in ours. */
  readonly isTranslated: boolean
  /** What is told of what stands in its address. */
  readonly remarks: readonly Remark[]
  /** Holds what stands in its address to the contract. Throws Failure. */
  checkAddress (): void
  /** A body in the contract's shape, with the sandbox's own names. Throws Failure. */
  readBody (request: FastifyRequest): unknown
  /** A body that the contract takes as the sandbox can work with it, and what is wrong with it all the same. */
  fit (request: FastifyRequest, schema: TSchema): { readonly value: unknown, readonly faults: readonly SchemaFault[] }
  /** Before it is performed, in the same transaction. Throws Failure. */
  admit (sandbox: Sandbox, caller: Caller | undefined): void
  /** Serves what the sandbox has no operation for. */
  serve? (context: Context, call: Call): Answer
  /** After it was performed, in the same transaction. */
  performed (sandbox: Sandbox, caller: Caller | undefined, call: Call, value: unknown): void
  /** What an operation answered, with the contract's names; undefined where that is to be made of the text that goes out. */
  success? (request: FastifyRequest, value: unknown): unknown
  /** The same of JSON with a list in it, whose items get their names when their turn comes; undefined where it goes out as it is. */
  list? (request: FastifyRequest, list: ListText): ListText | undefined
  /** Where a path of the sandbox is to be asked for, as links in replies name it. */
  linkTo? (path: string): string
  /** What goes out, with the contract's names. */
  reply (request: FastifyRequest, reply: FastifyReply, payload: unknown): unknown
}

interface Marked extends IncomingMessage { official?: Official }

/** Nothing where the request is under no contract, as most are. */
export const officialOf = ({ raw }: Pick<FastifyRequest, 'raw'>): Official | undefined => (raw as Marked).official

export const markOfficial = (raw: IncomingMessage, official: Official): void => { (raw as Marked).official = official }
