import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../../core/basis.ts'
import { date, text } from '../../../core/schema.ts'
import { workBasedPage } from '../../sources.ts'

const page = workBasedPage('record-a-visit-against-a-training-plan')

/** A visit of a training adviser, both as it is sent and as it is answered. */
export const Visit = Type.Object({
  visitLocalId: text({ basis: page, min: 1, max: 20, description: 'The TEO\'s own id of the visit', example: 'V-1001' }),
  visitDate: date({ basis: page, description: 'The day of the visit', example: '2026-03-02' })
}, { title: 'Visit', description: 'A visit to an apprentice', 'x-basis': page })
export type Visit = Static<typeof Visit>

export const VisitPath = Type.Object({
  trainingPlanLocalId: text({ basis: page, description: 'The TEO\'s own id of the plan', example: 'TP-1001' }),
  visitLocalId: text({
    basis: inferred('A visit has to be named to be deleted'), description: 'The TEO\'s own id of the visit', example: 'V-1001'
  })
})
