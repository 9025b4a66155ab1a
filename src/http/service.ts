import type { IncomingHttpHeaders } from 'node:http'
import type { OpenAPIV3 } from 'openapi-types'
import type { TObject, TSchema } from '@sinclair/typebox'
import type { Failure } from '../core/errors.ts'
import type { ExampleRequest, Examples } from '../core/example.ts'
import type { Ask, Reading } from '../core/reading.ts'
import type { Rule, RuleText } from '../core/rule.ts'
import type { Database } from '../sandbox/database.ts'
import type { FixtureFile } from '../sandbox/fixtures.ts'
import type { Caller } from '../sandbox/journal.ts'
import type { MomentSource } from '../sandbox/moments.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Setting, Settings } from '../sandbox/settings.ts'
import type { Answer, Naming } from './answer.ts'
import type { MediaType } from './bodies.ts'
import type { Change, Context } from './context.ts'
import type { Call, Judged, Operation } from './operation.ts'
import type { PictureKind } from './pictures.ts'

/** Who makes a request, as far as that is known, and what a caller is held to. */
export interface Identified extends Judged {
  readonly caller: Caller | undefined
  /** Whose credentials it shows, where it does not say who calls. */
  readonly holder?: Caller | undefined
}

/** What is called, and how its sandbox reads. */
export interface Called {
  readonly operationId: string
  readonly reading: Ask
  /** A sentence for a credential of another service of the sandbox; undefined for any other. */
  ofAnotherService (credential: string): string | undefined
  /** From which address. */
  address (): string
}

/** A token that a tester orders. */
export interface TokenOrder {
  readonly caller: string
  readonly ttlSeconds: number | undefined
  readonly defect: string | undefined
}

export interface OrderedToken {
  readonly token: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** What is to be sent besides, so that the token is good for it. */
  readonly headers?: Readonly<Record<string, string>>
}

/** How a service makes tokens to order. Services that take the same tokens have the same. */
export interface TokenOrders {
  readonly lifetimeSeconds: number
  /** What can be the matter with one, and the rule that refuses it then. */
  readonly defects: Readonly<Record<string, { readonly does: string, readonly rule: string }>>
  /** Throws BadInput. */
  issue (context: Context, order: TokenOrder): OrderedToken | Promise<OrderedToken>
}

/** The callers that a sandbox has, by their ids. */
export interface KnownCallers {
  has (sandbox: Sandbox, id: string): boolean
  /** Says that it does not have one, and which it has. */
  noSuch (sandbox: Sandbox, id: string): string
}

/** What a sandbox is asked for a refusal. */
export interface Asked {
  readonly settings: Settings
  readonly reading: Ask
}

/** What a service's answers look like. */
export interface Present {
  /** A refusal. `asked` answers as usual where there is no sandbox to ask. */
  failure (failure: Failure, call: Call, asked: Asked): Answer
  /** What an operation answered, where its schema alone does not say how it goes out. */
  /** A value of a success in which the members have other names: those of a contract, in whatever form it is shown. */
  renamed? (value: any, naming: Naming): unknown
  success? (value: unknown, call: Call, asked: Asked): Answer
}

