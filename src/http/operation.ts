import type { IncomingHttpHeaders } from 'node:http'
import type { Static, TObject, TSchema } from '@sinclair/typebox'
import type { OperationText } from '../core/operation.ts'
import type { Ask } from '../core/reading.ts'
import type { Rule } from '../core/rule.ts'
import type { Caller } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { MediaType } from './bodies.ts'
import type { Context } from './context.ts'
import type { Official } from './official.ts'
import type { ExampleScene, OperationExample } from './operation-example.ts'

/** The wire shapes of an operation. */
export interface Wire {
  params?: TObject
  querystring?: TObject
  body?: TSchema
  /** By status. */
  response: Record<number, TSchema>
}

type Shape<Schema> = Schema extends TSchema ? Static<Schema> : unknown

/** A request as an operation sees it: its shapes were checked. */
export interface Call<Shapes extends Wire = Wire> {
  readonly method: string
  /** The path that was asked for, without its query. */
  readonly path: string
  readonly params: Shape<Shapes['params']>
  readonly query: Shape<Shapes['querystring']>
  readonly body: Shape<Shapes['body']>
  readonly headers: IncomingHttpHeaders
  /** What a contract makes of it. */
  readonly official?: Official
  /** What `setAside` took out of the body. */
  readonly aside?: unknown
}

/** A body without what is not to be looked at further, and what that was. */
export interface SetAside {
  readonly body: unknown
  readonly aside: unknown
}

/** Rules, and the facts that they are to be judged over. */
export interface Judged {
  readonly rules: readonly Rule[]
  readonly facts: object
}

/** One endpoint of a service, a value. */
export interface Operation<Shapes extends Wire = Wire, Whose extends Caller = Caller> extends OperationText {
  /** Longer than the summary, in our own words. */
  readonly description: string
  readonly tag: string
  /** Other methods that clients of the real API may use, as no page shows which is the right one. */
  readonly alsoBy?: ReadonlyArray<OperationText['method']>
  readonly wire: Shapes
  /** That of a success. */
  readonly status: number
  /** Whether who calls stands in the body, as on a form to log in with. */
  readonly callerInBody?: boolean
  /** Whether anybody may call it. */
  readonly isOpen?: boolean
  /** Whether it reaches beyond the sandbox that it is asked of: who may look into that one alone may not call it. */
  readonly isOfServer?: boolean
  /** Whether it looks into no sandbox, and so is answered at once though something has that to itself. */
  readonly neverWaits?: boolean
  /** Whether it is for the trainee whose code a request shows, whichever sandbox it is asked of. */
  readonly isOfTrainee?: boolean
  /** Whether it changes anything; if left out, whether it is no GET. */
  readonly writes?: boolean
  /** The media types of its body, where they are not those of its service. */
  readonly takes?: readonly MediaType[]
  /** The media types of what it answers, where they are not those of its service. */
  readonly gives?: readonly string[]
  /** The media types in which it answers a text of another form besides. */
  readonly textsIn?: readonly string[]
  /** The media types of the refusals that its shape lists, where they are not those of its service. */
  readonly refusesIn?: readonly string[]
  /** The body of its refusals, where it is not that of its service. */
  readonly refusal?: TSchema
  /** When it answers without a body, though its shape has one. */
  readonly mayBeEmpty?: string
  /** Whether its requests stand in the journal, where those of its service do not. */
  readonly isJournalled?: boolean
  /** Whether its answers say that nobody is to keep them. */
  readonly isNotKept?: boolean
  /** Whether it answers otherwise each time, so that no document shows what. */
  readonly answersVary?: boolean
  /** Bytes that a body may have, unpacked; 1 MiB if left out. */
  readonly bodyLimit?: number
  /** Whether its body is all that is to be, so that an empty one changes things as well. */
  readonly takesWhole?: boolean
  /** A request that a sandbox accepts as it is. */
  readonly example?: (scene: ExampleScene) => OperationExample
  /** Values that a JSON body may have, of all kinds and in all places; more are refused before it is parsed. */
  readonly valueLimit?: (sandbox: Sandbox) => number
  // Method syntax on purpose: operations of all shapes and callers stand in one list.
  /** Lets the request in once its head has come, or throws Failure; answers what is to be done when it leaves. */
  admit? (sandbox: Sandbox, caller: Whose): (() => void) | undefined
  /** What a body is held to before anybody looks through it. */
  judgeFirst? (sandbox: Sandbox, body: unknown): Judged | undefined
  /** For a body that does not have its shape: what of it may go on all the same. */
  setAside? (body: unknown, ask: Ask): SetAside | undefined
  /** What has to be over before it can be performed. */
  before? (sandbox: Sandbox, caller: Whose, call: Call<Shapes>): Promise<void>
  /**
   * Gathers, enforces, changes and replies: in one transaction, if it writes. Answers a value of the shape of `status`, or an Answer; a
   * promise of one where it only reads, and has the sandbox to itself meanwhile.
   */
  perform (context: Context<Whose>, call: Call<Shapes>): unknown
}

/** Makes `operation({ … })`, which gives `perform` the types of its own shapes, for the callers of a service. */
export const operationFor = <Whose extends Caller>() =>
  <const Shapes extends Wire>(operation: Operation<Shapes, Whose>): Operation => operation as unknown as Operation

/** For operations that ask for no more of a caller than who it is. */
export const operation = operationFor<Caller>()
