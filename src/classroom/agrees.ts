/**
 * Whether an answer has what a check wants: each member that is named, with that value; of a list, for each element that is named one that
 * agrees, in any order. "…" is any value that is there, an empty list is one without elements, and null what is not there.
 */
export function agrees (wanted: unknown, found: unknown): boolean {
  if (wanted === undefined) return true
  if (wanted === '…') return found !== undefined && found !== null
  if (wanted === null) return found === undefined || found === null
  if (Array.isArray(wanted)) return Array.isArray(found) && listAgrees(wanted, found)
  if (typeof wanted !== 'object') return wanted === found
  if (typeof found !== 'object' || found === null || Array.isArray(found)) return false
  return Object.entries(wanted).every(([name, value]) => agrees(value, (found as Record<string, unknown>)[name]))
}

const listAgrees = (wanted: readonly unknown[], found: readonly unknown[]): boolean =>
  wanted.length === 0 ? found.length === 0 : wanted.every(it => it === '…' || found.some(one => agrees(it, one)))
