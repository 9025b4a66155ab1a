import { Failure } from '../core/errors.ts'
import { isParameter, partsOf } from '../core/near-paths.ts'
import { askedOf, takes, type Asked, type Slip } from './asked-path.ts'
import { baseSlips } from './base-slips.ts'
import { withBraces } from './not-found.ts'
import { ofAdmin, placeSlips } from './place-slips.ts'

/**
 * What programs often get wrong of an address as a whole, most of all in their base URL: that which was got wrong of a path that nothing
 * serves, in a sentence. Each speaks of the sandbox, as a real API would not say it. `prefix` is that of its sandbox.
 */
export function slipIn (templates: readonly string[], path: string, prefix = ''): string | undefined {
  return firstOf(askedOf(templates, path, prefix))
}

function firstOf (asked: Asked): string | undefined {
  for (const slip of slips) {
    const said = slip(asked)
    if (said !== undefined) return said
  }
  return undefined
}

/** A refusal that begins with what was got wrong, where that is known. */
export const withSlip = (failure: Failure, slip: string | undefined): Failure =>
  slip === undefined ? failure : new Failure(failure.kind, `${slip} ${failure.message}`, failure)

const nothingForId: Slip = ({ path, served }) => {
  const written = path.split('/').slice(1)
  if (!written.includes('')) return undefined
  const filled = (template: readonly string[]) => written.map((part, n) => part === '' && isParameter(template[n] ?? '') ? 'x' : part)
  const found = served.find(template => takes(template, filled(template)))
  const lacking = found?.find((_, n) => written[n] === '')
  return lacking && `The path that came to the sandbox has nothing where ${withBraces(lacking)} belongs.`
}

/** What is left without them may have another slip: a path is proposed only where something is served. */
const twoSlashes: Slip = asked => {
  const plain = asked.path.replace(/\/{2,}/g, '/')
  if (plain === asked.path) return undefined
  const slashes = 'The path that came to the sandbox has two slashes in a row; a base URL that ends in a slash makes that'
  if (asked.isServed(partsOf(plain))) return `${slashes}, and without it the path is ${asked.shown(plain)}.`
  return [`${slashes}.`, firstOf({ ...asked, path: plain })].filter(Boolean).join(' ')
}

const encodedSlash: Slip = ({ path, served, shown }) => {
  const plain = path.replace(/%2f/gi, '/')
  return plain !== path && served.some(template => takes(template, plain.split('/').slice(1)))
    ? `The path that came to the sandbox has %2F, which is a slash within a part; between parts it must be /, as in ${shown(plain)}.`
    : undefined
}

const slips: readonly Slip[] = [...placeSlips, nothingForId, twoSlashes, encodedSlash, ...baseSlips, ofAdmin]
