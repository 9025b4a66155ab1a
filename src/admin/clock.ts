import { ours } from '../core/basis.ts'
import { inNewZealand } from '../core/civil-date.ts'
import { realWithMoment } from '../core/clock-forms.ts'
import { BadInput } from '../core/errors.ts'
import { addDuration, describeClock, movedTo, readMoment, runningFrom, type ClockSetting } from '../core/clock.ts'
import { answer, type Answer } from '../http/answer.ts'
import { operation } from '../http/operation.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { instantOfEvent } from './calendar.ts'
import { AdvanceBody } from './calendar-schemas.ts'
import { ClockBody, ClockOfSandbox, MovedClock } from './schemas.ts'

const tag = 'Clock'

const shown = ({ id, clock }: Sandbox) => ({ sandbox: id, ...describeClock(clock) })

const move = (sandbox: Sandbox, setting: ClockSetting): Answer => answer({
  async body () {
    const fired = await sandbox.moveClock(setting)
    return { ...shown(sandbox), fired }
  }
})

/** Where the clock is to stand then. Throws BadInput. */
function untilOf (sandbox: Sandbox, from: number, { by, to, toEvent, offset }: AdvanceBody): number {
  if ([by, to, toEvent].filter(it => it !== undefined).length !== 1) {
    throw new BadInput('Give either "by", an ISO 8601 duration, or "to", a moment, or "toEvent", a name that GET /__admin/calendar ' +
      'lists: { "by": "P14D" }, { "to": "2026-06-01" } or { "toEvent": "return.202608.close" }.')
  }
  if (offset !== undefined && toEvent === undefined) throw new BadInput('"offset" counts from "toEvent". Give that, or leave out "offset".')
  if (by !== undefined) return addDuration(from, by)
  if (to !== undefined) return readMoment(to)
  const at = instantOfEvent(sandbox, from, toEvent!)
  return offset === undefined ? at : addDuration(at, offset)
}

export const clockOperations = [
  operation({
    operationId: 'GetClock',
    summary: 'Get the clock',
    description: 'Answers the sandbox\'s time.',
    basis: ours,
    method: 'GET',
    path: '/__admin/clock',
    tag,
    wire: { response: { 200: ClockOfSandbox } },
    status: 200,
    rules: [],
    perform: ({ sandbox }) => shown(sandbox)
  }),

  operation({
    operationId: 'SetClock',
    summary: 'Set the clock',
    description: 'Freezes the clock, shifts it or sets it free. What falls due on the way happens, in order.',
    basis: ours,
    method: 'PUT',
    path: '/__admin/clock',
    tag,
    wire: { body: ClockBody, response: { 200: MovedClock } },
    status: 200,
    rules: [],
    perform ({ sandbox, clock }, { body: { mode, now } }) {
      if (mode === 'real') {
        if (now !== undefined) throw realWithMoment(now)
        return move(sandbox, { mode })
      }
      const at = now === undefined ? clock.now() : readMoment(now)
      return move(sandbox, mode === 'frozen' ? { mode, at } : runningFrom(clock, at))
    }
  }),

  operation({
    operationId: 'AdvanceClock',
    summary: 'Advance the clock',
    description: 'Moves the clock forward: by a duration, to an instant, or to a moment of the calendar by its name, with an offset if ' +
      'wanted. What falls due on the way happens, in order.',
    basis: ours,
    method: 'POST',
    path: '/__admin/clock/advance',
    tag,
    wire: { body: AdvanceBody, response: { 200: MovedClock } },
    status: 200,
    rules: [],
    perform ({ sandbox, clock, now: from }, { body }) {
      const until = untilOf(sandbox, from, body)
      if (until < from) {
        throw new BadInput(`The clock advances only forward, and ${inNewZealand(until)} is before now (${inNewZealand(from)}); ` +
          'PUT /__admin/clock sets it to any moment.')
      }
      return move(sandbox, movedTo(clock, until))
    }
  })
]
