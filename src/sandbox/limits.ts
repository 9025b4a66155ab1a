import { plural } from '../core/words.ts'

/** How many and how much there can be of what a server keeps. Each has a flag, which its refusal names. */
export interface Limits {
  readonly maxSandboxes: number
  /** Of the database of one sandbox, in bytes. */
  readonly maxSandboxBytes: number
  /** Of one sandbox. */
  readonly maxSnapshots: number
  /** Of one class. */
  readonly maxSeats: number
}

export const mib = 1024 * 1024

/**
 * As many as a mistake of a loop has soon, and nobody means; a sandbox in memory as large as can be copied at one go, as SQLite does, while
 * others wait: 96 MiB take 35 ms.
 */
export const usualLimits: Limits = { maxSandboxes: 10_000, maxSandboxBytes: 96 * mib, maxSnapshots: 200, maxSeats: 60 }

/** No class has more, whatever is asked for: each seat is a sandbox. */
export const mostSeats = 1000

/** What is not said is as usual. */
export const limitsOf = (limits: Partial<Limits>): Limits => ({
  maxSandboxes: limits.maxSandboxes ?? usualLimits.maxSandboxes,
  maxSandboxBytes: limits.maxSandboxBytes ?? usualLimits.maxSandboxBytes,
  maxSnapshots: limits.maxSnapshots ?? usualLimits.maxSnapshots,
  maxSeats: limits.maxSeats ?? usualLimits.maxSeats
})

/** `268435456 bytes (256 MiB)`. */
export const inBytes = (bytes: number): string => `${plural(bytes, 'byte')}${bytes % mib === 0 ? ` (${bytes / mib} MiB)` : ''}`
