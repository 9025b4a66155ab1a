import { Type, type Static } from '@sinclair/typebox'
import { date, text } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'

const holdPage = workBasedPage('place-training-agreement-on-hold')
const gracePage = workBasedPage('place-training-agreement-in-grace')
const restartPage = workBasedPage('restart-training-agreement')
const withdrawPage = workBasedPage('withdraw-training-agreement')

const pauseDate = (basis: typeof holdPage) =>
  date({ basis, description: 'The day on which the agreement is paused', example: '2026-03-02' })

export const Hold = Type.Object({
  pauseDate: pauseDate(holdPage),
  onHoldReasonCode: text({ basis: holdPage, min: 1, max: 2, description: 'Why', example: 'PL' })
}, { title: 'Hold', description: 'When and why an agreement pauses', 'x-basis': holdPage })
export type Hold = Static<typeof Hold>

export const Grace = Type.Object({
  pauseDate: pauseDate(gracePage),
  graceReasonCode: text({ basis: gracePage, min: 1, max: 2, description: 'Why', example: 'RD' })
}, { title: 'Grace', description: 'When and why an agreement goes on though its end has come', 'x-basis': gracePage })
export type Grace = Static<typeof Grace>

export const Restart = Type.Object({
  restartDate: date({ basis: restartPage, description: 'The day on which training goes on', example: '2026-03-02' })
}, { title: 'Restart', description: 'When an agreement goes on', 'x-basis': restartPage })
export type Restart = Static<typeof Restart>

export const Withdrawal = Type.Object({
  withdrawalDate: date({ basis: withdrawPage, description: 'The day on which the agreement ends', example: '2026-03-02' }),
  withdrawalReasonCode: text({ basis: withdrawPage, min: 1, max: 3, description: 'Why', example: 'CC' })
}, { title: 'Withdrawal', description: 'When and why an agreement ends early', 'x-basis': withdrawPage })
export type Withdrawal = Static<typeof Withdrawal>
