import type { Found } from '../classroom/classes.ts'
import { ours } from '../core/basis.ts'
import { operation, type Operation } from '../http/operation.ts'
import { seatOf, type Loading } from './class-loading.ts'
import { OwnSeat, SeatBody } from './classes-schemas.ts'
import { describeStep } from './demos.ts'
import { serverAt } from './worlds.ts'

const common = { basis: ours, tag: 'Classes', rules: [], path: '/__admin/seat', status: 200, isOfTrainee: true } as const

/** What a trainee is told: nothing of how it is checked whether something is done. */
const describe = ({ describeTasks, atHand }: typeof import('../classroom/describe.ts'), { of, seat }: Found, server: string) => ({
  class: of.name,
  number: seat.number,
  who: seat.who,
  sandbox: seat.sandbox,
  url: `${server}/sandboxes/${seat.sandbox}`,
  atHand: atHand(seat) ?? null,
  tasks: describeTasks(seat).flatMap(state => {
    const task = of.tasks.find(({ id }) => id === state.id)
    return task ? [{ ...state, title: task.title, about: task.about, steps: task.steps.filter(it => !it.isGround).map(describeStep) }] : []
  })
})

/** What a trainee does with their seat. */
export const seatOperations = ({ before, now }: Loading): Operation[] => [
  operation({
    ...common,
    operationId: 'GetSeat',
    summary: 'Get my seat',
    description: 'Answers the seat whose code the request shows as its bearer token, or else the one whose sandbox it goes to: its ' +
      'tasks, with what there is to do and whether it is done, which is looked at anew.',
    method: 'GET',
    wire: { response: { 200: OwnSeat } },
    async before (sandbox, caller) {
      await before()
      const { classes } = now()
      const found = classes.bySandbox(sandbox.id) ?? (caller && classes.byCode(caller.id))
      if (found) await classes.check(found)
    },
    perform ({ sandbox, caller, url }, call) {
      return describe(now().room, seatOf(now(), sandbox.id, caller?.id), serverAt(url(''), call))
    }
  }),

  operation({
    ...common,
    operationId: 'NameSeat',
    summary: 'Say who sits there',
    description: 'Gives the seat a name that its trainer sees, and that stands in the results; null or nothing takes it away.',
    method: 'PUT',
    wire: { body: SeatBody, response: { 200: OwnSeat } },
    before: async () => await before(),
    perform ({ sandbox, caller, url }, call) {
      const found = seatOf(now(), sandbox.id, caller?.id)
      now().classes.rename(found, call.body.who?.trim() || null)
      return describe(now().room, found, serverAt(url(''), call))
    }
  })
]
