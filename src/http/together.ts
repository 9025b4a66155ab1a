let waiting: Array<() => void> = []

/**
 * Has what was answered in one turn of the event loop go out together at the turn's end. Each reply wakes whoever waits for it, and to wake
 * somebody costs several times what it costs to write; while the first is being woken, the others' replies are only written.
 */
export function sendTogether (send: () => void): void {
  if (waiting.push(send) === 1) setImmediate(sendAll)
}

function sendAll (): void {
  const all = waiting
  waiting = []
  for (const send of all) send()
}
