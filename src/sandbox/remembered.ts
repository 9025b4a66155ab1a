import { Type, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { isCivilDate } from '../core/civil-date.ts'
import { createClock, isInRange, type ClockSetting } from '../core/clock.ts'
import { Unusable } from '../core/errors.ts'
import { FaultRow } from './faults.ts'
import { setModes } from './rule-modes.ts'
import type { Setting, Settings } from './settings.ts'

type Check = (value: unknown) => boolean

const of = (schema: TSchema): Check => value => Value.Check(schema, value)

const Instant = Type.Number()
const Clock = Type.Union([
  Type.Object({ mode: Type.Literal('real') }),
  Type.Object({ mode: Type.Literal('frozen'), at: Instant }),
  Type.Object({ mode: Type.Literal('offset'), by: Instant })
])

/** What a sandbox that has begun remembers of itself, without which it cannot go on, and what is held against each. */
const needed: Readonly<Record<string, Check>> = { fixture: of(Type.String()), clock: isClock, firstClock: isClock, passedUpTo: isDay }

const count = of(Type.Integer({ minimum: 0 }))
const byName = (schema: TSchema): Check => of(Type.Record(Type.String(), schema))

/** What it may remember besides. */
const possible: Readonly<Record<string, Check>> = {
  due: of(Type.Array(Instant)),
  resets: count,
  epoch: count,
  requests: count,
  secret: of(Type.String({ pattern: '^[0-9a-f]{64}$' })),
  faults: of(Type.Array(FaultRow)),
  'rule-modes': byName(Type.Union(setModes.map(mode => Type.Literal(mode)))),
  reading: byName(Type.String()),
  'contracts chosen': byName(Type.Union([Type.String(), Type.Null()]))
}

/** The first of what is remembered that is missing or impossible, in words; undefined where all is sound. */
export function faultOfRemembered (all: Readonly<Record<string, unknown>>, settings: readonly Setting[]): string | undefined {
  const lost = Object.entries(needed).find(([name, isSound]) => !isSound(all[name]))?.[0] ??
    Object.entries(possible).find(([name, isSound]) => all[name] !== undefined && !isSound(all[name]))?.[0] ??
    settings.find(it => all[it.name] !== undefined && !isOf(it, all[it.name]))?.name
  return lost === undefined ? undefined : `its setting "${lost}" is ${JSON.stringify(all[lost])?.slice(0, 60) ?? 'missing'}`
}

/** What is set has the shape that is written beside it, else that of its default. */
function isOf ({ row, read, default: usual }: Setting, value: unknown): boolean {
  if (row) return Value.Check(row, value)
  const like = read(usual)
  return typeof value === typeof like && Array.isArray(value) === Array.isArray(like) && (value === null) === (like === null)
}

/** Throws Unusable where a file that has begun has lost any of that, which would come out with some request, and as something else. */
export function refuseUnremembered (settings: Settings, file: string, known: readonly Setting[]): void {
  const all = read(settings, file)
  if (Object.keys(needed).every(name => all[name] === undefined)) return
  const fault = faultOfRemembered(all, known)
  if (fault !== undefined) throw new Unusable(`${file} is damaged: ${fault}.`)
}

function read (settings: Settings, file: string): Record<string, unknown> {
  try {
    return settings.all()
  } catch (error) {
    throw new Unusable(`${file} is damaged: a setting of it is not JSON (${(error as Error).message}).`)
  }
}

function isDay (value: unknown): boolean {
  return typeof value === 'string' && isCivilDate(value) && isInRange(Date.parse(value))
}

function isClock (value: unknown): boolean {
  return Value.Check(Clock, value) && isInRange(createClock(value as ClockSetting).now())
}
