import { once } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { read } from './message.ts'

/** Messages as lines, in and out. The library's own transport gives no answer to a line that is no message, so that its sender waits. */
export function overLines (input: Readable, output: Writable, wrongWith: (value: unknown) => string): Transport {
  const write = (message: object): boolean => output.write(`${JSON.stringify(message)}\n`)
  const take = byLines(line => {
    const { message, refusal } = read(line, wrongWith)
    if (message) transport.onmessage?.(message)
    if (refusal) write(refusal)
  })
  const transport: Transport = {
    async start () { input.setEncoding('utf8').on('data', take).on('error', error => transport.onerror?.(error)) },
    async send (message) { if (!write(message)) await once(output, 'drain') },
    async close () {
      input.off('data', take).pause()
      transport.onclose?.()
    }
  }
  return transport
}

/** Only a new line ends a line: a text in JSON may have other separators as they are. */
function byLines (tell: (line: string) => void): (part: string) => void {
  let begun: string[] = []
  return part => {
    const [first, ...others] = part.split('\n')
    begun.push(first!)
    for (const next of others) {
      const line = begun.join('')
      begun = [next]
      tell(line)
    }
  }
}
