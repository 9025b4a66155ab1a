import { Readable } from 'node:stream'
import type { EventName, Events } from './events.ts'

/** So often, in milliseconds, a line goes out that says nothing: what stands in between would give up a connection that is silent. */
const heartbeat = 15_000

/** So many bytes wait for a listener that is slow; what comes then is only counted. */
const mostWaiting = 1024 * 1024

/** What a sandbox tells, as server-sent events: first that it listens, and up to `limit` in all. Ends with the sandbox or its server. */
export function streamOf (events: Events, listening: object, limit = Infinity): Readable {
  let [number, missed] = [0, 0]
  const stream = new Readable({ read () {}, destroy: (error, done) => { leave(); done(error) } })
  const stop = events.listen({ hear, end })
  const beat = setInterval(() => { if (stream.readableLength < mostWaiting) stream.push(': still there\n\n') }, heartbeat).unref()

  function leave (): void {
    stop()
    clearInterval(beat)
  }

  function end (): void {
    leave()
    stream.push(null)
  }

  function write (name: EventName, data: object): void {
    stream.push(`id: ${++number}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`)
  }

  function hear (name: EventName, data: object): void {
    if (stream.readableLength > mostWaiting) {
      missed++
      return
    }
    if (missed > 0) write('missed', { count: missed })
    missed = 0
    write(name, data)
    if (number >= limit) end()
  }

  hear('listening', listening)
  return stream
}