/** One emulated API: data, and a list of its operations. */
export interface Service {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly description: string
  /** The path that all its operations start with; empty for none. */
  readonly mount: string
  /** Where the same is served besides. */
  readonly alsoAt?: readonly string[]
  /** Where a client points its base URL, if not at the mount. */
  readonly baseUrl?: string
  readonly operations: readonly Operation[]
  /** What the sandbox lets a tester do on behalf of others, under `/__admin`. */
  readonly adminOperations?: readonly Operation[]
  /** What every request is held to, whatever its operation. */
  readonly rules: readonly Rule[]
  /** What uploaded records are validated by, by and by, and not while the request is answered. */
  readonly recordRules?: readonly RuleText[]
  /** Finds out who calls; without it, anybody may. */
  identify? (sandbox: Sandbox, headers: IncomingHttpHeaders, called: Called): Identified | Promise<Identified>
  /** What a request with a bearer token is held to that has just expired. */
  expiredToken? (now: number): Judged
  readonly tokens?: TokenOrders
  /** What its callers are called by where a tester names one: `user`; `caller`, if it is left out. */
  readonly callerWord?: string
  /** Whether its callers have numbers. */
  readonly hasNumberedCallers?: boolean
  /** Who can call it. */
  readonly callers?: KnownCallers
  /** What of a request's credentials says which sandbox has issued them; `body` where the operation has them there. */
  credentialOf? (headers: IncomingHttpHeaders, body?: unknown): string | undefined
  /** What its requests are counted by against a rate limit, and the limit where none is given: `off`, or one that is documented. */
  readonly limitedBy?: { readonly default: string, key (caller: Caller, operation: Operation): string }
  /** The media types of its request bodies. */
  readonly takes: readonly MediaType[]
  /** Whether bodies are read as ASP.NET Core does: names in any case, unknown members passed over, null as absent. */
  readonly matchesMembers?: boolean
  /** Whether a body is taken, and told of, that has numbers in quotation marks or is not what is only guessed of its shape. */
  readonly isLenient?: boolean
  /** The reading by which a value of a table may be in another case, and a truth in quotation marks. */
  readonly looseValues?: Reading<'read' | 'refused'>
  /** Whether an empty text is how a member is cleared. */
  readonly emptyClears?: boolean
  readonly present: Present
  /** What a path below the mount is told that leads to no operation. */
  notFound? (call: Call): Failure
  /** What a method is told that a path does not take, where there is more to say than which ones it takes. */
  wrongMethod? (call: Call, allow: readonly string[]): Failure | undefined
  /** Hears, as part of the change, of what happened to a record, through whichever service it was changed. */
  changed? (context: Context, change: Change): void
  /** Whether pages of other origins may call it from a browser, or those of which; the setting `cors` decides, if it is left out. */
  readonly answersBrowsers?: true | readonly string[]
  /** Whether it is the sandbox's own API, of which there is no real one: none of its requests is given a fault, or a time of its own. */
  readonly isOwn?: boolean
  /** Whether its requests stand in the journal; yes, if it is left out. */
  readonly isJournalled?: boolean
  readonly settings: readonly Setting[]
  /** The sentences of its sources that can be understood in more than one way. */
  readonly readings: readonly Reading[]
  /** How to show each of its rules. */
  readonly examples: Examples
  /** Where its examples take place: whatever they need to know of the sandbox as it is. Throws Failure where that is not there. */
  scene (sandbox: Sandbox): unknown
  /** What a reader of its rules should know besides, as Markdown. */
  readonly aboutRules?: string
  /** What the first part of its rules' ids stands for, as a heading. */
  readonly areas: Readonly<Record<string, string>>
  /** What gets a caller in, line by line, for people. */
  credentials? (sandbox: Sandbox): readonly Credential[]
  /** What else a client has to be told, under names of the service's own. */
  tells? (sandbox: Sandbox): Readonly<Record<string, unknown>>
  /** Gives what a fixture has under numbers that other sandboxes have, too, numbers made of one that none has. */
  renumber? (db: Database, own: number): void
  /** Ends what was under way when a server was killed, or an image was taken, and what nobody goes on with. */
  endLeft? (db: Database): void
  /** What a newcomer can try; none where the fixture has nothing for it. */
  firstCalls? (sandbox: Sandbox): readonly FirstCall[]
  /** What it can show of its records as pictures. */
  readonly pictures?: readonly PictureKind[]
  /** The error bodies that its operations can answer with, by status. */
  readonly refusals: Readonly<Record<number, TSchema>>
  /** The media types of those. */
  readonly refusesIn: readonly string[]
  /** The media types of what its operations answer; JSON, if left out. */
  readonly gives?: readonly string[]
  /** Where a member that may be left out may be null as well, as its OpenAPI document says; nowhere, if left out. */
  readonly nulls?: 'in-requests' | 'always'
  /** The version of OpenAPI that its document is in. */
  readonly openapi?: string
  /** How a caller shows who it is, by its name in the OpenAPI document, and whether some need not. */
  readonly security?: { name: string, scheme: OpenAPIV3.SecuritySchemeObject, isOptional?: boolean }
  /** Headers that every operation takes, beside Authorization. */
  readonly headers?: TObject
  /** SQL that makes its tables. */
  readonly tables: readonly string[]
  readonly fixtureFiles: readonly FixtureFile[]
  readonly moments: readonly MomentSource[]
}

/** A request that shows a newcomer something: `Read a training plan and its visits`. */
export interface FirstCall {
  readonly shows: string
  readonly isRefused: boolean
  readonly request: ExampleRequest
}

/** What gets a caller in: `{ kind: 'bearer token', value: 'demo-token-9001', whose: 'EID 9001' }`. */
export interface Credential {
  readonly kind: string
  readonly value: string
  readonly whose: string
}
