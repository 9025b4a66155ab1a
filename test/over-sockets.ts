import type { Server, ServerResponse } from 'node:http'
import { undocumented } from './undocumented.ts'

/** Tells in what replies that go out over sockets differ from the OpenAPI documents. */
export function watchReplies (http: Server, readings: readonly string[], tell: (different: string) => void): void {
  http.prependListener('request', ({ method, url }, response: ServerResponse) => {
    const chunks: Buffer[] = []
    const note = (chunk: unknown) => {
      if (typeof chunk === 'string' || Buffer.isBuffer(chunk)) chunks.push(Buffer.from(chunk as string))
    }
    let sent: Record<string, unknown> = {}
    const [write, end, writeHead] =
      [response.write, response.end, response.writeHead].map(it => it.bind(response)) as Array<(...words: unknown[]) => any>
    // Fastify gives them here, and not one by one.
    response.writeHead = (...words: unknown[]) => {
      sent = (words.findLast(word => typeof word === 'object' && word !== null) ?? {}) as typeof sent
      return writeHead!(...words)
    }
    response.write = (...words: unknown[]) => {
      note(words[0])
      return write!(...words)
    }
    response.end = (...words: unknown[]) => {
      note(words[0])
      return end!(...words)
    }
    response.once('finish', () => {
      const text = Buffer.concat(chunks).toString()
      const all = Object.entries({ ...response.getHeaders(), ...sent })
      const headers = Object.fromEntries(all.map(([name, value]) => [name.toLowerCase(), String(value)]))
      const reply = { status: response.statusCode, headers, text, body: readJson(text) }
      for (const difference of undocumented({ method: method as 'GET', url: url! }, reply, readings)) tell(difference)
    })
  })
}

function readJson (text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
