import type { OpenAPIV3 } from 'openapi-types'
import type { TObject, TSchema } from '@sinclair/typebox'
import type { Examples } from '../core/example.ts'
import type { Rule, RuleText } from '../core/rule.ts'
import type { FixtureFile } from '../sandbox/fixtures.ts'
import type { App } from './operation.ts'
import type { RateLimit } from './rate-limit.ts'

/** What a service's routes are told when they are put up. */
export interface ServiceOptions {
  rateLimit: RateLimit
  /** What a GET of an id that does not exist answers; TEC's pages do not say. */
  unknownIdStatus: 400 | 404
  /** What deleting an enrolment answers; of TEC's page there is a version with a body, and one without. */
  deletionReply: 'enrolment' | 'nothing'
  /** How submissions of returns are taken. */
  submissions: {
    maxRecordsPerBatch: number
    tokenLifetimeSeconds: number
    /** Whether a validation that finds errors leaves the submission Validated, too. */
    validatedWithErrors: boolean
    /** Codes to answer in the place of those that are inferred. */
    errorCodes: Readonly<Record<string, string>>
  }
}

/** One emulated API. */
export interface Service {
  readonly name: string
  readonly title: string
  readonly version: string
  readonly about: string
  /** The path that all its routes start with; empty for none. */
  readonly mount: string
  /** Where the same is served besides. */
  readonly alsoAt?: readonly string[]
  /** Where a client points its base URL, if not at the mount. */
  readonly operationsAt?: string
  /** What every request is held to, whatever its operation. */
  readonly rules: readonly Rule[]
  /** What uploaded records are validated by, by and by, and not while the request is answered. */
  readonly recordRules?: readonly RuleText[]
  /** How to show each of its rules. */
  readonly examples: Examples
  /** The error bodies that every operation can answer with, by status. */
  readonly refusals: Readonly<Record<number, TSchema>>
  /** The media types of its request bodies. */
  readonly consumes: readonly string[]
  /** How a caller shows who it is, by its name in the OpenAPI document. */
  readonly security: { name: string, scheme: OpenAPIV3.SecuritySchemeObject }
  /** Headers that every operation takes, beside Authorization. */
  readonly headers?: TObject
  /** SQL that makes its tables. */
  readonly tables: readonly string[]
  readonly fixtureFiles: readonly FixtureFile[]
  /** Whether its requests are counted against a rate limit. */
  readonly isLimited: boolean
  /** The limit where none is given; 100/1s, if it is left out. */
  readonly usualLimit?: string
  routes (app: App, options: ServiceOptions): Promise<void>
  /** What the sandbox lets a tester do on behalf of others, under `/__admin`. */
  adminRoutes? (app: App, options: Pick<ServiceOptions, 'submissions'>): Promise<void>
}
