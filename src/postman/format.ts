/** Postman's collections, version 2.1: what of the format is written here. */

export const collectionSchema = 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json'

export interface Collection {
  readonly info: { readonly _postman_id: string, readonly name: string, readonly description: string, readonly schema: string }
  readonly item: readonly Folder[]
  readonly event: readonly Event[]
  readonly variable: readonly Variable[]
}

export interface Folder {
  readonly name: string
  readonly description?: string
  readonly item: ReadonlyArray<Folder | Item>
}

/** A request, what its answer is held to, and answers that it was given. */
export interface Item {
  readonly name: string
  readonly event: readonly Event[]
  readonly request: Request
  readonly response: readonly SavedAnswer[]
}

export interface Request {
  readonly method: string
  readonly description?: string
  readonly auth: Auth
  readonly header: readonly Header[]
  readonly url: Url
  readonly body?: Body
}

export interface Header { readonly key: string, readonly value: string }

export interface Url {
  readonly raw: string
  readonly host: readonly string[]
  readonly path: readonly string[]
  readonly query?: ReadonlyArray<{ readonly key: string, readonly value: string | null }>
}

export type Body =
  | { readonly mode: 'raw', readonly raw: string, readonly options: { readonly raw: { readonly language: string } } }
  | { readonly mode: 'urlencoded', readonly urlencoded: readonly Header[] }

interface Parameter<Key> { readonly key: Key, readonly value: string, readonly type: 'string' }

type Of<Type extends string, Key> = { readonly type: Type } & { readonly [type in Type]: ReadonlyArray<Parameter<Key>> }

export type Auth = { readonly type: 'noauth' } | Of<'bearer', 'token'> | Of<'basic', 'username' | 'password'>

export interface SavedAnswer {
  readonly name: string
  readonly originalRequest: Request
  readonly status: string
  readonly code: number
  readonly header: readonly Header[]
  readonly body: string
  readonly _postman_previewlanguage: string
}

/** A script that runs before a request is sent, or after it was answered. */
export interface Event {
  readonly listen: 'prerequest' | 'test'
  readonly script: { readonly type: 'text/javascript', readonly exec: readonly string[] }
}

export interface Variable { readonly key: string, readonly value: string, readonly type: 'string', readonly description?: string }

export interface Environment {
  readonly id: string
  readonly name: string
  readonly values: ReadonlyArray<Pick<Variable, 'key' | 'value'> & { readonly type: 'default' | 'secret', readonly enabled: true }>
  readonly _postman_variable_scope: 'environment'
}

export const script = (listen: Event['listen'], text: string): Event =>
  ({ listen, script: { type: 'text/javascript', exec: text.split('\n') } })
