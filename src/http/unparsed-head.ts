import type { IncomingHttpHeaders } from 'node:http'
import type { Unparsed } from './unparsed.ts'

/** What a request begins with, so far as it could be read. */
export interface Head {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
}

const requestLine = /^([!-~]{1,40}) ([!-~]+)(?: [!-~]*)?(?:\r?\n|$)/
const headerLine = /^([!#$%&'*+.^_`|~\w-]{1,200}):[ \t]*([ -~]{0,8000}?)[ \t]*$/

/** Of so many bytes a head is looked for. */
const most = 64 * 1024

/**
 * The head of the request among whose bytes the parser gave up: undefined where those do not begin with it, as when they are the end of one
 * that came in parts. Requests that were sent ahead of it come before it.
 */
export function headOf ({ rawPacket, bytesParsed = 0 }: Unparsed): Head | undefined {
  if (!rawPacket) return undefined
  const text = rawPacket.toString('latin1')
  const before = text.lastIndexOf('\r\n\r\n', bytesParsed - 4)
  const begun = text.slice(before < 0 ? 0 : before + 4).slice(0, most)
  const [line, method, target] = requestLine.exec(begun) ?? []
  if (line === undefined) return undefined
  return { method: method!, url: pathIn(target!), headers: headersIn(begun.slice(line.length)) }
}

/** A proxy is asked for a whole address, and who means no path sends an asterisk or the name of a host. */
function pathIn (target: string): string {
  if (target.startsWith('/')) return target
  const url = URL.canParse(target) ? new URL(target) : undefined
  return url?.pathname.startsWith('/') ? url.pathname + url.search : '/'
}

function headersIn (text: string): IncomingHttpHeaders {
  const found: IncomingHttpHeaders = {}
  for (const line of text.split('\r\n\r\n', 1)[0]!.split(/\r?\n/)) {
    const [, name, value] = headerLine.exec(line) ?? []
    if (name !== undefined && !Object.hasOwn(Object.prototype, name.toLowerCase())) found[name.toLowerCase()] ??= value
  }
  return found
}
