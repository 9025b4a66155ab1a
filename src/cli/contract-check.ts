import { buildApp } from '../app.ts'
import { readConfig } from '../config.ts'
import { checkRecording, type Checked } from '../contract/check/check.ts'
import { readHar, type Recorded } from '../contract/check/har.ts'
import { contractsOf } from '../contract/files.ts'
import { utcOf } from '../core/date-time.ts'
import { BadInput } from '../core/errors.ts'
import { plural } from '../core/words.ts'
import { contracts } from '../sandbox/contracts.ts'
import { findFixture } from '../sandbox/fixtures.ts'
import { openSandboxes } from '../sandbox/sandboxes.ts'
import { callsNowhere } from '../sandbox/webhook-hosts.ts'
import { contents, services } from '../services.ts'
import { exitCodes } from './exit-codes.ts'
import { readFrom } from './given-files.ts'

export interface CheckFlags {
  readonly contract?: string
  readonly fixture?: string
  readonly json?: true
}

/** Prints where a sandbox answers a recording of a real environment otherwise; exit code 1 where it does, or nothing is compared. */
export async function checkFile (file: string, flags: CheckFlags): Promise<void> {
  const checked = await compareFile(file, flags)
  const count = (outcome: Checked['outcome']) => checked.filter(it => it.outcome === outcome).length
  const summary = { requests: checked.length, same: count('same'), different: count('different'), notCompared: count('not compared') }
  const isOfNoUse = summary.same + summary.different === 0
  if (summary.different > 0 || isOfNoUse) process.exitCode = exitCodes.no
  if (flags.json) return console.log(JSON.stringify({ summary, requests: checked }, null, 2))
  const { requests, same, different, notCompared } = summary
  const hint = isOfNoUse ? ', so that nothing is known: look at why, above' : ''
  const counts = `${plural(requests, 'request')}: ${same} answered the same, ${different} differently, ${notCompared} not compared${hint}`
  console.log([...checked.flatMap(linesOf), counts].join('\n'))
}

/** The same, for programs. Throws BadInput for a file that is no recording. */
export async function compareFile (file: string, flags: CheckFlags = {}): Promise<Checked[]> {
  const recorded = readHar(readFrom(file), file)
  const first = recorded.find((it): it is Recorded => 'at' in it && it.at !== undefined)
  return inFreshSandbox(first?.at, flags, recorded)
}

async function inFreshSandbox (
  at: number | undefined, { contract, fixture = 'demo' }: CheckFlags, recorded: ReturnType<typeof readHar>
): Promise<Checked[]> {
  const adopted = await contractsOf({ contract: contract === undefined ? [] : [contract], data: undefined }, services)
  const { clock, defaults } = readConfig({ ...at !== undefined && { clock: `frozen:${utcOf(at)}` } })
  const goBy = adopted.length > 0 ? { [contracts.name]: adopted } : {}
  const all = { ...defaults, ...callsNowhere, ...goBy }
  const sandboxes = openSandboxes({ fixture: findFixture(fixture), clock, defaults: all, given: goBy }, contents)
  const app = await buildApp({ sandboxes })
  try {
    return await checkRecording({
      sandbox: () => sandboxes.default,
      services,
      async ask ({ method, url, headers, body }) {
        const { statusCode, headers: got, payload } = await app.inject({
          method: method as 'GET', url, headers, ...body !== undefined && { payload: body as string | Buffer }
        })
        return { status: statusCode, headers: got as Record<string, string>, text: payload }
      }
    }, recorded)
  } catch (error) {
    throw error instanceof BadInput ? error : new BadInput(`The recording cannot be replayed: ${(error as Error).message}`)
  } finally {
    await app.close()
    sandboxes.close()
  }
}

function linesOf (checked: Checked): string[] {
  const { number, request = '?', operation, outcome, because, status, types, missing, more, otherTypes, rules } = checked
  const what = `${String(number).padStart(3)}  ${request}${operation === undefined ? '' : ` (${operation})`}`
  if (outcome === 'not compared') return [`${what}: not compared, as ${because!}`]
  if (outcome === 'same') return [`${what}: ${status!.real}, the same`]
  const refused = rules.length > 0 ? ` (${rules.join(', ')})` : ''
  return [
    `${what}: ${status!.real === status!.here ? `${status!.real}, but different` : `${status!.real}, here ${status!.here}${refused}`}`,
    ...types ? [`     media type ${types.real}, here ${types.here}`] : [],
    ...missing.map(member => `     missing here: ${member}`),
    ...more.map(member => `     only here: ${member}`),
    ...otherTypes.map(({ member, real, here }) => `     of another type: ${member} is a ${real}, here a ${here}`)
  ]
}
