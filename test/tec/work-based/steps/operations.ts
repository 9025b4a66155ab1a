import { agreementOperations } from './operations/agreements.ts'
import { enrolmentOperations } from './operations/enrolments.ts'
import { learnerOperations } from './operations/learners.ts'
import { deliveryOperations } from './operations/off-job-deliveries.ts'
import { planOperations } from './operations/plans.ts'
import { programmeOperations } from './operations/programmes.ts'
import { statusChangeOperations } from './operations/status-changes.ts'
import { timeOperations } from './operations/time.ts'

/** Every operation that changes something, with the arguments that it is tried with. */
export const operations = {
  ...learnerOperations,
  ...agreementOperations,
  ...statusChangeOperations,
  ...enrolmentOperations,
  ...planOperations,
  ...programmeOperations,
  ...deliveryOperations,
  ...timeOperations
}
