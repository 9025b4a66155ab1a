import { reading, type Reading } from '../../../core/reading.ts'
import { workBasedPage } from '../../sources.ts'

const page = workBasedPage('create-off-job-delivery')

export const deliveryAfterEnd = reading({
  id: 'delivery-after-end',
  sentence: 'The enrolment\'s id is said not to be updatable once the enrolment is Withdrawn or Completed',
  source: page,
  choices: { taken: 'a delivery can still be reported under it', refused: 'nor can a delivery be reported under it, or moved from it' },
  usual: 'taken',
  why: 'The sentence stands with every member of an enrolment. A completion comes by itself, the last block course is reported after it',
  rules: ['enrolment.not-withdrawn-or-completed', 'off-job.enrolment-so-far-not-over'],
  refusing: 'refused'
})

export const providerRegister = reading({
  id: 'provider-register',
  sentence: 'The provider code must be valid',
  source: page,
  choices: {
    refused: 'one that is not in the register of the fixture is refused',
    warned: 'it is only warned of, as the register of a fixture is not the Ministry\'s'
  },
  usual: 'refused',
  why: 'The page says that it must be valid; a fixture of your own can have the codes that you use, in providers.json',
  rules: ['off-job.provider-registered'],
  refusing: 'refused'
})

export const deliveryReadings: readonly Reading[] = [deliveryAfterEnd, providerRegister]
