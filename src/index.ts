import { readConfig } from './config.ts'
import { describeClock, readClock } from './core/clock.ts'
import { startServer } from './server.ts'

/** Each as the flag of the same name takes it; see `tms-sandbox --help`. */
export interface StartOptions {
  port?: number
  host?: string
  data?: string
  fixture?: string
  clock?: string
  rateLimit?: string
  logLevel?: string
}

/** A sandbox server inside another program: a TMS's own test run. */
export interface StartedSandbox {
  /** Where it listens: `http://127.0.0.1:40123`. */
  readonly url: string
  /** `frozen:2026-03-02T09:00`, `offset:…` or `real`. */
  setClock (clock: string): { now: string, today: string }
  /** Back to the fixture and to the clock of the start. */
  reset (): void
  stop (): Promise<void>
}

/** Starts a sandbox on a free port, unless told which. Throws where an option or a fixture is bad. */
export async function startSandbox (options: StartOptions = {}): Promise<StartedSandbox> {
  const { port = 0, rateLimit, logLevel, ...rest } = options
  const server = await startServer(readConfig({ ...rest, port: String(port), 'rate-limit': rateLimit, 'log-level': logLevel }))
  const { url, sandbox, stop } = server
  return {
    url,
    setClock (clock) {
      sandbox.setClock(readClock(clock))
      return describeClock(sandbox.clock)
    },
    reset: () => sandbox.reset(),
    stop
  }
}
