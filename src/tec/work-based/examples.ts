import type { Examples } from '../../core/example.ts'
import { callerExamples } from '../caller-examples.ts'
import { enrolmentExamples } from './enrolments/examples.ts'
import { learnerExamples } from './learners/examples.ts'
import { completionExamples } from './nzqa/examples.ts'
import { deliveryExamples } from './off-job-deliveries/examples.ts'
import { programmeExamples } from './programmes/examples.ts'
import { statusChangeExamples } from './status-changes/examples.ts'
import { agreementExamples } from './training-agreements/examples.ts'
import { planExamples } from './training-plans/examples.ts'
import { visitExamples } from './visits/examples.ts'

/** How to show each rule of this API. */
export const workBasedExamples: Examples = {
  ...callerExamples,
  ...learnerExamples,
  ...programmeExamples,
  ...agreementExamples,
  ...statusChangeExamples,
  ...enrolmentExamples,
  ...completionExamples,
  ...planExamples,
  ...visitExamples,
  ...deliveryExamples
}
