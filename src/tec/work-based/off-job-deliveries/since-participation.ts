import { inferred } from '../../../core/basis.ts'
import type { CivilDate } from '../../../core/civil-date.ts'
import { onOrAfter } from '../../../core/rule-kinds.ts'
import type { Rule } from '../../../core/rule.ts'
import type { OffJobDeliveryUpdate } from './schemas.ts'

interface DatedDelivery {
  delivery: OffJobDeliveryUpdate
  enrolment: { participationStartDate: CivilDate } | undefined
}

const participation = {
  basis: inferred('What is delivered under an enrolment is part of it'),
  limit: ({ enrolment }: DatedDelivery) => enrolment?.participationStartDate ?? null,
  called: 'the day participation in the enrolment starts'
}

/** A delivery is not over, or under way, before its learner takes part. */
export const sinceParticipation: readonly Rule[] = [
  onOrAfter<DatedDelivery>({
    id: 'off-job.starts-on-or-after-participation',
    field: 'offJobStartDate',
    ...participation,
    value: ({ delivery }) => delivery.offJobStartDate ?? null
  }),

  onOrAfter<DatedDelivery>({
    id: 'off-job.ends-on-or-after-participation',
    field: 'offJobEndDate',
    ...participation,
    // Where it starts before participation does, the rule about the start tells of it.
    value: ({ delivery }) => delivery.offJobStartDate === undefined ? delivery.offJobEndDate ?? null : null
  })
]
