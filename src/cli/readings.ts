import { describeReadings } from '../admin/readings.ts'
import { BadInput } from '../core/errors.ts'
import { readingsAsMarkdown, readingsAsTable } from '../pages/readings.ts'
import { services } from '../services.ts'
import type { Reading } from '../library/types.ts'
import { controlsOf, print, type CatalogueFlags, type RemoteFlags } from './remote.ts'

/** Prints the sentences that can be understood in more than one way; of a server that runs, how it understands them. */
export async function printReadings ({ url, ...flags }: CatalogueFlags): Promise<void> {
  if (url !== undefined) return printInForce({ ...flags, url }, await (await controlsOf({ ...flags, url })).readings.list())
  const readings = describeReadings(services)
  const { json, markdown } = flags
  process.stdout.write(json
    ? `${JSON.stringify(readings, null, 2)}\n`
    : markdown ? readingsAsMarkdown(readings, services) : `${readingsAsTable(readings)}\n`)
}

/** Has a server that runs go by other choices. */
export async function chooseReadings (chosen: readonly string[], flags: RemoteFlags): Promise<void> {
  const choices = Object.fromEntries(chosen.map(text => {
    const [id, choice, ...rest] = text.split('=')
    if (!id || !choice || rest.length > 0) {
      throw new BadInput(`"${text}" chooses nothing. Use visit-id-scope=plan; see tms-sandbox readings.`)
    }
    return [id, choice]
  }))
  printInForce(flags, await (await controlsOf(flags)).readings.choose(choices))
}

const printInForce = (flags: RemoteFlags, readings: readonly Reading[]): void =>
  print(flags, readings, readings.map(({ id, inForce, choices }) => `${id}=${inForce}  ${choices[inForce]}`))
