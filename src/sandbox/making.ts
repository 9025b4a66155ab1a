import { createHash } from 'node:crypto'
import type { ClockSetting } from '../core/clock.ts'
import type { Fixture } from './fixtures.ts'
import type { SandboxSpec, StartedWith } from './places.ts'
import type { Register } from './register.ts'

/** What somebody who makes a sandbox while the server runs may ask for. */
export interface Wanted {
  readonly id?: string | undefined
  readonly fixture?: Fixture | undefined
  readonly clock?: ClockSetting | undefined
  readonly seed?: string | undefined
  /** What it can be set to, by the names of the settings; the others are the server's. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined
  /** It is gone once nobody has asked it anything for so long. */
  readonly ttlSeconds?: number | undefined
  /** All of what it can be set to. */
  readonly defaults?: Readonly<Record<string, unknown>> | undefined
  readonly startedWith?: StartedWith | undefined
  readonly ownNumber?: number | undefined
  /** Whether what a fixture has under numbers that others have, too, gets numbers of its own. */
  readonly hasOwnNumbers?: boolean | undefined
}

/** What can name a sandbox, or a snapshot. */
export const idPattern = /^[a-z0-9][a-z0-9_-]{0,63}$/i

/** The same, for people. */
export const idForm = '1 to 64 letters, digits, "-" and "_", of which the first is a letter or a digit'

/** Where sandboxes are named by their ids, it stands for every one. */
export const everySandbox = 'all'

export interface Named {
  readonly id: string
  readonly spec: SandboxSpec
}

/** Names a new sandbox, and gives it a mark that nobody else has: by seed, id and number, so that the same calls give the same. */
export function named (wanted: Wanted, register: Register, usual: Fixture, isTaken: (id: string) => boolean): Named {
  let number = register.nextNumber()
  while (wanted.id === undefined && isTaken(`sandbox-${number}`)) number = register.nextNumber(number)
  const { id = `sandbox-${number}`, hasOwnNumbers, ...asked } = wanted
  const begun = asked.seed ?? (asked.fixture ?? usual).name
  // Where another of that id has been, what that issued must be good for nothing here.
  const seed = register.goneOf(id) ? `${begun}/${number}` : asked.seed
  const mark = createHash('sha256').update(`tms-sandbox/mark/${seed ?? begun}/${id}`).digest('hex').slice(0, 16)
  return { id, spec: { ...asked, seed, mark, number, ...hasOwnNumbers && { ownNumber: number } } }
}
