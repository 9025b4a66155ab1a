import type { SandboxSpec } from './sandboxes.ts'
import type { ClockSetting } from './time.ts'

/** Each as the flag of the same name takes it; see `tms-sandbox --help`. */
export interface StartOptions {
  /** A server of its own on this port; without it, sandboxes of one process share a server. */
  port?: number
  /** A server of its own on this address. */
  host?: string
  /** A server of its own that keeps its data there. */
  data?: string
  /** The starting state: `demo`, `empty`, or the path of a folder. */
  fixture?: string
  /** `frozen:2026-03-02T09:00`, or `{ mode: 'frozen', now: '2026-03-02T09:00' }`, in New Zealand time. */
  clock?: string | ClockSetting
  /** Requests of a caller, such as `20/1m`. */
  rateLimit?: string
  /**
   * An official OpenAPI document by which it goes: a file, beside which `NAME.overlay.json` can have what was decided of it, or the
   * document itself, or both as `{ document, overlay }`.
   */
  contract?: string | object
  /** A server of its own that speaks https: the PEM files of its certificate and of the key. */
  tls?: { cert: string, key: string }
  /** A server of its own that logs this much. */
  logLevel?: string
  /** Anything else that a sandbox can be set to, by the flag's name: `{ reading: ['unknown-id=404', 'visit-id-scope=plan'] }`. */
  settings?: NonNullable<SandboxSpec['settings']>
}
