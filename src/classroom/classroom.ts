import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import type { Classes, ClassesOptions } from './classes.ts'

/** The classes of a server, loaded when somebody first wants one. */
export interface Classroom {
  /** Whether there is a class, or has been: only then a code can be meant. */
  readonly isUsed: boolean
  readonly opened: Classes | undefined
  open (): Promise<Classes>
  close (): Promise<void>
}

export interface ClassroomOptions extends Pick<ClassesOptions, 'openCopies' | 'report'> { readonly sandboxes: Sandboxes }

export function createClassroom ({ sandboxes, ...options }: ClassroomOptions): Classroom {
  // No sandbox has an "@" in its id.
  const { folder } = sandboxes
  const file = folder && join(folder.path, '@classes.sqlite')
  let [opened, opening]: [Classes?, Promise<Classes>?] = []
  const open = async () => {
    const { openClasses } = await import('./classes.ts')
    folder?.hold()
    return (opened = openClasses({ sandboxes, file, ...options }))
  }
  // Where there was no room for it, there may be later.
  const openOrForget = () => open().catch((error: unknown) => {
    opening = undefined
    throw error
  })
  return {
    get isUsed () { return opened ? opened.isUsed : file !== undefined && existsSync(file) },
    get opened () { return opened },
    open: () => (opening ??= openOrForget()),
    close: async () => await (await opening)?.end()
  }
}
