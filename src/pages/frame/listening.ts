import { signal } from '@preact/signals'
import { send } from './ask.ts'

/** What happens in the sandbox, as it happens. */

type Hearer = (data: any) => void

const hearers = new Map<string, Set<Hearer>>()

/** Whether the sandbox is heard; undefined until that is known. */
export const isHeard = signal<boolean | undefined>(undefined)

/** Hears of one kind of event; answers what ends it. What nobody hears of is not read. */
export function hear<Data> (event: string, hearer: (data: Data) => void): () => void {
  const those = hearers.get(event) ?? new Set()
  hearers.set(event, those.add(hearer))
  return () => { those.delete(hearer) }
}

/** The browser's own EventSource could not show the token. */
export async function listen (): Promise<never> {
  for (;;) {
    try {
      const { body } = await send('/events')
      isHeard.value = true
      await readEvents(body!, tell)
    } catch {}
    isHeard.value = false
    await new Promise(resolve => { setTimeout(resolve, 1000) })
  }
}

/** Reads server-sent events, block by block, until they end. */
export async function readEvents (
  body: ReadableStream<Uint8Array>, hear: (event: string | undefined, data: () => unknown) => void
): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read()
    if (done) return
    const blocks = (rest + value).split('\n\n')
    rest = blocks.pop()!
    for (const block of blocks) hear(/^event: (.*)$/m.exec(block)?.[1], () => JSON.parse(/^data: (.*)$/m.exec(block)![1]!))
  }
}

function tell (event: string | undefined, read: () => unknown): void {
  const those = event === undefined ? undefined : hearers.get(event)
  if (!those?.size) return
  const data = read()
  for (const hearer of those) hearer(data)
}
