import { reading, type Reading } from '../../core/reading.ts'
import { providerBasedPage } from '../sources.ts'

/** The sentences of TEC's pages about returns that can be understood in more than one way. */

export const validatedWithErrors = reading({
  id: 'validated-with-errors',
  sentence: 'A submission is Validated once it has been validated',
  source: providerBasedPage('get-submission-token'),
  choices: { no: 'only where no errors were found', yes: 'whatever was found' },
  usual: 'no',
  why: 'Only a submission without errors can be submitted, which is what comes next',
  rules: []
})

export const providerBasedReadings: readonly Reading[] = [validatedWithErrors]
