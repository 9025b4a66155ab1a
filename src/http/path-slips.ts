import { Failure } from '../core/errors.ts'
import { isParameter } from '../core/near-paths.ts'
import { askedOf, takes, type Slip } from './asked-path.ts'
import { baseSlips } from './base-slips.ts'
import { withBraces } from './not-found.ts'
import { ofAdmin, placeSlips } from './place-slips.ts'

/**
 * What programs often get wrong of an address as a whole, most of all in their base URL: that which was got wrong of a path that nothing
 * serves, in a sentence. Each speaks of the sandbox, as a real API would not say it. `prefix` is that of its sandbox.
 */
export function slipIn (templates: readonly string[], path: string, prefix = ''): string | undefined {
  const asked = askedOf(templates, path, prefix)
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

const slips: readonly Slip[] = [...placeSlips, nothingForId, twoSlashes, encodedSlash, ...baseSlips, ofAdmin]
