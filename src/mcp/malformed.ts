import { cut, quoted } from '../core/words.ts'

/** What is wrong with a value that is no message of JSON-RPC, and what it is to be like. */
export function wrongWith (value: unknown): string {
  if (Array.isArray(value)) return 'The line is a list. Send one message a line, each an object.'
  if (typeof value !== 'object' || value === null) return `The line is ${shown(value)}. Send an object, such as ${example}.`
  const { jsonrpc, id, method, params, ...more } = value as Readonly<Record<string, unknown>>
  if (jsonrpc !== '2.0') return `jsonrpc is ${shown(jsonrpc)}. It must be "2.0", as in ${example}.`
  if (typeof method !== 'string') return `method is ${shown(method)}. It must be a text, as in ${example}.`
  const isId = typeof id === 'string' || Number.isInteger(id)
  if (id !== undefined && !isId) return `id is ${shown(id)}. It must be a text or a whole number; a notification has none.`
  if (typeof params !== 'object' && params !== undefined) return `params is ${shown(params)}. It must be an object, such as {}.`
  const [unknown] = Object.keys(more)
  return unknown === undefined
    ? 'params is not what this protocol takes. It must be an object, such as {}.'
    : `A message has no member ${quoted(cut(unknown))}. It has jsonrpc, id, method and params.`
}

const example = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'

const shown = (value: unknown): string => value === undefined ? 'missing' : cut(JSON.stringify(value))
