import { ErrorCode, JSONRPCMessageSchema, RequestIdSchema, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'

/** What came on a line: a message, or how it is refused; nothing, where the line is empty or is itself an answer. */
export interface Read {
  readonly message?: JSONRPCMessage
  readonly refusal?: object
}

/** Reads a line as a message of JSON-RPC; `wrongWith` says what is wrong with a value that is none. */
export function read (line: string, wrongWith: (value: unknown) => string): Read {
  if (line.trim() === '') return {}
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    return refused(ErrorCode.ParseError, `The line is no JSON: ${(error as Error).message}. Send one message a line, as JSON.`)
  }
  const { success, data } = JSONRPCMessageSchema.safeParse(value)
  if (success) return { message: data }
  const given = Object(value) as Readonly<Record<string, unknown>>
  // To refuse an answer would ask for another one.
  return 'result' in given || 'error' in given ? {} : refused(ErrorCode.InvalidRequest, wrongWith(value), given.id)
}

const refused = (code: ErrorCode, message: string, id?: unknown): Read =>
  ({ refusal: { jsonrpc: '2.0', id: RequestIdSchema.safeParse(id).data ?? null, error: { code, message } } })
