import fc, { type Arbitrary } from 'fast-check'
import type { Faults, Teo, World } from '../model/world.ts'
import { isRelative, type Around, type Relative } from './relative.ts'

/** A request to the sandbox, and what the model says of it. */
export interface Call {
  /** For a reader: `hold(9001, A1, 2026-02-27, PL)`. */
  readonly name: string
  readonly operation: string
  readonly eid: number
  readonly method: string
  readonly url: string
  readonly body?: object | undefined
  /** The members that the model refuses it for. */
  readonly faults: Faults
  /** The local ids of the agreements that it is about. */
  readonly agreements: readonly string[]
  /** What befalls because the clock is moved. */
  readonly fired?: object[] | undefined
}

/** One step of a sequence. What it asks for can depend on where the world stands, and is worked out when it is taken. */
export interface Step {
  /** Lets the model go the step. */
  take (world: World): Call
  /** As it was generated: `hold(9001, A1, signed+1, PL)`. */
  toString (): string
}

type Argument = string | number | Relative | undefined
type Resolved<Args> = { [Name in keyof Args]: Exclude<Args[Name], Relative> | (Relative extends Args[Name] ? string : never) }
type Arbitraries<Args> = { [Name in keyof Args]: Arbitrary<Args[Name]> }

/** What an operation is asked to do, in a world where the model has done it already. */
interface Asked extends Pick<Call, 'method' | 'body' | 'faults' | 'fired'> {
  /** Below the API's root, or from the server's with `/__admin`. */
  path: string
  /** Another agreement than the one that is named. */
  other?: string | undefined
}

export interface Place {
  world: World
  teo: Teo
}

/** An operation, with the arguments that it is tried with. */
export interface Operation<Args = any> {
  readonly args: Arbitrary<Args>
  step (eid: number, args: Args): Step
}

export function operation<Args extends Record<string, Argument>> (
  operation: string, args: Arbitraries<Args>, ask: (place: Place, args: Resolved<Args>) => Asked
): Operation<Args> {
  function step (eid: number, args: Args): Step {
    return {
      toString: () => nameOf(operation, eid, args),
      take (world) {
        const teo = world.teos[eid]!
        const resolved = resolve(args, world, teo)
        const before = agreementOf(teo, resolved)
        const { path, other, ...asked } = ask({ world, teo }, resolved)
        const agreements = [before, agreementOf(teo, resolved), other].filter(it => it !== undefined)
        const url = path.startsWith('/__admin') ? path : `/work-submission-api/v1.0${path}`
        return { ...asked, operation, eid, url, agreements: [...new Set(agreements)], name: nameOf(operation, eid, resolved) }
      }
    }
  }
  return { args: fc.record(args) as Arbitrary<Args>, step }
}

/** First the ids, then what depends on the agreement that they lead to. */
function resolve<Args extends Record<string, Argument>> (args: Args, { today }: World, teo: Teo): Resolved<Args> {
  const { agreement, plan, enrolment } = within({ today, teo, agreement: undefined }, args)
  const id = agreementOf(teo, { agreement, plan, enrolment })
  return within({ today, teo, agreement: teo.agreements.get(id ?? '') }, args)
}

const within = <Args extends Record<string, Argument>>(around: Around, args: Args): Resolved<Args> =>
  Object.fromEntries(Object.entries(args).map(([name, value]) => [name, isRelative(value) ? value.in(around) : value])) as Resolved<Args>

const nameOf = (operation: string, eid: number, args: object): string =>
  `${operation}(${[eid, ...Object.values(args).filter(it => it !== undefined)].join(', ')})`

const agreementOf = ({ plans, enrolments }: Teo, { agreement, plan, enrolment }: Record<string, unknown>): string | undefined =>
  [agreement, plans.get(String(plan))?.trainingAgreementLocalId, enrolments.get(String(enrolment))?.trainingAgreementLocalId]
    .find(it => typeof it === 'string')
