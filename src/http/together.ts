/** Sends what was answered, or is told why that failed. */
interface Waiting {
  send (): void
  failed (error: Error): void
}

let waiting: Waiting[] = []

/**
 * Has what was answered in one turn of the event loop go out together at the turn's end. Each reply wakes whoever waits for it, and to wake
 * somebody costs several times what it costs to write; while the first is being woken, the others' replies are only written. What cannot be
 * sent, as a header of it is none, keeps nobody else from being answered.
 */
export function sendTogether (send: () => void, failed: (error: Error) => void): void {
  if (waiting.push({ send, failed }) === 1) setImmediate(sendAll)
}

function sendAll (): void {
  const all = waiting
  waiting = []
  for (const { send, failed } of all) {
    try {
      send()
    } catch (error) {
      failed(error as Error)
    }
  }
}
