import type { Socket } from 'node:net'
import type { FastifyRequest } from 'fastify'
import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Setting } from '../sandbox/settings.ts'
import { withoutSandbox } from './sandbox-path.ts'

/** The address under which clients reach the server, where a proxy stands before it; '' for the one that they ask. */
export const publicUrl: Setting<string> = {
  name: 'public-url',
  placeholder: 'URL',
  description: 'the address by which clients reach the server, where a proxy stands before it: links in replies begin with it',
  default: '',
  example: 'https://tms.example.org',
  read (text) {
    if (text === '') return ''
    // Blanks and ends of lines would be left out without a word.
    const url = !/[\s\p{Cc}]/u.test(text) && URL.canParse(text) ? new URL(text) : undefined
    if (!url || !/^https?:$/.test(url.protocol) || url.search + url.hash + url.username + url.password !== '') {
      throw new BadInput(`${quoted(text)} is not the address of a server. Use one such as https://tms.example.org or https://example.org/tms.`)
    }
    return url.href.replace(/\/+$/, '')
  }
}

/** The address of the sandbox that a request goes to, as its sender knows it. */
export function serverOf ({ sandbox, protocol, host, originalUrl, socket }: FastifyRequest): string {
  const server = sandbox.settings.get(publicUrl) || `${protocol}://${host || reachedAt(socket)}`
  return `${server}${withoutSandbox(originalUrl).prefix}`
}

/** Where a request came to whose sender names no host, as HTTP/1.0 lets it. */
function reachedAt ({ localAddress = 'localhost', localPort }: Pick<Socket, 'localAddress' | 'localPort'>): string {
  const address = localAddress.replace(/^::ffff:(?=\d+\.)/, '')
  return `${address.includes(':') ? `[${address}]` : address}${localPort === undefined ? '' : `:${localPort}`}`
}
