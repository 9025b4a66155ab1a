import { reading, type Reading } from '../../../core/reading.ts'
import { workBasedPage } from '../../sources.ts'

export const visitIdScope = reading({
  id: 'visit-id-scope',
  sentence: 'The id of a visit is unique and identifies a visit against a training plan',
  source: workBasedPage('record-a-visit-against-a-training-plan'),
  choices: { teo: 'unique within the TEO', plan: 'unique within the training plan' },
  usual: 'teo',
  why: 'The other local ids are unique within the TEO',
  rules: ['visit.local-id-unused']
})

export const visitReadings: readonly Reading[] = [visitIdScope]
