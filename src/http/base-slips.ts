import { distanceFrom, isParameter, isVersion, partsOf } from '../core/near-paths.ts'
import { either } from '../core/words.ts'
import { isSame, joined, takes, type Asked, type Slip } from './asked-path.ts'

/** Whether a name follows its version: what takes anything there does not tell what was meant. */
export const isNamed = (template: readonly string[]): boolean =>
  template.some(isVersion) && template.slice(template.findIndex(isVersion) + 1).some(part => !isParameter(part))

const otherVersion: Slip = ({ path, served, shown }) => {
  const written = partsOf(path)
  const of = (template: readonly string[]) =>
    written.map((part, n) => isVersion(part) && isVersion(template[n] ?? '') ? template[n]! : part)
  const found = served.filter(isNamed).find(template => takes(template, of(template)))
  return found && `The sandbox has this in another version, at ${shown(joined(of(found)))}.`
}

const noVersion: Slip = ({ path, served, shown }) => {
  const written = partsOf(path)
  if (written.some(isVersion)) return undefined
  const found = served.filter(template => isNamed(template) && takes(template.filter(part => !isVersion(part)), written))
  if (found.length === 0) return undefined
  const [whole, bases] = [found.map(it => filled(it, written)), found.map(it => filled(it, written).slice(0, it.findIndex(isVersion) + 1))]
  const each = (texts: readonly string[]) => either([...new Set(texts)])
  return `The path lacks ${each(bases.map(it => `/${it.at(-1)}`))}: the sandbox has this at ${each(whole.map(it => shown(joined(it))))}. ` +
    `The base URL must end in ${each(bases.map(it => shown(joined(it))))} (a client that resolves relative paths ` +
    'drops the last part of a base URL without a slash at its end).'
}

/** A template with its version, and with what is written instead of all else. */
function filled (template: readonly string[], written: readonly string[]): string[] {
  const rest = [...written]
  return template.map(part => isVersion(part) ? part : rest.shift()!)
}

const noBase: Slip = ({ path, served }) => {
  const written = partsOf(path)
  const baseOf = (template: readonly string[]): string | undefined => {
    const from = Math.max(0, template.length - written.length)
    const [base, rest] = [template.slice(0, from), template.slice(from)]
    return from > 0 && !base.some(isParameter) && isSame(rest[0]!, written[0]) && takes(rest, written) ? joined(base) : undefined
  }
  const bases = served.flatMap(template => baseOf(template) ?? [])
  return bases.length > 0 && baseOf(nearestOf(served, path)) !== undefined
    ? `The sandbox has this path below ${either([...new Set(bases)])}, which the base URL must end in; ` +
      'a path that begins with / replaces that of the base URL in some clients.'
    : undefined
}

/** What it would be without a base is not meant where something else is nearer: `/token` is most like the end of `/oauth2/access_token`. */
function nearestOf (served: Asked['served'], path: string): readonly string[] {
  const distanceTo = distanceFrom(path)
  const off = served.map(template => distanceTo(joined(template)))
  return served[off.indexOf(Math.min(...off))]!
}

const otherBase: Slip = ({ path, prefix, served, shown }) => {
  const written = partsOf(path)
  const isWhole = (parts: readonly string[]) => served.some(template => takes(template, parts))
  const from = written.findIndex((_, n) => n > 0 && isWhole(written.slice(n)))
  if (from < 0) return undefined
  const [base, rest] = [written.slice(0, from), written.slice(from)]
  const there = `The sandbox has ${shown(joined(rest))}`
  if (served.some(template => template.length > from && takes(template.slice(0, from), base))) {
    return `${there}; ${joined(rest.slice(0, 1))} comes right after the address of the sandbox, not after that of an API.`
  }
  return `${there}, and nothing below ${shown(joined(base))}${prefix === '' ? '; a sandbox of its own is at /sandboxes/{id}' : ''}.`
}

/** What a base URL often has wrong of an API: its version, its beginning, or one that is another's. */
export const baseSlips: readonly Slip[] = [otherVersion, noVersion, noBase, otherBase]
