import { readdirSync, statSync, utimesSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Folder } from './folder.ts'
import type { Holding } from './holding.ts'
import type { Place } from './places.ts'
import { isOfSandbox, mostGone, noteIn, type Note } from './register.ts'

/** What a server does by itself with the sandboxes of a folder that it shares. */

interface Means {
  readonly folder: Folder
  readonly known: ReadonlyMap<string, Place>
  readonly holding: Holding
  /** The clock of the machine, in milliseconds. */
  readonly machine: () => number
  readonly report: (error: unknown) => void
  /** Lets go of those that others want, of each once nothing is under way in it. */
  give (wanted: readonly string[]): void
  /** Has one sleep that nothing is under way in, and lets go of it. */
  rest (id: string): void
  /** Has one go whose time is over. */
  find (id: string): unknown
}

/** So often, in milliseconds, it is looked for what others want. */
const givenEvery = 100

/** So often, in milliseconds, it is looked for sandboxes that nobody uses. */
const tidiedEvery = 60_000

/** Begins; answers what ends it. */
export function lookAfter (means: Means): () => void {
  const { holding, give, report } = means
  const lookedAt = new Map<string, number>()
  const attempt = (work: () => void) => {
    try {
      work()
    } catch (error) {
      report(error)
    }
  }
  const timers = [
    setInterval(attempt, givenEvery, () => { give(holding.wanted()) }),
    setInterval(attempt, tidiedEvery, () => {
      letGoOfIdle(means, lookedAt)
      holding.forgetWishes()
      tidy(means).catch(report)
    })
  ]
  for (const timer of timers) timer.unref()
  return () => { for (const timer of timers) clearInterval(timer) }
}

/** One that no request has come to since it was last looked at. */
function letGoOfIdle ({ holding, known, folder, rest }: Means, lookedAt: Map<string, number>): void {
  for (const id of holding.ids()) {
    const place = known.get(id)
    const latest = place?.journal.latest() ?? 0
    if (place) noteUse(folder, id, place)
    if (lookedAt.get(id) === latest) rest(id)
    lookedAt.set(id, latest)
  }
  for (const id of lookedAt.keys()) if (!holding.has(id)) lookedAt.delete(id)
}

/** Has those go whose time is over and that no server holds, and forgets those that went long ago. Others have their turn in between. */
async function tidy ({ folder, holding, machine, find, rest }: Means): Promise<void> {
  const gone: Array<{ id: string, at: number }> = []
  for (const it of await readdir(folder.path, { withFileTypes: true })) {
    const { name } = it
    const id = name.replace(/\.json$/, '')
    // Whoever opens a pipe waits for ever.
    if (!it.isFile() || id === name || !isOfSandbox(id) || holding.has(id)) continue
    const note = noteOrNone(await readFile(join(folder.path, name), 'utf8').catch(() => ''))
    if (note.gone) gone.push({ id, at: note.gone.at })
    const { ttlSeconds } = note.spec ?? {}
    if (ttlSeconds === undefined || usedBy(folder, id) + ttlSeconds * 1000 > machine() || !holding.tryTake(id)) continue
    find(id)
    rest(id)
  }
  for (const { id } of gone.sort((a, b) => b.at - a.at).slice(mostGone)) forget(id, folder, holding)
}

function forget (id: string, folder: Folder, holding: Holding): void {
  if (holding.has(id) || !holding.tryTake(id)) return
  const note = folder.noteOf(id)
  if (note && noteOrNone(note.text).gone) {
    folder.removeNote(id)
    holding.removeLock(id)
  }
  holding.letGo(id)
}

/** Whoever asks for a sandbox with a damaged note is told of it. */
function noteOrNone (text: string): Note {
  try {
    return noteIn({ text, file: '', hasData: false })
  } catch {
    return {}
  }
}

/** When a sandbox that this server does not hold was asked something last: so long ago at least, as it is noted now and then. */
export const usedBy = (folder: Folder, id: string): number =>
  (statSync(noteFile(folder, id), { throwIfNoEntry: false })?.mtimeMs ?? 0) + tidiedEvery

/** Notes when one was asked something last, where that matters. */
export function noteUse (folder: Folder, id: string, { spec, usedAt }: Place): void {
  if (spec.ttlSeconds !== undefined && folder.noteOf(id)) utimesSync(noteFile(folder, id), usedAt / 1000, usedAt / 1000)
}

const noteFile = (folder: Folder, id: string): string => join(folder.path, `${id}.json`)

/** Those of which there are a note and data. */
export function sandboxesIn (path: string): string[] {
  const names = new Set(readdirSync(path))
  return [...names].filter(name => name.endsWith('.sqlite')).map(name => name.slice(0, -'.sqlite'.length))
    .filter(id => names.has(`${id}.json`) && isOfSandbox(id))
}
