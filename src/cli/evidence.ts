import { join } from 'node:path'
import { readMoment } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { makeFolder } from '../core/make-folder.ts'
import { pathOf } from '../core/path-of.ts'
import { quoted } from '../core/words.ts'
import { whyNot } from '../core/why-not.ts'
import { evidenceFiles } from '../evidence/files.ts'
import { evidenceSchema } from '../evidence/shape.ts'
import { writeTo } from './given-files.ts'
import { controlsOf, print, type RemoteFlags } from './remote.ts'

export interface EvidenceFlags extends RemoteFlags {
  readonly out: string
  readonly now?: string
  readonly schema?: true
}

/** Writes the evidence of a sandbox's run into a folder. Throws BadInput where that, or the time, cannot be. */
export async function writeEvidence (flags: EvidenceFlags): Promise<void> {
  if (flags.schema) {
    process.stdout.write(evidenceSchema())
    return
  }
  const gathered = momentOf(flags.now)
  await controlsOf(flags)
  const { evidence, files } = await evidenceFiles(flags.url, flags.adminToken, gathered)
  const folder = madeFolder(flags.out)
  for (const [name, text] of Object.entries(files)) writeTo(join(folder, name), text, 'Name another folder with --out.')
  const { operations, rules, requests } = evidence.summary
  print(flags, evidence.summary, [
    `${operations.called} of ${operations.all} operations called`,
    `${rules.met} of ${rules.all} rules met: ${rules.refused} refused, ${rules.warned} only warned, ${rules.found} found by a validation`,
    `${requests.inJournal} requests in the journal`,
    ...Object.keys(files).map(name => join(folder, name))
  ])
}

/** It says when somebody looked, which is no time of any sandbox. Throws BadInput. */
function momentOf (now: string | undefined): string {
  return new Date(now === undefined ? Date.now() : read(now)).toISOString().replace('.000Z', 'Z')
}

function read (now: string): number {
  try {
    return readMoment(now)
  } catch (error) {
    throw error instanceof BadInput ? new BadInput(`--now: ${error.message}`) : error
  }
}

function madeFolder (named: string): string {
  const folder = pathOf(named)
  try {
    makeFolder(folder)
    return folder
  } catch (error) {
    throw new BadInput(`The folder ${quoted(named)} cannot be made: ${whyNot(error)}. Name another with --out.`)
  }
}
