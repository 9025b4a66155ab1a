import { BadInput } from '../core/errors.ts'
import { cut, quoted } from '../core/words.ts'
import { SandboxError } from '../library/ask.ts'
import { prefixOf, sandboxArgument, type Given, type Place, type Tool } from './tool.ts'

/** More of a reply than this, in characters, is left out. */
const mostTold = 40_000

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS']

const ofTheConnection = /^(?:connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i

const ownApi = /^\/(?:sandboxes\/[^/]+\/)?__admin(?:\/|$)/i

/** A request to any of the emulated APIs, as a client of the real one sends it. */
export const sendRequest = (isConfined: boolean): Tool => ({
  name: 'send_request',
  title: 'Send a request',
  description: 'Send a request to one of the emulated APIs, as a client of the real one would, with its own credentials: list_apis has ' +
    'paths, credentials and first calls, get_contract the operations. Answers status, headers, body and the id of the request in the ' +
    'journal, by which explain_request says why it was refused. With the header "Sandbox-Dry-Run": "1" nothing of it is kept.',
  arguments: {
    method: { type: 'string', enum: methods, description: 'The method' },
    path: { type: 'string', description: 'Path and query, from the root', examples: ['/work-submission-api/v1.0/learners/DEMO-L04'] },
    headers: {
      type: 'object',
      additionalProperties: { type: 'string' },
      description: 'Headers by their names',
      examples: [{ Authorization: 'Bearer demo-token-9001', EID: '9001' }]
    },
    body: { description: 'An object or a list, which goes out as JSON; or a text, which goes out as it is, by its Content-Type' },
    ...!isConfined && sandboxArgument
  },
  advises: false,
  required: ['method', 'path'],
  reads: false,
  destroys: false,
  async call (given, place, signal) {
    const headers = headersOf(given, place)
    const body = bodyOf(given, headers)
    const method = methodOf(given)
    if (body !== undefined && /^(?:GET|HEAD)$/.test(method)) {
      throw new BadInput(`body is given, and a ${method} has none here. Leave it out, or send another method.`)
    }
    const url = urlOf(given, place)
    const reply = await fetch(url, { method, headers, redirect: 'manual', signal, ...body !== undefined && { body } })
      .catch((error: Error) => { throw unanswered(url, error) })
    return await told(reply).catch((error: Error) => { throw unanswered(url, error) })
  }
})

const said = (value: unknown): string => quoted(cut(typeof value === 'string' ? value : JSON.stringify(value) ?? 'nothing'))

/** Throws BadInput for what is no method, and for one that no request can be sent with from here, such as CONNECT. */
function methodOf ({ method }: Given): string {
  if (typeof method !== 'string' || !methods.includes(method.toUpperCase())) {
    throw new BadInput(`method is ${said(method)}. Give one of ${methods.join(', ')}.`)
  }
  return method.toUpperCase()
}

/** Throws BadInput for what is no path, and for what leads out of the emulated APIs or out of the sandbox. */
function urlOf (given: Given, place: Place): URL {
  const { path } = given
  const { server } = place
  const prefix = prefixOf(given, place)
  if (typeof path !== 'string' || !path.startsWith('/')) {
    throw new BadInput(`path is ${said(path)}. Begin it with /, such as /work-submission-api/v1.0/learners/DEMO-L04.`)
  }
  const whole = `${server}${prefix}${path}`
  if (!URL.canParse(whole)) throw new BadInput(`path is ${said(path)}, which is not a path. Encode the characters that a URL cannot have.`)
  const url = new URL(whole)
  // What a path leads to is judged as the server will see it: without "..", and decoded.
  const root = new URL(`${server}${prefix}/`)
  const isBelow = url.origin === root.origin && url.pathname.startsWith(root.pathname)
  const rest = isBelow ? decoded(url.pathname.slice(root.pathname.length - 1)) : ''
  if (!isBelow || /^\/sandboxes(?:\/|$)/i.test(rest)) {
    throw new BadInput(`path is ${said(path)}, which leads to another sandbox. ${place.confinedTo === undefined
      ? 'Name the sandbox in the argument sandbox.'
      : `Only ${place.confinedTo} can be reached from here, as --url says.`}`)
  }
  if (ownApi.test(rest)) throw new BadInput(`path is ${said(path)}, the sandbox's own API. Use the tool that does it, such as get_clock.`)
  return url
}

function decoded (path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function headersOf ({ headers = {} }: Given, { confinedTo }: Place): Headers {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw new BadInput(`headers is ${said(headers)}. Give an object, such as {"EID": "9001"}.`)
  }
  const sent = new Headers()
  for (const [name, value] of Object.entries(headers)) {
    checkHeader(name, value)
    sent.set(name, String(value))
  }
  if (confinedTo !== undefined && sent.has('sandbox-id')) {
    throw new BadInput(`headers has "Sandbox-Id". Leave it out: only ${confinedTo} can be reached from here, as --url says.`)
  }
  return sent
}

/** Throws BadInput for what fetch() would not send, which would look as if the server had not answered. */
function checkHeader (name: string, value: unknown): void {
  const it = `headers has ${said(name)}: ${said(value)}`
  const isPlain = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  if (!isPlain) throw new BadInput(`${it}. Give a text as its value, or leave it out.`)
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(String(value))) {
    throw new BadInput(`${it}, which no request can have. ` +
      'A name has letters, digits and hyphens; a value is one line, of characters up to ÿ: encode others.')
  }
  if (ofTheConnection.test(name)) throw new BadInput(`${it}, which this tool writes by itself as the connection needs it. Leave it out.`)
}

function bodyOf ({ body }: Given, headers: Headers): string | undefined {
  if (body === undefined || typeof body === 'string') return body
  if (!headers.has('content-type')) headers.set('content-type', 'application/json')
  return JSON.stringify(body)
}

/** A fault that was ordered breaks connections, which is an answer of its kind. */
function unanswered (url: URL, { message, cause }: Error): SandboxError {
  const { code, message: reason } = (cause ?? {}) as { code?: string, message?: string }
  return new SandboxError(`No whole answer came from ${url.origin} (${code ?? reason ?? message}). ` +
    'Where a fault breaks connections that is what it does: list_faults tells. Else start the server with tms-sandbox start.', 0)
}

async function told (reply: Response): Promise<string> {
  const text = await reply.text()
  const id = reply.headers.get('sandbox-request-id')
  return JSON.stringify({
    status: reply.status,
    requestId: id,
    headers: Object.fromEntries(reply.headers),
    body: text.length > mostTold ? text.slice(0, mostTold) : readJson(text),
    ...text.length > mostTold && { leftOut: `${text.length - mostTold} characters of the body; ask for fewer records` },
    ...reply.status >= 400 && id !== null && { why: `explain_request with the id ${id}` }
  }, null, 1)
}

function readJson (text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}
