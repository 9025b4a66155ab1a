import { reading, type Reading } from '../../../core/reading.ts'
import { vendorWebinar } from '../../sources.ts'

export const programmeUpdate = reading({
  id: 'programme-update',
  sentence: 'Of a programme only the maximum fee and the expiry date can be updated',
  source: vendorWebinar,
  choices: { refused: 'an update that says anything else anew is refused', warned: 'what else it says is ignored with a warning' },
  usual: 'refused',
  why: 'A 200 would look as if it had worked',
  rules: ['programme-version.unchanged'],
  refusing: 'refused'
})

export const programmeReadings: readonly Reading[] = [programmeUpdate]
