import { BadInput } from '../core/errors.ts'
import { plural } from '../core/words.ts'
import { exitCodes } from './exit-codes.ts'
import { writeTo } from './given-files.ts'
import { controlsOf, print, type RemoteFlags } from './remote.ts'

export interface CoverageFlags extends RemoteFlags {
  readonly min?: string
  readonly junit?: string
  readonly html?: string
  readonly clear?: true
  readonly sandboxes?: string
}

/** Prints which rules the requests since the last clearing have made fail; exit code 1 where they are fewer than --min per cent. */
export async function printCoverage (flags: CoverageFlags): Promise<void> {
  const min = flags.min === undefined ? 0 : Number(flags.min)
  if (!(min >= 0 && min <= 100)) throw new BadInput(`--min: "${flags.min}" is not a percentage. Use a number from 0 to 100.`)
  const { coverage } = await controlsOf(flags)
  const taken = await coverage.get(flags.sandboxes)
  if (flags.junit !== undefined) writeTo(flags.junit, await coverage.junit(flags.sandboxes))
  if (flags.html !== undefined) writeTo(flags.html, await coverage.html(flags.sandboxes))
  if (flags.clear) await coverage.clear(flags.sandboxes)
  const { rules, failed, refused, warned, found, percent } = taken.summary
  const isEnough = percent >= min
  print(flags, taken, [
    ...taken.rules.filter(({ failed }) => failed === 0).map(({ id }) => `never broken  ${id}`),
    `${plural(refused, 'rule')} refused, ${warned} only warned, ${found} found broken by a validation`,
    `${failed} of ${rules} rules were made to fail (${percent} %)${isEnough ? '' : `, which is less than ${min} %`}`
  ])
  process.exitCode = isEnough ? 0 : exitCodes.no
}
