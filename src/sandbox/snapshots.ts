import { BadInput } from '../core/errors.ts'
import { finishInTurns } from '../core/in-turns.ts'
import { whyNot } from '../core/why-not.ts'
import { plural, quoted } from '../core/words.ts'
import { inBytes, usualLimits } from './limits.ts'
import { idForm, idPattern } from './making.ts'
import type { Schema } from './schema.ts'
import { aboutOf, readStateInTurns, writing, type AboutState, type State } from './states.ts'

/** A saved state of which nothing can be read. */
export interface UnusableSnapshot { readonly id: string, readonly because: string }

/** A saved state of a sandbox. */
export interface Snapshot {
  readonly id: string
  readonly about: AboutState
  /** Of the image. */
  readonly bytes: number
}

/** The saved states of one sandbox, the oldest first. They stay through resets, restores and sleep. */
export interface Snapshots {
  list (): Snapshot[]
  /** Those whose files do not even say what they are, each with the reason. */
  unusable (): UnusableSnapshot[]
  /** Saves one under a name that is free, in steps. Throws BadInput. */
  saving (id: string | undefined, state: State): Generator<void, Snapshot>
  /**
   * `last` is the one that was saved last; a file is looked through while others have their turn. Throws BadInput where it is damaged, or
   * larger than its sandbox may be.
   */
  open (id: string, schema: Schema, mostBytes: number): Promise<State | undefined>
  delete (id: string): boolean
}

/** Files that keep snapshots, by their names. */
export interface SnapshotFiles {
  /** The oldest first. */
  list (): string[]
  fileOf (id: string): string
  /** The first bytes of one. */
  read (id: string, most: number): Buffer
  /** All of one, in steps. */
  reading (id: string): Generator<void, Buffer>
  size (id: string): number
  /** What to do about one that cannot be read. */
  remedy (id: string): string
  writing (id: string, bytes: Buffer): Generator<void, void>
  remove (id: string): void
}

/** What the snapshots of one sandbox take together, in bytes. */
export const mostSnapshotBytes = 256 * 1024 * 1024

/** What those of all sandboxes take together that live in memory: whoever has one sandbox is not to use up that of all. */
export const mostBytesInMemory = 1024 * 1024 * 1024

interface Saved extends Snapshot { readonly image: Buffer | undefined }

/** `inMemory` is what those of all sandboxes take there. */
export function createSnapshots (files?: SnapshotFiles, inMemory = () => 0, most = usualLimits.maxSnapshots): Snapshots {
  let saved: Map<string, Saved> | undefined
  const all = () => (saved ??= new Map(files?.list().flatMap(id => {
    const found = lookAt(files, id)
    return 'about' in found ? [[id, found]] : []
  })))
  const isThere = (id: string) => all().has(id) || files?.list().includes(id) === true
  const named = (id: string): Saved | undefined => id === 'last' ? [...all().values()].at(-1) : all().get(id)
  const inMemoryOf = (id: string): State | undefined => {
    const { about, image } = named(id) ?? {}
    return about && image && { about, image }
  }
  const inFile = async (wanted: string, schema: Schema, mostBytes: number): Promise<State | undefined> => {
    const { id = wanted } = named(wanted) ?? {}
    if (!isThere(id)) return undefined
    return await readStateInTurns(await finishInTurns(bytesIn(files!, id)), schema, `Snapshot ${quoted(id)}`, mostBytes)
  }

  return {
    list: () => [...all().values()],
    unusable: () => files?.list().filter(id => !all().has(id)).map(id => lookAt(files, id)).filter(it => 'because' in it) ?? [],
    * saving (wanted, state) {
      const id = wanted ?? nextId(all())
      if (isThere(id)) throw new BadInput(`There is a snapshot ${quoted(id)} already. Choose another id, or delete that one first.`)
      refuse(id, state.image.length, all(), most)
      if (!files) refuseWithAll(inMemory() + state.image.length)
      if (files) yield * files.writing(id, yield * writing(state))
      const snapshot = { id, about: state.about, bytes: state.image.length, image: files ? undefined : state.image }
      all().set(id, snapshot)
      return snapshot
    },
    open: async (id, schema, mostBytes) => inMemoryOf(id) ?? await inFile(id, schema, mostBytes),
    delete (id) {
      const { id: name = id } = named(id) ?? {}
      if (!isThere(name)) return false
      files?.remove(name)
      all().delete(name)
      return true
    }
  }
}

/** What the snapshots of a sandbox take, in bytes. */
export const bytesOf = (snapshots: Snapshots): number => snapshots.list().reduce((sum, { bytes }) => sum + bytes, 0)

/** What a file says of itself is in so many bytes. */
const mostLookedAt = 10_000

function lookAt (files: SnapshotFiles, id: string): Saved | UnusableSnapshot {
  try {
    return { id, ...aboutOf(files.read(id, mostLookedAt), files.size(id)), image: undefined }
  } catch (error) {
    return { id, because: `${files.fileOf(id)}: ${whyNot(error)}. ${files.remedy(id)}` }
  }
}

/** Throws BadInput for what is there and no file, or does not even say what it is. */
function * bytesIn (files: SnapshotFiles, id: string): Generator<void, Buffer> {
  try {
    aboutOf(files.read(id, mostLookedAt), files.size(id))
    return yield * files.reading(id)
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    throw new BadInput(`Snapshot ${quoted(id)} cannot be read from ${files.fileOf(id)}: ${error.message}. ${files.remedy(id)}`)
  }
}

function nextId (saved: ReadonlyMap<string, Saved>): string {
  const numbers = [...saved.keys()].map(id => Number(/^snapshot-(\d+)$/.exec(id)?.[1] ?? 0))
  return `snapshot-${Math.max(0, ...numbers) + 1}`
}

function refuse (id: string, bytes: number, saved: ReadonlyMap<string, Saved>, most: number): void {
  if (!idPattern.test(id) || id === 'last') {
    throw new BadInput(`${quoted(id)} cannot name a snapshot. Use ${idForm}; "last" stands for the last one that was saved.`)
  }
  if (saved.size >= most) {
    throw new BadInput(`This sandbox already has ${plural(most, 'snapshot')}, the maximum. ` +
      'Delete one of them first, or start with a larger --max-snapshots.')
  }
  const total = [...saved.values()].reduce((sum, it) => sum + it.bytes, bytes)
  if (total > mostSnapshotBytes) {
    throw new BadInput(`With this one the snapshots of this sandbox would take ${inBytes(total)}; ` +
      `the maximum is ${inBytes(mostSnapshotBytes)}. Delete one of them first.`)
  }
}

function refuseWithAll (bytes: number): void {
  if (bytes <= mostBytesInMemory) return
  throw new BadInput(`With this one the snapshots of all sandboxes would take ${inBytes(bytes)}; the maximum in memory is ` +
    `${inBytes(mostBytesInMemory)}. Delete some first, or start with --data, which keeps them in files.`)
}
