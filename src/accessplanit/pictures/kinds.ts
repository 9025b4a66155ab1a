import type { PictureKind } from '../../http/pictures.ts'
import { oneValue } from '../../sandbox/database.ts'
import { courseDateStatuses } from '../platform/enumerations.ts'

const findFullest = oneValue<string>(`
  SELECT courseDateId FROM delegate GROUP BY courseDateId ORDER BY count(*) DESC, courseDateId LIMIT 1`)

export const accessplanitPictures: readonly PictureKind[] = [{
  kind: 'courses',
  title: 'Courses',
  one: 'course',
  about: 'The calendar of courses with the places that are taken, and of each its delegates, waiting list, baskets and invoices.',
  statuses: { Course: courseDateStatuses },
  sample: db => findFullest(db),
  load: async () => (await import('./courses.ts')).coursePictures
}]
