import type { Method } from '../core/operation.ts'

/**
 * A shape without references: each `allOf` is merged, null is a type, a shape that has itself in it is an open object there. Shared where
 * the document shares it.
 */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly title?: string
  readonly description?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly items?: JsonSchema
  readonly additionalProperties?: boolean | JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly [keyword: string]: unknown
}

export interface OfficialParameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required: boolean
  readonly schema: JsonSchema
}

export interface OfficialContent {
  readonly mediaTypes: readonly string[]
  /** That of the first media type. */
  readonly schema?: JsonSchema
}

export interface OfficialOperation {
  readonly operationId?: string
  readonly summary?: string
  readonly method: Method
  /** After the base path, with parameters as `{learnerLocalId}`. */
  readonly path: string
  readonly parameters: readonly OfficialParameter[]
  readonly body?: OfficialContent & { readonly required: boolean }
  /** By status. */
  readonly replies: Readonly<Record<string, OfficialContent>>
  /** Such as `x-basis`, which ours have. */
  readonly [extension: `x-${string}`]: unknown
}

/** What of an OpenAPI document says how an API is to be called. */
export interface OfficialDocument {
  readonly title: string
  readonly version: string
  /** SHA-256 of its bytes. */
  readonly hash: string
  /** The path of its first server, without a slash at the end; empty for none. */
  readonly basePath: string
  readonly operations: readonly OfficialOperation[]
}

/** A method and its path as a document has it: how a person names an operation of it. */
export const placeOf = ({ method, path }: OfficialOperation): string => `${method} ${path}`

/** The reply of a success, the first if there are several. */
export function successOf ({ replies }: OfficialOperation): OfficialContent | undefined {
  const status = Object.keys(replies).filter(it => /^2/.test(it)).sort()[0] ?? (replies.default && 'default')
  return status === undefined ? undefined : replies[status]
}
