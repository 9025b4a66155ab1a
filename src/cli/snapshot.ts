import type { Snapshot } from '../library/types.ts'
import { readFrom, writeTo } from './given-files.ts'
import { inParts, withProgress } from './progress.ts'
import { controlsOf, print, type RemoteFlags } from './remote.ts'

export async function listSnapshots (flags: RemoteFlags): Promise<void> {
  const snapshots = await (await controlsOf(flags)).snapshots.list()
  print(flags, snapshots, snapshots.map(lineOf))
}

export async function saveSnapshot (id: string | undefined, flags: RemoteFlags): Promise<void> {
  const snapshot = await (await controlsOf(flags)).snapshots.save(id)
  print(flags, snapshot, lineOf(snapshot))
}

export async function restoreSnapshot (id: string, flags: RemoteFlags): Promise<void> {
  await (await controlsOf(flags)).snapshots.restore(id)
  print(flags, { id }, `restored ${id}`)
}

export async function deleteSnapshot (id: string, flags: RemoteFlags): Promise<void> {
  await (await controlsOf(flags)).snapshots.delete(id)
  print(flags, { id }, `deleted ${id}`)
}

/** Writes the whole state of a sandbox into a file, from which another can be filled. */
export async function exportState (file: string, flags: RemoteFlags): Promise<void> {
  const bytes = await (await controlsOf(flags)).exportState()
  writeTo(file, bytes)
  print(flags, { file, bytes: bytes.length }, `${file}: ${bytes.length} bytes`)
}

export async function importState (file: string, flags: RemoteFlags): Promise<void> {
  const bytes = readFrom(file)
  const { importState } = await controlsOf(flags)
  await withProgress({ what: `Sending ${file}`, total: bytes.length, unit: 'bytes', json: flags.json },
    progress => importState(progress ? inParts(bytes, progress.to) : bytes))
  print(flags, { file }, `the state is that of ${file}`)
}

const lineOf = ({ id, at, bytes }: Snapshot): string => `${id}  ${at}  ${bytes} bytes`
