import type { Arbitrary } from 'fast-check'
import { grace, graceReasons, hold, onHoldReasons, restart, withdraw } from '../../model/agreements.ts'
import type { Faults } from '../../model/world.ts'
import { agreement, mostly, rightOr, withdrawalReasonCode } from '../arguments.ts'
import { some } from '../ids.ts'
import { dayNear, type Relative } from '../relative.ts'
import { operation, type Place } from '../step.ts'

const pauseDate = dayNear('today', 'signed', 'threeMonthsAgo')

/** A status change of an agreement, which says no more than its body. */
const statusChange = (
  name: string,
  fitting: Relative,
  change: (place: Place, agreement: string, body: any) => Faults,
  said: Record<string, Arbitrary<string | Relative>>
) => operation(name, { agreement: mostly(fitting, agreement), ...said }, (place, { agreement, ...body }) => ({
  method: 'PUT', path: `/training-agreements/${agreement}/${name}`, body, faults: change(place, agreement!, body)
}))

export const statusChangeOperations = {
  hold: statusChange('hold', some.openAgreement, ({ teo, world }, id, body) => hold(teo, world.today, id, body),
    { pauseDate, onHoldReasonCode: rightOr('RD', ...onHoldReasons) }),
  grace: statusChange('grace', some.openAgreement, ({ teo, world }, id, body) => grace(teo, world.today, id, body),
    { pauseDate, graceReasonCode: rightOr('PL', ...graceReasons) }),
  restart: statusChange('restart', some.pausedAgreement, ({ teo, world }, id, body) => restart(teo, world.today, id, body),
    { restartDate: dayNear('paused', 'today', 'signed') }),
  withdraw: statusChange('withdraw', some.openAgreement, ({ teo, world }, id, body) => withdraw(teo, world.today, id, body),
    { withdrawalDate: dayNear('today', 'start', 'signed'), withdrawalReasonCode })
}
