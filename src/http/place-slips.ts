import { meantBy } from '../core/meant.ts'
import { partsOf } from '../core/near-paths.ts'
import { cut } from '../core/words.ts'
import { isSame, joined, type Slip } from './asked-path.ts'
import { noIdIn } from './no-sandbox.ts'
import { meantFor } from './not-found.ts'
import { calledJournal } from './own-paths.ts'

const noSandbox: Slip = ({ path }) => /^\/sandboxes(?:\/{2}|\/?$)/i.test(path) ? noIdIn() : undefined

/** A base URL that was put before a path that had it. */
const twice: Slip = ({ path, prefix, isServed }) => {
  const parts = partsOf(prefix + path).slice(0, 40)
  for (let from = 0; from < parts.length; from++) {
    for (let count = 1; from + 2 * count <= parts.length; count++) {
      const again = parts.slice(from, from + count)
      const once = parts.toSpliced(from, count)
      if (again.every((part, n) => isSame(part, once[from + n])) && isServed(once)) {
        return `The path has ${cut(joined(again))} twice; the sandbox has this at ${cut(joined(once))}.`
      }
    }
  }
  return undefined
}

/** Whose id is where the sandbox's own API has the sandbox itself. */
const belowItsRecord: Slip = ({ path, isServed }) => {
  const { prefix, rest, isBelowRecord } = meantFor(path)
  if (!isBelowRecord) return undefined
  const there = [rest, rest.replace('/__admin', '')].find(it => isServed(partsOf(it))) ?? ''
  return `What is asked of ${cut(prefix.split('/')[2]!)} is below its address: ${cut(prefix + there)}.`
}

/** The path of a sandbox, also where `sandboxes` is mistyped, as in `/sandbox/{id}`. */
const sandboxElsewhere: Slip = ({ path, prefix, isServed, shown }) => {
  const parts = partsOf(path)
  const at = parts.findIndex((part, n) => meantBy(['sandboxes'], part).length > 0 && parts[n + 1] !== undefined)
  const [written, rest] = [parts.slice(at, at + 2), parts.toSpliced(at, 2)]
  if (at < 0 || isSame('__admin', parts[0]) || !isServed(rest)) return undefined
  if (prefix !== '') return `The path names two sandboxes; without ${cut(joined(written))} it is ${shown(joined(rest))}.`
  const named = joined(['sandboxes', written[1]!])
  const why = isSame('sandboxes', written[0])
    ? `${cut(named)} comes before all else`
    : `it begins with /sandboxes, not ${cut(`/${written[0]}`)}`
  return `The sandbox has this at ${cut(named + joined(rest))}; ${why}.`
}

const adminBehind: Slip = ({ path, isServed, shown }) => {
  const parts = partsOf(path)
  const own = parts.slice(Math.max(0, parts.findIndex(part => isSame('__admin', part))))
  if (own.length === parts.length) return undefined
  const there = isServed(own) ? `The sandbox has this at ${shown(joined(own))}` : `The sandbox's own API is at ${shown('/__admin')}`
  return `${there}; /__admin comes right after the address of the sandbox, not after that of an API.`
}

const ofJournal: Slip = ({ path, shown }) => calledJournal.test(path)
  ? `GET ${shown('/__admin/requests')} lists what was sent, ` +
    `and GET ${shown('/__admin/requests/last/explain')} says why the last request was answered as it was.`
  : undefined

/** To be said where it may not be anything else. */
export const ofAdmin: Slip = ({ path, isServed, shown }) => isServed(['__admin', ...partsOf(path)])
  ? `The sandbox's own API has this, at ${shown(`/__admin${path}`)}.`
  : undefined

/** What is put where it does not belong: the path of a sandbox, that of an API, or `/__admin`. */
export const placeSlips: readonly Slip[] = [noSandbox, twice, belowItsRecord, sandboxElsewhere, adminBehind, ofJournal]
