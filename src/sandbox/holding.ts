import { randomUUID } from 'node:crypto'
import { closeSync, existsSync, openSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Unusable } from '../core/errors.ts'
import { makeFolder } from '../core/make-folder.ts'
import { readBounded } from '../core/read-bounded.ts'
import { whyNot } from '../core/why-not.ts'
import type { Database } from './database.ts'
import { refuseNoFileOfOurs } from './files.ts'
import { lockFile } from './lock-file.ts'

/** Which of the sandboxes of a shared folder this server holds. One that is killed lets go of its own by that. */
export interface Holding {
  has (id: string): boolean
  ids (): string[]
  /** Answers whether this server holds it now: no other one did. */
  tryTake (id: string): boolean
  /** Whether no other server has held one since this one did before; of one that is held. */
  isAsLeft (id: string): boolean
  letGo (id: string): void
  /** Has the server that holds it know that it is wanted here, unless others wanted it before; answers whether it comes here next. */
  isNext (id: string): boolean
  /** Nobody here wants it any more. */
  withdraw (id: string): void
  /** Those that are wanted by others and were held for long enough. */
  wanted (): string[]
  /** Those of servers that went before they had them. */
  forgetWishes (): void
  /** Of one that is gone, and that this server holds. */
  removeLock (id: string): void
  close (): void
}

/** So long, in milliseconds, one that was fetched stays at least: the request that it was fetched for is to come to it. */
const leastHeld = 500

/** A wish is written again so often, in milliseconds, while somebody waits, */
const wishedEvery = 500

/** and one that was not for so long is that of a server which was killed. The clocks of machines may differ, so that it is looked at. */
const forsakenAfter = 1500

/** A wish, in milliseconds, that nobody repeated for so long is none any more. */
const wishLasts = 10_000

interface Held { readonly lock: Database, readonly isAsLeft: boolean, readonly since: number }

/** `machine` is the clock of the machine, in milliseconds. */
export function openHolding (folder: string, machine: () => number): Holding {
  const [locks, wishes] = [join(folder, 'locks'), join(folder, 'wanted')]
  for (const it of [locks, wishes]) makeOwn(it)
  const [lockOf, holderFile] = [(id: string) => join(locks, id), (id: string) => join(locks, `${id}.holder`)]
  const own = `process ${process.pid} on ${hostname()}, ${randomUUID()}`
  const held = new Map<string, Held>()
  const isStale = (wish: string) => machine() - (statSync(wish, { throwIfNoEntry: false })?.mtimeMs ?? 0) > wishLasts

  const { isNext, withdraw, granted } = createQueue(wishes, own)

  function letGo (id: string): void {
    held.get(id)?.lock.close()
    held.delete(id)
  }

  return {
    has: (id) => held.has(id),
    ids: () => [...held.keys()],
    tryTake (id) {
      if (held.has(id)) return true
      refuseNoFileOfOurs(holderFile(id))
      const lock = lockUnlessHeld(lockOf(id))
      if (!lock) return false
      const isAsLeft = textOf(holderFile(id)) === own
      if (!isAsLeft) write(holderFile(id), own)
      held.set(id, { lock, isAsLeft, since: performance.now() })
      granted(id)
      return true
    },
    isAsLeft: (id) => held.get(id)?.isAsLeft === true,
    letGo,
    isNext,
    withdraw,
    wanted: () => readdirSync(wishes).filter(id => held.has(id) && performance.now() - held.get(id)!.since >= leastHeld),
    forgetWishes () { for (const id of readdirSync(wishes)) if (isStale(join(wishes, id))) rmSync(join(wishes, id), { force: true }) },
    removeLock (id) { for (const file of [lockOf(id), holderFile(id)]) rmSync(file, { force: true }) },
    close: () => { for (const id of [...held.keys()]) letGo(id) }
  }
}

/** One server at a time waits for a sandbox with a wish of its own, and the others for that one to have had it. */
function createQueue (folder: string, own: string): Pick<Holding, 'isNext' | 'withdraw'> & { granted (id: string): void } {
  const wishOf = (id: string) => join(folder, id)
  const written = new Map<string, number>()
  const seen = new Map<string, { readonly wish: string, readonly since: number }>()
  let count = 0

  function isForsaken (id: string, wish: string): boolean {
    const before = seen.get(id)
    if (before?.wish === wish) return performance.now() - before.since > forsakenAfter
    seen.set(id, { wish, since: performance.now() })
    return false
  }

  function granted (id: string): void {
    for (const it of [written, seen]) it.delete(id)
    rmSync(wishOf(id), { force: true })
  }

  return {
    isNext (id) {
      const wish = textOf(wishOf(id))
      const isOwn = wish?.startsWith(own) === true
      if (wish !== undefined && !isOwn && !isForsaken(id, wish)) return false
      if (isOwn && performance.now() - (written.get(id) ?? 0) < wishedEvery) return true
      write(wishOf(id), `${own} ${count++}`)
      written.set(id, performance.now())
      return true
    },
    withdraw (id) { if (textOf(wishOf(id))?.startsWith(own)) granted(id) },
    granted
  }
}

/** The lock of a file that is still there once it is locked: who held it may have deleted it. */
function lockUnlessHeld (file: string): Database | undefined {
  refuseNoFileOfOurs(file)
  // One that is there is not opened: to close it again would end the locks that this process has on it.
  if (!existsSync(file)) closeSync(openSync(file, 'a'))
  const { ino } = statSync(file)
  try {
    const lock = lockFile(file)
    if (statSync(file, { throwIfNoEntry: false })?.ino === ino) return lock
    lock.close()
    return undefined
  } catch (error) {
    if ((error as { code?: string }).code === 'SQLITE_BUSY') return undefined
    throw error
  }
}

function makeOwn (folder: string): void {
  try {
    makeFolder(folder)
  } catch (error) {
    throw new Unusable(`The folder ${folder} cannot be made: ${whyNot(error)}.`, 'Remove it, or choose another folder with --data.')
  }
}

function write (file: string, text: string): void {
  refuseNoFileOfOurs(file)
  writeFileSync(file, text)
}

/** Far more than a server notes in one of these files. */
const mostOfNote = 1024 * 1024

function textOf (file: string): string | undefined {
  try {
    return readBounded(file, { most: mostOfNote }).toString()
  } catch {
    return undefined
  }
}
