import { utcOf } from '../../../core/date-time.ts'
import { Failure } from '../../../core/errors.ts'
import { sceneOn, type Scene } from '../../../core/example.ts'
import type { Sandbox } from '../../../sandbox/sandbox.ts'
import { callerForExamples, nextNumber, studentOf } from '../../scene.ts'
import { listReturnsByKind, type ReturnKind, type ReturnOfScene } from './returns.ts'

export interface ReturnScene extends Scene {
  /** A National Student Number that no learner has. */
  readonly number: number
  /** A return of the fixture, by what is the matter with it, and by whose it is where that matters. */
  returnLike (kind: ReturnKind, eid?: number): ReturnOfScene
}

/** The sandbox with the returns that it has now. */
export function providerBasedScene (sandbox: Sandbox): ReturnScene {
  const { db, clock } = sandbox
  const number = nextNumber(sandbox, callerForExamples(sandbox))
  const returns = listReturnsByKind(db, { now: utcOf(clock.now()) })
  return {
    ...sceneOn(clock.today(), number),
    number: studentOf(number),
    returnLike (kind, eid) {
      const found = returns.find(it => it.kind === kind && (eid === undefined || it.eid === eid))
      if (!found) {
        throw new Failure('not-found', `The sandbox has no return that is ${kind}, which the example needs. Use the fixture demo or empty.`)
      }
      return found
    }
  }
}
