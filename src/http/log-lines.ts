import type { Paint } from '../core/colours.ts'
import { plural } from '../core/words.ts'

interface Line {
  level: number
  time: number
  msg?: string
  method?: string
  url?: string
  status?: number
  sandboxRequestId?: string
  rules?: readonly string[]
  err?: { stack?: string, message?: string }
}

const levels: Readonly<Record<number, string>> = { 10: 'trace', 20: 'debug', 30: 'info', 40: 'warn', 50: 'error', 60: 'fatal' }

/** A line of the log for somebody who looks on; programs get it as it is, in JSON. */
export function lineForPeople (json: string, paint: Paint = text => text): string {
  const { level, time, msg, method, url, status, sandboxRequestId, rules, err } = JSON.parse(json) as Line
  const clock = new Date(time).toTimeString().slice(0, 8)
  const trouble = err && (err.stack ?? err.message)
  const name = String(levels[level] ?? level)
  const shown = level >= 50 ? paint(name, 'red') : level === 40 ? paint(name, 'yellow') : name
  const parts = [paint(clock, 'dim'), shown, method, url, status, sandboxRequestId, rules?.join(', '), msg, trouble]
  return `${parts.filter(it => it !== undefined && it !== '').join(' ')}\n`
}

/** Where lines can be written, as to the program's own output. */
interface Out {
  readonly isTTY?: boolean
  /** Characters that nobody has taken yet. */
  readonly writableLength: number
  write (text: string): unknown
}

/** So many characters of the log wait for somebody to read them; more would fill the memory of a server whose pipe nobody empties. */
const mostWaiting = 8 * 1024 * 1024

/** Where the log goes: as JSON, unless a person looks on. It never waits for its reader. */
export function logStream (out: Out, paint?: Paint) {
  let left = 0
  const put = (json: string) => { out.write(out.isTTY ? lineForPeople(json, paint) : json) }
  return {
    write (json: string): void {
      if (out.writableLength > mostWaiting) {
        left++
        return
      }
      if (left > 0) put(`${JSON.stringify({ level: 40, time: (JSON.parse(json) as Line).time, msg: leftOut(left) })}\n`)
      left = 0
      put(json)
    }
  }
}

const leftOut = (count: number): string =>
  `${plural(count, 'line')} of the log ${count === 1 ? 'was' : 'were'} left out here, as nobody read those before`
