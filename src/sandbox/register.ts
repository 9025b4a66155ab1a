import { Unusable } from '../core/errors.ts'
import type { Folder, Note as NoteFile } from './folder.ts'
import { idPattern } from './making.ts'
import type { SandboxSpec } from './places.ts'

/** A sandbox that there was. */
export interface Gone {
  readonly id: string
  readonly how: 'deleted' | 'expired'
  /** Milliseconds since 1970 on the machine's clock. */
  readonly at: number
}

/** What is to be known of sandboxes beside their data: those that were made while the server runs, and those that are gone. */
export interface Register {
  /** Those that a folder kept, as they were made. */
  readonly found: ReadonlyArray<readonly [id: string, spec: SandboxSpec]>
  /** A number that none was made with before, and beyond `after`; it is used up once one is noted that was made with it. */
  nextNumber (after?: number): number
  note (id: string, spec: SandboxSpec): void
  noteGone (gone: Gone, mark: string | undefined): void
  goneOf (id: string): Gone | undefined
  /** The sandbox to which credentials with this mark lead. */
  idOf (mark: string): string | undefined
  /** Whether there is any such. */
  hasMarks (): boolean
}

/** So many that are gone are remembered, the last ones. */
export const mostGone = 1000

/** What a folder has of one. */
export interface Note {
  readonly spec?: SandboxSpec
  readonly gone?: Omit<Gone, 'id'>
  readonly mark?: string | undefined
  readonly number?: number
}

/** Other files of JSON may lie about in the folder. */
export const isOfSandbox = (id: string): boolean => idPattern.test(id)

/** Throws Unusable where a note says nothing any more: the sandbox's data alone do not tell how it was made. */
export function noteIn ({ text, file, hasData }: Omit<NoteFile, 'id'>): Note {
  try {
    const note = JSON.parse(text) as Note
    const said = isRecord(note) ? [note.spec, note.gone].filter(it => it !== undefined) : undefined
    // Another program's file says neither, and nothing lies beside it.
    if (said?.every(isRecord) && (said.length > 0 || !hasData)) return note
  } catch {
    // It is no better than one of something else.
  }
  throw new Unusable(`${file} is damaged: it does not say how its sandbox was made.`,
    'Restore it, or delete it to do without that sandbox; or choose another folder with --data.')
}

const isRecord = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

export function openRegister (folder: Folder | undefined): Register {
  const marks = new Map<string, string>()
  const gone = new Map<string, Gone & { mark: string | undefined }>()
  const notes = (folder?.notes() ?? []).flatMap(it => isOfSandbox(it.id) ? [{ id: it.id, ...noteIn(it) }] : [])
  const found = notes.flatMap(({ id, spec }) => spec ? [[id, spec] as const] : [])
  let number = Math.max(0, ...notes.map(({ spec, number = spec?.number ?? 0 }) => number))

  function remember (it: Gone, mark: string | undefined): void {
    gone.set(it.id, { ...it, mark })
    const [oldest] = gone
    if (gone.size <= mostGone || !oldest) return
    forget(oldest[0])
    folder?.removeNote(oldest[0])
  }

  function forget (id: string): void {
    const { mark } = gone.get(id) ?? {}
    if (mark !== undefined) marks.delete(mark)
    gone.delete(id)
  }

  for (const [id, { mark }] of found) if (mark !== undefined) marks.set(mark, id)
  for (const { id, gone: it, mark } of notes.filter(it => it.gone).sort((a, b) => a.gone!.at - b.gone!.at)) {
    remember({ id, ...it! }, mark)
    if (mark !== undefined) marks.set(mark, id)
  }

  return {
    ...{ found, nextNumber: (after = number) => Math.max(after, number) + 1 },
    note (id, spec) {
      number = Math.max(number, spec.number ?? 0)
      // One that a program made under a name is made by it again.
      if (spec.number !== undefined) folder?.note(id, JSON.stringify({ spec } satisfies Note))
      forget(id)
      if (spec.mark !== undefined) marks.set(spec.mark, id)
    },
    noteGone (it, mark) {
      // One that was made by a program is told of as long as that runs.
      if (mark !== undefined) folder?.note(it.id, JSON.stringify({ gone: { how: it.how, at: it.at }, mark, number } satisfies Note))
      remember(it, mark)
    },
    goneOf: (id) => gone.get(id),
    idOf: (mark) => marks.get(mark),
    hasMarks: () => marks.size > 0
  }
}
