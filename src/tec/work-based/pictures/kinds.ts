import type { PictureKind } from '../../../http/pictures.ts'
import { oneValue } from '../../../sandbox/database.ts'
import { agreementStatuses, enrolmentStatuses } from '../statuses.ts'

const findMostVisited = oneValue<string>(`
  SELECT eid || ':' || learnerLocalId FROM learner
  ORDER BY (SELECT count(*) FROM visit WHERE visit.eid = learner.eid AND visit.learnerLocalId = learner.learnerLocalId) DESC,
    eid, learnerLocalId LIMIT 1`)

export const workBasedPictures: readonly PictureKind[] = [{
  kind: 'learners',
  title: 'Learners',
  one: 'learner',
  about: 'Each learner\'s life on one time line: agreements, the enrolments under them, plans, visits, holds and graces.',
  groupedBy: 'EID',
  statuses: { Agreement: agreementStatuses, Enrolment: enrolmentStatuses },
  sample: db => findMostVisited(db),
  load: async () => (await import('./learners.ts')).learnerPictures
}]
