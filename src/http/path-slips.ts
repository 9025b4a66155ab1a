import { isParameter, isVersion, partsOf } from '../core/near-paths.ts'
import { cut, either } from '../core/words.ts'
import { isMeantForAdmin } from './own-paths.ts'
import { withBraces } from './not-found.ts'

/**
 * What programs often get wrong of an address as a whole, most of all in their base URL. Each says so of a path that nothing serves, or
 * nothing where it is not that. Each speaks of the sandbox, as a real API would not say it.
 */
type Slip = (asked: Asked) => string | undefined

interface Asked {
  readonly path: string
  /** What a part is to be, as `/learners/:learnerLocalId` has it, by parts. */
  readonly served: ReadonlyArray<readonly string[]>
  /** As whoever asked has to write it. */
  shown (path: string): string
}

/** The slip that was made with a path that nothing serves, in a sentence. `prefix` is that of its sandbox. */
export function slipIn (templates: readonly string[], path: string, prefix = ''): string | undefined {
  const served = templates.filter(it => isMeantForAdmin(it) === isMeantForAdmin(path)).map(it => it.split('/').slice(1))
  const asked: Asked = { path: path.slice(0, 2000), served, shown: it => cut(prefix + it) }
  for (const slip of slips) {
    const said = slip(asked)
    if (said !== undefined) return said
  }
  return undefined
}

const isSame = (part: string, written: string | undefined): boolean => part.toLowerCase() === written?.toLowerCase()

const takes = (template: readonly string[], written: readonly string[]): boolean => template.length === written.length &&
  template.every((part, n) => isParameter(part) ? written[n] !== '' : isSame(part, written[n]))

const joined = (parts: readonly string[]): string => parts.map(part => `/${part}`).join('')

const noSandbox: Slip = ({ path }) => /^\/sandboxes(?:\/{2}|\/?$)/i.test(path)
  ? 'The path has no id after /sandboxes. A sandbox is at /sandboxes/{id}, and GET /__admin/sandboxes lists them.'
  : undefined

const nothingForId: Slip = ({ path, served }) => {
  const written = path.split('/').slice(1)
  if (!written.includes('')) return undefined
  const filled = (template: readonly string[]) => written.map((part, n) => part === '' && isParameter(template[n] ?? '') ? 'x' : part)
  const found = served.find(template => takes(template, filled(template)))
  const lacking = found?.find((_, n) => written[n] === '')
  return lacking && `The path that came to the sandbox has nothing where ${withBraces(lacking)} belongs.`
}

const twoSlashes: Slip = ({ path, shown }) => path.includes('//')
  ? 'The path that came to the sandbox has two slashes in a row; a base URL that ends in a slash makes that, ' +
    `and without it the path is ${shown(path.replace(/\/{2,}/g, '/'))}.`
  : undefined

const encodedSlash: Slip = ({ path, served, shown }) => {
  const plain = path.replace(/%2f/gi, '/')
  return plain !== path && served.some(template => takes(template, plain.split('/').slice(1)))
    ? `The path that came to the sandbox has %2F, which is a slash within a part; between parts it must be /, as in ${shown(plain)}.`
    : undefined
}

const otherVersion: Slip = ({ path, served, shown }) => {
  const written = partsOf(path)
  const of = (template: readonly string[]) =>
    written.map((part, n) => isVersion(part) && isVersion(template[n] ?? '') ? template[n]! : part)
  const found = served.find(template => takes(template, of(template)))
  return found && `The sandbox has this in another version, at ${shown(joined(of(found)))}.`
}

const noBase: Slip = ({ path, served }) => {
  const written = partsOf(path)
  const bases = served.flatMap(template => {
    const from = Math.max(0, template.length - written.length)
    const [base, rest] = [template.slice(0, from), template.slice(from)]
    return from > 0 && !base.some(isParameter) && isSame(rest[0]!, written[0]) && takes(rest, written) ? joined(base) : []
  })
  return bases.length > 0
    ? `The sandbox has this path below ${either([...new Set(bases)])}, which the base URL must end in.`
    : undefined
}

const otherBase: Slip = ({ path, served, shown }) => {
  const written = partsOf(path)
  const isWhole = (parts: readonly string[]) => served.some(template => takes(template, parts))
  const from = written.findIndex((_, n) => n > 0 && isWhole(written.slice(n)))
  return from < 0
    ? undefined
    : `The sandbox has ${shown(joined(written.slice(from)))}, and nothing below ${shown(joined(written.slice(0, from)))}; ` +
      'a sandbox of its own is at /sandboxes/{id}.'
}

const slips: readonly Slip[] = [noSandbox, nothingForId, twoSlashes, encodedSlash, otherVersion, noBase, otherBase]
