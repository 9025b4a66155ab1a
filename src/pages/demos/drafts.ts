import { inLines } from '../frame/sending.ts'
import type { DemoRequest } from './replies.ts'
import type { Sent } from './stage.ts'

/** A request as it stands in the form. */
export interface Draft {
  readonly path: string
  readonly headers: string
  readonly body: string
}

export const draftOf = ({ path, headers, body }: DemoRequest): Draft => ({
  path,
  headers: Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\n'),
  body: body === null ? '' : bodyInLines(body)
})

/** What stands for an earlier answer would be no JSON everywhere, but in quotation marks it is. */
const bodyInLines = (body: string): string => inLines(body)

/** The request that a draft is, with what earlier answers had in the place of their names. */
export function sentOf ({ method }: DemoRequest, { path, headers, body }: Draft, kept: ReadonlyMap<string, string>): Sent {
  const filled = (text: string) => text.replace(/\$\{(\w+)\}/g, (whole, name: string) => kept.get(name) ?? whole)
  const lines = headers.split('\n').map(line => line.trim()).filter(line => line !== '')
  return {
    method,
    // A browser would encode some of it otherwise.
    path: filled(path).replaceAll(' ', '%20'),
    headers: Object.fromEntries(lines.map(line => {
      const colon = line.indexOf(':')
      if (colon < 1) throw new Error(`"${line}" is not a header. Write a name, a colon and a value, such as "Accept: application/json".`)
      return [line.slice(0, colon).trim(), filled(line.slice(colon + 1).trim())]
    })),
    body: body === '' ? null : filled(body)
  }
}

/** The member of an answer that later requests need, wherever it stands; the last, as sed has it. */
export const memberOf = (text: string, member: string): string | undefined =>
  [...text.matchAll(new RegExp(`"${member}": ?(?:"([^"]*)"|([^\\s,}\\]]+))`, 'g'))].map(([, quoted, bare]) => quoted ?? bare).at(-1)
