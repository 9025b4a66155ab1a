import type { CivilDate } from '../../../core/civil-date.ts'
import { allValues, one, oneValue, run } from '../../../sandbox/database.ts'
import type { Visit } from './schemas.ts'

export const visitTables = `
  CREATE TABLE visit (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    visitLocalId TEXT NOT NULL,
    trainingPlanLocalId TEXT NOT NULL,
    learnerLocalId TEXT NOT NULL,
    visitDate TEXT NOT NULL,
    PRIMARY KEY (eid, visitLocalId, trainingPlanLocalId),
    FOREIGN KEY (eid, trainingPlanLocalId) REFERENCES trainingPlan (eid, trainingPlanLocalId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX visitByPlan ON visit (eid, trainingPlanLocalId, visitDate);
  CREATE INDEX visitByLearner ON visit (eid, learnerLocalId, visitDate);
`

/** A plan under which a visit id was used. */
export const findPlanOfVisit = oneValue<string>('SELECT trainingPlanLocalId FROM visit WHERE eid = ? AND visitLocalId = ?')

/** The plan, if a visit id was used under it. */
export const findVisitUnder = oneValue<string>(
  'SELECT trainingPlanLocalId FROM visit WHERE eid = ? AND visitLocalId = ? AND trainingPlanLocalId = ?')

/** The visit that a learner had on a day, under whatever plan. */
export const findVisitOn = oneValue<string>('SELECT visitLocalId FROM visit WHERE eid = ? AND learnerLocalId = ? AND visitDate = ?')

/** The days on which a learner was visited, under whatever plan. */
export const listDaysVisited = allValues<CivilDate>('SELECT DISTINCT visitDate FROM visit WHERE eid = ? AND learnerLocalId = ?')

/** The day of a plan's first visit. */
export const findFirstVisitDate = oneValue<CivilDate | null>('SELECT min(visitDate) FROM visit WHERE eid = ? AND trainingPlanLocalId = ?')

/** The day of the last visit under the plans of an agreement. */
export const findLastVisitDate = oneValue<CivilDate | null>(`
  SELECT max(visitDate) FROM visit JOIN trainingPlan USING (eid, trainingPlanLocalId) WHERE eid = ? AND trainingAgreementLocalId = ?`)

/** A visit under a plan. */
export const findVisit = one<Visit>(`
  SELECT visitLocalId, visitDate FROM visit WHERE eid = ? AND trainingPlanLocalId = ? AND visitLocalId = ?`)

export const deleteVisit = run('DELETE FROM visit WHERE eid = ? AND visitLocalId = ? AND trainingPlanLocalId = ?')

export const insertVisit = run(`
  INSERT INTO visit (eid, visitLocalId, trainingPlanLocalId, learnerLocalId, visitDate)
  VALUES (:eid, :visitLocalId, :trainingPlanLocalId, :learnerLocalId, :visitDate)`)
