import type { Paint } from '../core/colours.ts'

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

/** Where the log goes: as JSON, unless a person looks on. */
export const logStream = ({ isTTY, write }: { isTTY?: boolean, write: (text: string) => unknown }, paint?: Paint) => isTTY
  ? { write: (json: string) => { write(lineForPeople(json, paint)) } }
  : undefined
