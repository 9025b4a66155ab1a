import { wholeNumber } from '../core/option.ts'
import { BadInput } from '../core/errors.ts'
import { both, quoted } from '../core/words.ts'
import { writeReturn } from '../tec/provider-based/generator/files.ts'
import { withProgress } from './progress.ts'

/** The flags, as texts. */
export interface GenerateFlags {
  learners?: string
  seed?: string
  return: string
  out: string
  mutants?: true
}

/** Writes the upload bodies of a made-up Single Data Return into a folder. Throws BadInput. */
export async function generateReturn ({ learners, seed, return: returnId, out, mutants }: GenerateFlags): Promise<void> {
  if (learners === undefined || seed === undefined) throw lacking({ learners, seed })
  const spec = {
    learners: read('learners', learners, 1, 1_000_000),
    seed: read('seed', seed, 0, 2_147_483_647),
    returnId: Number(returnId)
  }
  if (!/^20\d\d(?:0[1-9]|1[0-2])$/.test(returnId)) {
    throw new BadInput(`--return: ${quoted(returnId)} is not a year and a month. Write both, such as 202604.`)
  }
  const files = await withProgress({ what: `Writing ${out}`, total: spec.learners, unit: 'learners' },
    progress => writeReturn(out, spec, Boolean(mutants), progress?.to))
  console.log(`${files.length} files in ${out}: return ${spec.returnId} of ${spec.learners} learners, seed ${spec.seed}`)
}

function lacking (needed: Readonly<Record<string, string | undefined>>): BadInput {
  const missing = Object.keys(needed).filter(flag => needed[flag] === undefined).map(flag => `--${flag}`)
  return new BadInput(`generate sdr needs ${both(missing)}, too: tms-sandbox generate sdr --learners 200 --seed 1`)
}

function read (flag: string, text: string, least: number, most: number): number {
  try {
    return wholeNumber(text, least, most)
  } catch (error) {
    throw new BadInput(`--${flag}: ${(error as Error).message}`)
  }
}
