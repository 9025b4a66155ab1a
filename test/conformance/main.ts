import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from '../../bench/peers/install.js'
import { documented } from '../harness.ts'
import { exceptions, type Exception } from './exceptions.ts'
import { startFresh, startLasting } from './fresh.ts'
import { redocly, seriousme, spectral } from './linters.ts'
import { portman } from './portman.ts'
import { prism } from './prism.ts'
import { specmatic } from './specmatic.ts'
import type { Found, Subject, Tool } from './tool.ts'

// The documents, and what is answered, as programs see them that are none of ours. npm run conformance, or npm run conformance -- prism
const tools: Record<string, Tool> = { redocly, spectral, seriousme, prism, portman, specmatic }

const { TMS_SANDBOX_TOOLS: kept = join(tmpdir(), 'tms-sandbox-peers') } = process.env
const chosen = process.argv.slice(2).filter(word => word in tools)
const only = process.argv.slice(2).filter(word => !(word in tools))
const subjects = documented().map(({ name, mount }): Subject => {
  const file = fileURLToPath(new URL(`../../openapi/${name}.json`, import.meta.url))
  return { name, file, mount, document: JSON.parse(readFileSync(file, 'utf8')) }
}).filter(({ name }) => only.length === 0 || only.includes(name))

const [fresh, lasting] = [await startFresh(), await startLasting()]
const world = { subjects, fresh: fresh.url, lasting: lasting.url, folder: mkdtempSync(join(tmpdir(), 'tms-sandbox-conformance-')) }
mkdirSync(kept, { recursive: true })
const met = new Set<Exception>()
const ran: Tool[] = []
const rows: Array<Record<string, string>> = []
for (const name of chosen.length > 0 ? chosen : Object.keys(tools)) {
  const tool = tools[name]!
  const began = Date.now()
  const missing = tool.lacks?.()
  if (missing) rows.push({ tool: `${tool.title}: ${missing}` })
  else {
    ran.push(tool)
    const found = await tool.check(install(kept, tool.package, tool.version, tool.beside), world)
    rows.push(rowOf(tool, found, (Date.now() - began) / 1000))
  }
}
console.table(rows)
tellOfStale()
await Promise.all([fresh.stop(), lasting.stop()])
process.exit()

function rowOf (tool: Tool, found: ReadonlyMap<string, Found>, seconds: number): Record<string, string> {
  const cells = [...found].map(([document, { tried, differences }]) => {
    const unexplained = differences.filter(it => {
      const why = exceptions.filter(({ tool: of, difference }) => of.test(tool.title) && difference.test(it))
      for (const exception of why) met.add(exception)
      return why.length === 0
    })
    for (const difference of new Set(unexplained)) console.log(`${tool.title}, ${document}: ${difference}`)
    if (unexplained.length > 0) process.exitCode = 1
    return [document, unexplained.length === 0 ? `${tried}` : `${unexplained.length} of ${tried}`]
  })
  return { tool: `${tool.title} ${tool.version}`, ...Object.fromEntries(cells), seconds: seconds.toFixed(0) }
}

/** An exception that nothing needs would hide what comes later; which those are is known where every document was looked at. */
function tellOfStale (): void {
  if (only.length > 0) return
  for (const exception of exceptions) {
    if (met.has(exception) || !ran.some(({ title }) => exception.tool.test(title))) continue
    console.log(`Nothing is excepted by ${exception.tool} ${exception.difference}: take it out of test/conformance/exceptions.ts`)
    process.exitCode = 1
  }
}
