import { inferred } from '../../core/basis.ts'
import { reading, type Reading } from '../../core/reading.ts'
import { enrolmentReadings } from './enrolments/readings.ts'
import { learnerReadings } from './learners/readings.ts'
import { deliveryReadings } from './off-job-deliveries/readings.ts'
import { programmeReadings } from './programmes/readings.ts'
import { statusChangeReadings } from './status-changes/readings.ts'
import { agreementReadings } from './training-agreements/readings.ts'
import { planReadings } from './training-plans/readings.ts'
import { visitReadings } from './visits/readings.ts'

/** The sentences of TEC's pages about work-based learning that can be understood in more than one way: here, those about every resource. */

export const unknownId = reading({
  id: 'unknown-id',
  sentence: 'What is asked for must exist; the replies of the operations that read were not seen',
  source: inferred('The pages of the operations that write list 400, and no page that lists the replies of one that reads was seen'),
  choices: { 400: 'a GET of an id that does not exist answers 400', 404: 'it answers 404' },
  usual: '400',
  why: 'No page that was seen lists a 404',
  rules: [],
  bearsOn: ['GetLearner', 'GetTrainingAgreement', 'GetEnrolment', 'GetTrainingPlan', 'GetProgrammeVersion', 'GetOffJobDelivery']
})

export const workBasedReadings: readonly Reading[] = [
  unknownId,
  ...learnerReadings,
  ...agreementReadings,
  ...statusChangeReadings,
  ...enrolmentReadings,
  ...planReadings,
  ...visitReadings,
  ...programmeReadings,
  ...deliveryReadings
]
