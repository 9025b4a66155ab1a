import type { Class, Classes, Found } from '../classroom/classes.ts'
import { ours } from '../core/basis.ts'
import { inNewZealand } from '../core/civil-date.ts'
import { BadInput, Failure } from '../core/errors.ts'
import { both, quoted } from '../core/words.ts'
import type { Server } from './server.ts'

/** What the operations of classes have in common, but for those of a trainee. */
export const common = { basis: ours, tag: 'Classes', rules: [], isOfServer: true } as const

/** What is loaded with the first class. */
export interface Loaded {
  readonly server: Server
  readonly classes: Classes
  readonly folder: typeof import('../demos/folder.ts')
  readonly room: typeof import('../classroom/describe.ts') & typeof import('../classroom/results.ts')
}

export interface Loading {
  before (): Promise<void>
  /** Once that is over. */
  now (): Loaded
}

/** What is loaded by then; documents speak of it where no server is running. */
export function loadingFor (server: Server | undefined): Loading {
  let loaded: Loaded | undefined
  return {
    async before () {
      if (!server) throw new Error('No server is running')
      const [classes, folder, describe, results] = await Promise.all([
        server.classroom.open(), import('../demos/folder.ts'), import('../classroom/describe.ts'), import('../classroom/results.ts')
      ])
      loaded ??= { server, classes, folder, room: { ...describe, ...results } }
    },
    now: () => loaded!
  }
}

export const summaryOf = ({ id, name, openedAt, fixture }: Class) => ({ id, name, openedAt: inNewZealand(openedAt), fixture })

/** Throws Failure. */
export function classOf ({ classes }: Loaded, id: string): Class {
  const found = classes.find(id)
  if (!found) {
    throw new Failure('not-found', `No class ${quoted(id)} is under way. GET /__admin/classes lists them, POST /__admin/classes opens one.`)
  }
  return found
}

export const describe = ({ room, server: { sandboxes } }: Loaded, of: Class) => ({
  ...summaryOf(of),
  tasks: of.tasks.map(({ id, title }) => ({ id, title })),
  seats: of.seats.map(seat => room.describeSeat(sandboxes, seat))
})

/** Which seat a request is about: that of the code that it shows, or of the sandbox that it goes to. Throws BadInput. */
export function seatOf ({ classes }: Loaded, sandbox: string, code: string | undefined): Found {
  const found = code === undefined ? classes.bySandbox(sandbox) : classes.byCode(code)
  if (found) return found
  const names = classes.list().map(({ name }) => quoted(name))
  throw new BadInput(`The sandbox "${sandbox}" is not a seat of a class. Show the code of a seat, as a bearer token` +
    (names.length > 0 ? `; under way ${names.length === 1 ? 'is' : 'are'} ${both(names)}.` : '; no class is under way.'))
}
