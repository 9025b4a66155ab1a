import { runningFrom } from '../core/clock.ts'
import { BadInput } from '../core/errors.ts'
import { finishInTurns, nextTurn } from '../core/in-turns.ts'
import { aloneUnlessClosed, untilFree } from './alone.ts'
import type { Database } from './database.ts'
import { differences } from './differences.ts'
import { inBytes } from './limits.ts'
import type { Sandbox } from './sandbox.ts'
import type { Schema } from './schema.ts'
import type { Snapshot } from './snapshots.ts'
import { aboutState, mostStateBytes, readStateInTurns, writing, type State } from './states.ts'
import { connect, sizeOf } from './store.ts'

type WithStates = Pick<Sandbox, 'save' | 'readSnapshot' | 'differencesFrom' | 'besideState' | 'exportState' | 'readState' | 'takeUp'>

/** What a sandbox can do with whole states: its own, and those that are put in its place. */
export function statesOf (sandbox: () => Sandbox, schema: Schema): WithStates {
  const present = async (): Promise<State> => {
    for (let busy = untilFree(sandbox()); busy; busy = untilFree(sandbox())) await busy
    return await aloneUnlessClosed(sandbox(), imaging())
  }
  function * imaging (): Generator<void, State> {
    return { about: aboutState(schema, sandbox()), image: yield * sandbox().store.imaging() }
  }
  function * saving (id: string | undefined): Generator<void, Snapshot> {
    return yield * sandbox().snapshots.saving(id, yield * imaging())
  }
  const mostBytes = () => sandbox().store.mostBytes
  const open = (id: string) => sandbox().snapshots.open(id, schema, mostBytes())
  async function besideState<Result> (id: string, look: Look<Result>): Promise<Result | undefined> {
    const state = await open(id)
    return state && await beside(state, await present(), look)
  }
  return {
    save: (id) => aloneUnlessClosed(sandbox(), saving(id)),
    readSnapshot: open,
    differencesFrom: (id, most) => besideState(id, ({ before, after }) => differences(before, after, most)),
    besideState,
    async exportState () {
      const bytes = sizeOf(sandbox().store)
      if (bytes > mostStateBytes) {
        throw new BadInput(`The sandbox takes ${inBytes(bytes)}, and an export has at most ${inBytes(mostStateBytes)}. ` +
          'Delete records or reset the sandbox, then export again.')
      }
      return await finishInTurns(writing(await present()))
    },
    readState: (file) => readStateInTurns(file, schema, 'The file', mostBytes()),
    takeUp: (state) => aloneUnlessClosed(sandbox(), takingUp(sandbox(), state))
  }
}

/** Copies of a saved state and of the present one, so that it does not matter what comes to pass while they are looked at. */
export interface Beside {
  readonly before: Database
  readonly after: Database
  /** When the state was saved, on its sandbox's clock. */
  readonly at: number
}

export type Look<Result> = (beside: Beside) => Promise<Result>

async function beside<Result> (then: State, now: State, look: Look<Result>): Promise<Result> {
  const open: Database[] = []
  try {
    for (const { image } of [then, now]) {
      await nextTurn()
      open.push(connect(image))
    }
    const [before, after] = open as [Database, Database]
    return await look({ before, after, at: then.about.at })
  } finally {
    for (const db of open) db.close()
  }
}

/** A clock that runs shifted goes on from the moment at which the state was taken; a frozen one stands there again. */
function * takingUp (sandbox: Sandbox, { about, image }: State): Generator<void, void> {
  const before = yield * sandbox.store.imaging()
  yield
  yield * sandbox.store.readying(image)
  sandbox.restore(image)
  try {
    if (sandbox.clock.setting().mode === 'offset') sandbox.setClock(runningFrom(sandbox.clock, about.at))
  } catch (error) {
    // What falls due in it may be impossible.
    sandbox.restore(before)
    throw error
  }
}
