import type { PictureKind } from '../../../http/pictures.ts'
import { oneValue } from '../../../sandbox/database.ts'
import { submissionStatuses } from '../statuses.ts'

const findFirstReturn = oneValue<string>("SELECT eid || ':' || returnId FROM submission ORDER BY id LIMIT 1")

export const providerBasedPictures: readonly PictureKind[] = [{
  kind: 'returns',
  title: 'Returns',
  one: 'return',
  about: 'Each Single Data Return: its window, its submission, its records by collection, and what its validation found by rule.',
  groupedBy: 'EID',
  statuses: { Submission: submissionStatuses },
  sample: db => findFirstReturn(db),
  load: async () => (await import('./returns.ts')).returnPictures
}]
