import type { Clock, ClockSetting } from './time.ts'

export interface Index {
  version: string
  sandbox: string
  fixture: string
  clock: Clock
  operations: Array<{ method: string, path: string, summary: string }>
}

export interface ServedPlace {
  service: string
  operationId: string
  summary: string
  method: string
  path: string
  [besides: string]: unknown
}

export interface ResetSpec {
  scope?: Array<'data' | 'clock' | 'journal'>
}

export interface ResetDone {
  fixture: string
  scope: string[]
  clock: Clock
}

export interface Snapshot {
  id: string
  /** The moment in the sandbox at which it was taken. */
  at: string
  fixture: string
  bytes: number
}

export interface SandboxSpec {
  id?: string
  fixture?: string
  clock?: ClockSetting
  /** Where its ids and tokens come from. */
  seed?: string
  /** What it can be set to, as the flags of the same names take it. */
  settings?: Record<string, string>
  /** It expires when no request has come to it for so long. */
  ttlSeconds?: number
  /** `own` gives its organisations numbers that no other sandbox has. */
  organisations?: 'fixture' | 'own'
}

export interface SandboxSummary {
  id: string
  url: string
  fixture: string
  state: 'awake' | 'asleep'
  ttlSeconds?: number
  expiresAt?: string
}

/** A sandbox, and how to reach it. */
export interface SandboxMade extends Omit<SandboxSummary, 'state'> {
  /** The header that leads to it, by its name. */
  header: Record<string, string>
  /** The base URL of each API, by its name. */
  urls: Record<string, string>
  /** What gets a caller in; they lead to it by themselves. */
  credentials: Array<{ service: string, kind: string, value: string, whose: string }>
}
