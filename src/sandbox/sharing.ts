import { setTimeout } from 'node:timers/promises'
import { BadInput, Failure } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import type { Folder } from './folder.ts'
import { openHolding, type Holding } from './holding.ts'
import { lookAfter, noteUse, sandboxesIn, usedBy } from './look-after.ts'
import type { Limits } from './limits.ts'
import { idPattern } from './making.ts'
import { placeOf, underWay, withFixture } from './place.ts'
import type { Place, Places, SandboxSpec } from './places.ts'
import { noteIn } from './register.ts'
import type { Sandbox } from './sandbox.ts'
import { createSnapshots } from './snapshots.ts'

/** What several servers have of one folder: each sandbox is held by one of them at a time, and comes to whichever is asked for it. */
export interface Sharing {
  /** The place of one that is there, which is held here from now on. Throws Failure where another server holds it. */
  find (id: string): Place | undefined
  /** What is to be known of one without holding it. */
  look (id: string): Place | undefined
  /** Those of all servers, but the default ones. */
  ids (): string[]
  /** Waits, for some seconds, for one that another server holds to be let go of; nothing to wait for otherwise. */
  comeHere (id: string): Promise<void> | undefined
  /** Makes one, and lets go of it once it is told of: whoever is asked for it next has it. Throws BadInput. */
  make (id: string, note: () => void, begin: () => Sandbox): Sandbox
  letGo (id: string): void
  /** Begins to give others what they want, and to let go of what nobody uses; `find` has one go whose time is over. */
  begin (find: (id: string) => unknown): void
  close (): void
}

export interface SharingOptions {
  readonly folder: Folder
  readonly places: Places
  readonly machine: () => number
  readonly limits: Limits
  readonly report: (error: unknown) => void
}

/** So long, in milliseconds, another server has to let go of what is wanted here; it is looked at in steps. */
const patience = 2500
const step = 50

export function createSharing ({ folder, places, machine, limits, report }: SharingOptions): Sharing {
  const holding = openHolding(folder.path, machine)
  const { known } = places
  const specOf = specIn(folder)
  const noted = (id: string, spec: SandboxSpec | undefined) => placeNoted(folder, id, spec, limits)
  const means = { folder, places, holding, specOf, noted, rest }
  // What others want, and have once nothing is under way in it: nothing new begins meanwhile.
  let given: readonly string[] = []
  let stop = () => {}

  function letGo (id: string): void {
    const place = known.get(id)
    if (holding.has(id) && place) noteUse(folder, id, place)
    holding.letGo(id)
  }

  /** Has one sleep that nothing is under way in. */
  function rest (id: string): void {
    const place = known.get(id)
    if (underWay(place) > 0 || place?.awake?.isBusy()) return
    if (place?.awake) places.sleep(id)
    else letGo(id)
  }

  function give (wanted: readonly string[]): void {
    given = wanted
    for (const id of wanted) rest(id)
  }

  /** Whether a request may go to it; one that was let go of comes back after those who wanted it before. */
  const comes = (id: string): boolean => holding.has(id) ? !given.includes(id) : holding.isNext(id) && holding.tryTake(id)

  return {
    find: (id) => isHere(id, means) ? known.get(id) : fetch(id, means),
    look: (id) => isHere(id, means) ? known.get(id) : noted(id, specOf(id)),
    ids: () => sandboxesIn(folder.path),
    comeHere: (id) => id === 'default' || !specOf(id) || comes(id) ? undefined : waitFor(id, comes, holding),
    make: (id, note, begin) => make(id, note, begin, means),
    letGo,
    begin (find) { stop = lookAfter({ folder, known, holding, machine, report, give, rest, find }) },
    close () {
      stop()
      holding.close()
    }
  }
}

interface Means {
  readonly folder: Folder
  readonly places: Places
  readonly holding: Holding
  specOf (id: string): SandboxSpec | undefined
  noted (id: string, spec: SandboxSpec | undefined): Place | undefined
  rest (id: string): void
}

const specIn = (folder: Folder) => (id: string): SandboxSpec | undefined => {
  const note = idPattern.test(id) ? folder.noteOf(id) : undefined
  return note && noteIn(note).spec
}

/** Its place as others left it. One whose server was killed as it made it may have no file yet. */
const placeNoted = (
  folder: Folder, id: string, spec: SandboxSpec | undefined, { maxSnapshots }: Limits
): Place | undefined => spec &&
  placeOf(withFixture(spec), createSnapshots(folder.snapshotsOf(id), undefined, maxSnapshots), {
    usedAt: usedBy(folder, id), hasBegun: folder.has(id)
  })

const isHere = (id: string, { holding, places: { known } }: Means): boolean =>
  id === 'default' || (holding.has(id) && known.get(id)?.awake !== undefined)

function fetch (id: string, { places, holding, specOf, noted }: Means): Place | undefined {
  const { known, forget, add } = places
  if (specOf(id) && !holding.tryTake(id)) throw elsewhere(id)
  // Another server may have deleted it before it was held here.
  const spec = holding.has(id) ? specOf(id) : undefined
  if (!spec) {
    forget(id)
    holding.letGo(id)
    return undefined
  }
  // Its journal is as good as it was where no other server has had it meanwhile.
  if (!known.has(id) || !holding.isAsLeft(id)) {
    forget(id)
    add(id, noted(id, spec)!)
  }
  return known.get(id)
}

function make (id: string, note: () => void, begin: () => Sandbox, means: Means): Sandbox {
  const { folder, places: { known, forget }, holding, specOf, rest } = means
  // What can be no id is refused as ever.
  if (!idPattern.test(id) || id === 'default') return begin()
  if (!holding.tryTake(id)) throw taken(id)
  if (holding.has(id) && known.get(id)?.awake) throw taken(id)
  try {
    if (specOf(id)) throw taken(id)
    if (folder.has(id)) throw new BadInput(`The data folder has data of a sandbox "${id}" that was made in another way. Choose another id.`)
    forget(id)
    return begun(id, note, begin, folder)
  } finally {
    setImmediate(rest, id)
  }
}

/** It is noted first, so that no file is left of which nobody knows how it was made. */
function begun (id: string, note: () => void, begin: () => Sandbox, folder: Folder): Sandbox {
  note()
  try {
    return begin()
  } catch (error) {
    folder.remove(id)
    folder.removeNote(id)
    throw error
  }
}

async function waitFor (id: string, comes: (id: string) => boolean, holding: Holding): Promise<void> {
  for (let waited = 0; waited < patience; waited += step) {
    await setTimeout(step)
    if (comes(id)) return
  }
  holding.withdraw(id)
}

const taken = (id: string): BadInput =>
  new BadInput(`There is a sandbox "${id}" already. Choose another id, or delete that one first.`)

const elsewhere = (id: string): Failure =>
  new Failure('elsewhere', `Another server of the shared data folder has the sandbox ${quoted(id)}, and something is under way in it. ` +
    'Nothing was done. Send the request again after a second.', { retryAfter: 1 })
