import { statSync } from 'node:fs'
import { readBounded } from '../core/read-bounded.ts'

/**
 * The log that SQLite writes ahead, as a process that was killed leaves it: https://sqlite.org/fileformat.html#the_write_ahead_log. SQLite
 * passes over what of it is damaged without a word, and that may be what was written last.
 */

const headerBytes = 32
const frameHeaderBytes = 24

/** What of the log of a database file is lost, as a sentence; undefined where nothing is. `isDue`: the server before left it behind. */
function lostAhead (file: string, isDue: boolean): string | undefined {
  const log = readOrNone(`${file}-wal`)
  const may = 'what was written last may be lost. Look whether it is there, or restore the folder.'
  if (!log) return isDue ? `${file}-wal is missing, though the server before did not stop by itself: ${may}` : undefined
  if (log.length === 0) return undefined
  const header = headerOf(log)
  if (!header) return `${file}-wal is damaged from its beginning on: ${may}`
  const damaged = damagedFrame(log, header)
  return damaged === undefined ? undefined : `${file}-wal is damaged from page ${damaged} of it on: ${may}`
}

function readOrNone (path: string): Buffer | undefined {
  try {
    return readBounded(path, { most: Infinity })
  } catch {
    return undefined
  }
}

interface Header { readonly isBigEndian: boolean, readonly frameBytes: number, readonly salt: Buffer, readonly sum: Sum }

type Sum = readonly [number, number]

function headerOf (log: Buffer): Header | undefined {
  if (log.length < headerBytes) return undefined
  const magic = log.readUInt32BE(0)
  if (magic !== 0x377f0682 && magic !== 0x377f0683) return undefined
  const isBigEndian = magic === 0x377f0683
  const sum = addUp([0, 0], log.subarray(0, 24), isBigEndian)
  if (!isSum(log, 24, sum)) return undefined
  return { isBigEndian, frameBytes: frameHeaderBytes + log.readUInt32BE(8), salt: log.subarray(16, 24), sum }
}

/** The first frame that cannot be read though one of a finished transaction comes after it, from 1 on. */
function damagedFrame (log: Buffer, { isBigEndian, frameBytes, salt, sum }: Header): number | undefined {
  const frames = Math.floor((log.length - headerBytes) / frameBytes)
  const frame = (number: number): Buffer => log.subarray(headerBytes + number * frameBytes, headerBytes + (number + 1) * frameBytes)
  const isOfThisRound = (it: Buffer): boolean => it.subarray(8, 16).equals(salt)
  let at = 0
  for (let upTo = sum; at < frames; at++) {
    const it = frame(at)
    upTo = addUp(addUp(upTo, it.subarray(0, 8), isBigEndian), it.subarray(frameHeaderBytes), isBigEndian)
    if (!isOfThisRound(it) || !isSum(it, 16, upTo)) break
  }
  const isCommit = (it: Buffer): boolean => isOfThisRound(it) && it.readUInt32BE(4) > 0
  for (let later = at; later < frames; later++) if (isCommit(frame(later))) return at + 1
  return undefined
}

const isSum = (bytes: Buffer, at: number, [first, second]: Sum): boolean =>
  bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second

function addUp ([first, second]: Sum, bytes: Buffer, isBigEndian: boolean): Sum {
  const word = (at: number): number => isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at)
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + word(at) + second) >>> 0
    second = (second + word(at + 4) + first) >>> 0
  }
  return [first, second]
}

/** Tells of a file of a sandbox that is not as it was left; `isDue` where what was left behind shows a loss. */
export function tellOfLost (file: string, { isDue, tell }: { isDue: boolean, tell: (line: string) => void }): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size
  if (size === undefined) return
  if (size === 0) tell(`${file} is empty, so its sandbox starts again from its fixture. If it had data, restore it.`)
  const lost = lostAhead(file, isDue)
  if (lost !== undefined) tell(lost)
}
