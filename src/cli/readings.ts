import { describeReadings } from '../admin/readings.ts'
import { readingsAsMarkdown, readingsAsTable } from '../pages/readings.ts'
import { services } from '../services.ts'

/** Prints the sentences that can be understood in more than one way. */
export function printReadings ({ json, markdown }: { json?: true, markdown?: true }): void {
  const readings = describeReadings(services)
  process.stdout.write(json
    ? `${JSON.stringify(readings, null, 2)}\n`
    : markdown ? readingsAsMarkdown(readings, services) : `${readingsAsTable(readings)}\n`)
}
