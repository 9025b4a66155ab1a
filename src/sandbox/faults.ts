import { createHash } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { isLike } from '../core/wildcards.ts'
import type { Settings } from './settings.ts'

/** The four ways to break a connection, by WireMock's names. */
export const wireFaults =
  ['EMPTY_RESPONSE', 'MALFORMED_RESPONSE_CHUNK', 'RANDOM_DATA_THEN_CLOSE', 'CONNECTION_RESET_BY_PEER'] as const
export type WireFault = typeof wireFaults[number]

/** Milliseconds, drawn anew each time. */
export type Distribution =
  | { readonly distribution: 'uniform', readonly lower: number, readonly upper: number }
  | { readonly distribution: 'lognormal', readonly median: number, readonly sigma: number }

/** What becomes of the members of a reply as JSON, or of records as XML, at any depth, by their names as the API has them. */
export interface BodyChange {
  readonly rename?: Readonly<Record<string, string>>
  readonly remove?: readonly string[]
  /** Those whose value goes out as a text. */
  readonly texts?: readonly string[]
}

/** What becomes of a request: a refusal, a delay before it goes on, a connection that breaks, or a reply that is not as it should be. */
export type Effect =
  | { readonly status: number, readonly retryAfter?: number }
  | { readonly delayMs: number }
  | { readonly delay: Distribution }
  | { readonly wire: WireFault }
  | { readonly body: BodyChange }

/** Which requests are meant, in any case; what is left out matches all. In texts, `*` stands for any characters. */
export interface Match {
  readonly service?: string
  readonly operation?: string
  /** The id of whoever makes it, as its service knows callers. */
  readonly caller?: string
  readonly method?: string
  readonly path?: string
}

/** A response, a delay or a broken connection that a tester asked for. */
export interface Fault {
  readonly id: string
  readonly match: Match
  /** From 0 to 1; always, if left out. */
  readonly probability?: number
  /** So often, and then no more; without end, if left out. */
  readonly times?: number
  readonly effect: Effect
  /** How many requests it was asked for, and how many of them it has struck. */
  readonly matched: number
  readonly struck: number
  /** In how many of those there was nothing of what it was to change. */
  readonly changedNothing?: number
}

const Texts = Type.Record(Type.String(), Type.String())
const Milliseconds = Type.Number({ minimum: 0 })

/** As one of them is kept. */
export const FaultRow = Type.Object({
  id: Type.String(),
  match: Texts,
  probability: Type.Optional(Type.Number()),
  times: Type.Optional(Type.Integer()),
  matched: Type.Integer(),
  struck: Type.Integer(),
  changedNothing: Type.Optional(Type.Integer()),
  effect: Type.Union([
    Type.Object({ status: Type.Integer({ minimum: 100, maximum: 599 }), retryAfter: Type.Optional(Type.Integer()) }),
    Type.Object({ delayMs: Milliseconds }),
    Type.Object({
      delay: Type.Union([
        Type.Object({ distribution: Type.Literal('uniform'), lower: Milliseconds, upper: Milliseconds }),
        Type.Object({ distribution: Type.Literal('lognormal'), median: Milliseconds, sigma: Type.Number() })
      ])
    }),
    Type.Object({ wire: Type.Union(wireFaults.map(fault => Type.Literal(fault))) }),
    Type.Object({
      body: Type.Object({
        rename: Type.Optional(Texts), remove: Type.Optional(Type.Array(Type.String())), texts: Type.Optional(Type.Array(Type.String()))
      })
    })
  ])
})

const row = 'faults'
const none: readonly Fault[] = []

/** The faults of a sandbox in the order in which they were given: a row, which its images have and a reset clears. */
export const listFaults = (settings: Settings): readonly Fault[] => settings.recall<Fault[]>(row) ?? none

export const saveFaults = (settings: Settings, faults: readonly Fault[]): void => { settings.remember(row, faults) }

/** Counts that a fault had nothing to change in a reply that it struck, if it is one of the sandbox's still. */
export function noteUnchanged (settings: Settings, id: string): void {
  const faults = listFaults(settings)
  if (!faults.some(fault => fault.id === id)) return
  saveFaults(settings, faults.map(fault => fault.id === id ? { ...fault, changedNothing: (fault.changedNothing ?? 0) + 1 } : fault))
}

/** A request, as faults are matched against it. */
export type Asked = { readonly [Member in keyof Match]: string | undefined }

/**
 * The first fault that strikes a request, of those that are `considered`; what it is counted by is kept. Under a contract a request is
 * known in two ways.
 */
export function strike (
  settings: Settings, considered: (fault: Fault) => boolean, ...asked: readonly Asked[]
): Fault | undefined {
  const faults = [...listFaults(settings)]
  let [struck, isCounted]: [Fault | undefined, boolean] = [undefined, false]
  for (const [at, fault] of faults.entries()) {
    if (struck || !considered(fault) || !asked.some(it => isMeant(fault, it))) continue
    const matched = fault.matched + 1
    const strikes = draw(settings, fault.id, matched) < (fault.probability ?? 1)
    faults[at] = { ...fault, matched, struck: fault.struck + (strikes ? 1 : 0) }
    isCounted = true
    if (strikes) struck = faults[at]
  }
  if (isCounted) saveFaults(settings, faults)
  return struck
}

function isMeant ({ match, times, struck }: Fault, asked: Asked): boolean {
  return (times === undefined || struck < times) && Object.entries(match).every(([member, wanted]) => {
    const was = asked[member as keyof Match]
    return was !== undefined && isLike(was, wanted)
  })
}

/** From 0 up to 1, by the sandbox's own secret and what is counted: the same run draws the same. */
export function draw (settings: Settings, ...of: ReadonlyArray<string | number>): number {
  const digest = createHash('sha256').update([settings.recall<string>('secret'), 'fault', ...of].join('/')).digest()
  return digest.readUIntBE(0, 6) / 2 ** 48
}

/** The milliseconds of a delay. */
export function delayOf (settings: Settings, { id, matched }: Pick<Fault, 'id' | 'matched'>, effect: Effect): number | undefined {
  if ('delayMs' in effect) return effect.delayMs
  if (!('delay' in effect)) return undefined
  const [one, other] = [draw(settings, id, matched, 'one'), draw(settings, id, matched, 'other')]
  const { delay } = effect
  if (delay.distribution === 'uniform') return Math.round(delay.lower + one * (delay.upper - delay.lower))
  // Box and Muller's way to a number of the normal distribution.
  const normal = Math.sqrt(-2 * Math.log(1 - one)) * Math.cos(2 * Math.PI * other)
  return Math.min(longestDelay, Math.round(delay.median * Math.exp(delay.sigma * normal)))
}

/** Ten minutes, in milliseconds. */
export const longestDelay = 600_000
