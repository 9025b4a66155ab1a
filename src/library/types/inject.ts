/** A request that goes through no socket. */
export interface InjectRequest {
  /** GET, if left out. */
  method?: string
  /** A path, such as `/work-submission-api/v1.0/learners/L-1`. */
  url: string
  query?: string | Record<string, string | string[]>
  headers?: Record<string, string | string[] | undefined>
  /** An object is sent as JSON. */
  payload?: string | object
}

/** The reply to it. */
export interface InjectReply {
  statusCode: number
  headers: Record<string, string | string[] | number | undefined>
  body: string
  /** The body as it is sent. */
  rawPayload: Uint8Array
  /** The body read as JSON. Throws where it is none. */
  json<T = any> (): T
}
