import { daysBetween, monthsFrom } from '../../model/days.ts'
import { passDays } from '../../model/time.ts'
import { agreement, mostly, oneOf } from '../arguments.ts'
import { some } from '../ids.ts'
import { dayNear, toCome } from '../relative.ts'
import { operation } from '../step.ts'

const advance = (by: string, pass: () => object[]) => ({
  method: 'POST', path: '/__admin/clock/advance', body: { by }, faults: [], fired: pass()
})

export const timeOperations = {
  /** To a day that means something to an agreement. */
  advanceTo: operation('advanceTo', {
    agreement: mostly(some.agreementInGrace, agreement), until: dayNear('endOfGrace', 'start', 'today').map(toCome)
  }, ({ world }, { until }) => advance(`P${daysBetween(world.today, until)}D`, () => passDays(world, until))),

  advanceMonths: operation('advanceMonths', { months: oneOf(1, 3) }, ({ world }, { months }) =>
    advance(`P${months}M`, () => passDays(world, monthsFrom(world.today, months))))
}
