import type { Test } from 'tap'
import { listen } from '../harness.ts'
import { isReset, page, readSteps, runInShell } from '../house/walks.ts'

/** What a walk sends, step by step. */
export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** What JSON says, or the text that it is. */
  readonly body: unknown
}

/** The requests of a walk, as they come to a server. */
export async function requestsOf (t: Test, path: string): Promise<readonly Sent[]> {
  const server = await listen(t)
  const sent: Sent[] = []
  server.http.prependListener('request', (raw) => {
    const chunks: Buffer[] = []
    const one = { method: raw.method!, url: raw.url!, headers: { ...raw.headers } as Record<string, string>, body: undefined as unknown }
    sent.push(one)
    const push = raw.push.bind(raw)
    // A listener would take the body from the server.
    raw.push = (chunk: Buffer | null, ...more) => {
      if (chunk) chunks.push(chunk)
      else if (chunks.length > 0) one.body = read(Buffer.concat(chunks).toString())
      return push(chunk, ...more)
    }
  })
  const steps = readSteps(page(path))
  await runInShell(isReset(steps.at(-1)) ? steps.slice(0, -1) : steps, server.url)
  return sent
}

const read = (text: string): unknown => /^\s*[{[]/.test(text) ? JSON.parse(text) as unknown : text
