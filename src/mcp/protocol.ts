import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { ErrorCode, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import type { Called } from './call.ts'
import { overLines } from './lines.ts'
import type { Given, Tool } from './tool.ts'

// With lines.ts and message.ts all that knows the protocol's own library: the build makes a part of it that nothing else loads.

export interface Spoken {
  readonly version: string
  /** What an assistant is told at the start. */
  readonly instructions: string
  readonly tools: readonly Tool[]
  /** What is wrong with a value that is no message. It is given, as this part of the build has no other one's words. */
  wrongWith (value: unknown): string
  call (name: string, given: Given, signal: AbortSignal): Promise<Called>
}

/** Speaks the Model Context Protocol over the standard input and output until the input ends. */
export async function speakOverStdio ({ version, instructions, tools, wrongWith, call }: Spoken): Promise<void> {
  // Not the friendlier class beside it, which takes shapes of zod alone: ours are JSON Schema already.
  const server = new Server({ name: 'tms-sandbox', version }, { capabilities: { tools: {} }, instructions })
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(described) }))
  const underWay = new Set<Promise<Called>>()
  // Not by its own shape of a call either: whoever sends another one is to read a sentence.
  server.fallbackRequestHandler = async ({ method, params = {} }, { signal }) => {
    if (method !== 'tools/call') throw refusal(ErrorCode.MethodNotFound, `There is no method ${JSON.stringify(method)}.`)
    const { name, arguments: given = {} } = params
    if (typeof name !== 'string') throw refusal(ErrorCode.InvalidParams, 'tools/call needs a name, that of a tool: tools/list has them.')
    if (!isObject(given)) throw refusal(ErrorCode.InvalidParams, 'arguments must be an object of the tool\'s arguments, such as {}.')
    const called = call(name, given, signal)
    underWay.add(called)
    const { text, beside, isError } = await called.finally(() => underWay.delete(called))
    const texts = beside === undefined ? [text] : [text, beside]
    return { content: texts.map(text => ({ type: 'text' as const, text })), isError }
  }
  const ended = new Promise<void>(resolve => { server.onclose = resolve })
  await server.connect(overLines(process.stdin, process.stdout, wrongWith))
  const leave = () => { server.close().catch(() => {}) }
  // Who pipes a call in, and has no more to say, wants its answer all the same.
  process.stdin.once('end', () => { Promise.allSettled(underWay).then(() => setImmediate(leave), leave) })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, leave)
  await ended
}

const refusal = (code: ErrorCode, message: string): Error => Object.assign(new Error(message), { code })

const isObject = (value: unknown): value is Given => typeof value === 'object' && value !== null && !Array.isArray(value)

const described = ({ name, title, description, arguments: properties, required, reads, destroys }: Tool) => ({
  name,
  title,
  description,
  inputSchema: { type: 'object' as const, properties: { ...properties }, required: [...required], additionalProperties: false },
  annotations: { title, readOnlyHint: reads, destructiveHint: destroys, openWorldHint: false }
})
