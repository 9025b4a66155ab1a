import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { firstUses } from './first-uses.ts'
import { fewer, fill, ofFullStates, ofWholeStates, usual } from './full-states.ts'
import { inputs, type Hostile } from './hostile.ts'
import { ofLargeFixture } from './large-fixture.ts'
import { fillLargest, noState, ofLargest, ofMany } from './largest.ts'
import { complaintsOf, underLoad } from './load.ts'
import { afterRestart, ofTheServer, prepareForRestart, prepareForThose } from './of-the-server.ts'
import { startWatched, type Watched } from './server.ts'
import { complaintsAbout, measureStalls } from './stalls.ts'

const [, , what = 'load', words = '.'] = process.argv

function fail (complaints: readonly string[]): void {
  for (const complaint of complaints) console.log(complaint)
  if (complaints.length > 0) process.exitCode = 1
}

async function bear (): Promise<void> {
  const server = await startWatched()
  const seconds = Number(process.env.TMS_SANDBOX_EFFORT ?? 1) * 60
  const loaded = await underLoad(server, { sandboxes: 50, peak: 10, warmUp: 20, seconds }, line => console.log(line))
  const { errors, requests, rate } = loaded
  console.log(`${requests} requests, ${rate.toFixed(0)} a second, ${errors.length} errors`)
  fail(complaintsOf(loaded, { isQuiet: true }))
  await server.stop()
}

async function stall (server: Watched, all: readonly Hostile[], tries = 2): Promise<void> {
  const found = await measureStalls(server, all.filter(isChosen), tries, ({ name, status, longest, all }) =>
    console.log(name.padEnd(56), String(status).padStart(4), longest.toFixed(1).padStart(9), all.toFixed(1).padStart(9)))
  fail(complaintsAbout(found))
  await server.stop()
}

const isChosen = ({ name }: Hostile): boolean => new RegExp(words).test(name)

async function stallAll (): Promise<void> {
  await stall(await startWatched(), firstUses, 1)
  const server = await startWatched()
  await prepareForThose(server)
  // To fill it takes longer than all else.
  const token = ofFullStates('', usual).some(isChosen) ? await fill(server, usual) : ''
  await stall(server, [...inputs, noState, ...ofTheServer(), ...ofLargeFixture(), ...ofFullStates(token, usual)])
  if ([...ofLargest(), ofMany()].some(isChosen)) await stallLargest(await startWatched())
  if (isChosen(afterRestart)) await stallAfterRestart(folder())
  if ([...ofLargest(inFile), ofMany(inFile)].some(isChosen)) await stallLargest(await startWatched(['--data', folder()]), inFile)
  if (!ofWholeStates(inFile).some(isChosen)) return
  const inFiles = await startWatched(['--data', folder()])
  await fill(inFiles, fewer)
  await stall(inFiles, ofWholeStates(inFile))
}

async function stallLargest (server: Watched, where = ''): Promise<void> {
  await fillLargest(server)
  await stall(server, [...ofLargest(where), ofMany(where)])
}

async function stallAfterRestart (data: string): Promise<void> {
  const before = await startWatched(['--data', data])
  await prepareForRestart(before)
  await before.stop()
  await stall(await startWatched(['--data', data]), [afterRestart], 1)
}

function folder (): string {
  const data = mkdtempSync(join(tmpdir(), 'tms-sandbox-load-'))
  process.once('exit', () => { rmSync(data, { recursive: true, force: true }) })
  return data
}

const inFile = ' in a file'

await (what === 'load' ? bear() : stallAll())
