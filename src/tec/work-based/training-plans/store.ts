import type { CivilDate } from '../../../core/civil-date.ts'
import { allValues, one, oneValue, run, type Database, type JsonText } from '../../../sandbox/database.ts'
import type { TrainingPlan, TrainingPlanWithVisits } from './schemas.ts'

export const trainingPlanTables = `
  CREATE TABLE trainingPlan (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    trainingPlanLocalId TEXT NOT NULL,
    trainingAgreementLocalId TEXT NOT NULL,
    learnerLocalId TEXT NOT NULL,
    trainingPlanSignedDate TEXT NOT NULL,
    trainingPlanEndDate TEXT,
    PRIMARY KEY (eid, trainingPlanLocalId),
    FOREIGN KEY (eid, trainingAgreementLocalId) REFERENCES trainingAgreement (eid, trainingAgreementLocalId),
    FOREIGN KEY (eid, learnerLocalId) REFERENCES learner (eid, learnerLocalId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX trainingPlanByAgreement ON trainingPlan (eid, trainingAgreementLocalId);
  CREATE INDEX trainingPlanByLearner ON trainingPlan (eid, learnerLocalId, trainingPlanSignedDate);
`

export interface TrainingPlanRow {
  eid: number
  trainingPlanLocalId: string
  trainingAgreementLocalId: string
  learnerLocalId: string
  trainingPlanSignedDate: CivilDate
  trainingPlanEndDate: CivilDate | null
}

export const findTrainingPlan = one<TrainingPlanRow>('SELECT * FROM trainingPlan WHERE eid = ? AND trainingPlanLocalId = ?')

/** The plan with its visits, as JSON that SQLite builds. */
export const readTrainingPlanWithVisits = oneValue<JsonText<TrainingPlanWithVisits>>(`
  SELECT json_object(
    'trainingPlan', iif(trainingPlanEndDate IS NULL,
      json_object('trainingPlanSignedDate', trainingPlanSignedDate, 'learnerLocalId', learnerLocalId,
        'trainingPlanLocalId', trainingPlanLocalId, 'trainingAgreementLocalId', trainingAgreementLocalId),
      json_object('trainingPlanSignedDate', trainingPlanSignedDate, 'learnerLocalId', learnerLocalId,
        'trainingPlanLocalId', trainingPlanLocalId, 'trainingAgreementLocalId', trainingAgreementLocalId,
        'trainingPlanEndDate', trainingPlanEndDate)),
    'visits', (
      SELECT json_group_array(json_object('visitLocalId', visitLocalId, 'visitDate', visitDate) ORDER BY visitDate, visitLocalId)
      FROM visit
      WHERE visit.eid = trainingPlan.eid AND visit.trainingPlanLocalId = trainingPlan.trainingPlanLocalId))
  FROM trainingPlan WHERE eid = ? AND trainingPlanLocalId = ?`)

/** The one of an organisation that there is most to see of. */
export const findMostVisitedPlan = oneValue<string>(`
  SELECT trainingPlanLocalId FROM trainingPlan AS plan WHERE eid = ?
  ORDER BY (SELECT count(*) FROM visit WHERE visit.eid = plan.eid AND visit.trainingPlanLocalId = plan.trainingPlanLocalId) DESC,
    trainingPlanLocalId LIMIT 1`)

/** Another plan of the learner that was signed on the day. */
export const findPlanSignedOn = oneValue<string>(`
  SELECT trainingPlanLocalId FROM trainingPlan
  WHERE eid = ? AND learnerLocalId = ? AND trainingPlanSignedDate = ? AND trainingPlanLocalId <> ?`)

/** The days on which other plans of the learner were signed. */
export const listDaysSigned = allValues<CivilDate>(`
  SELECT DISTINCT trainingPlanSignedDate FROM trainingPlan WHERE eid = ? AND learnerLocalId = ? AND trainingPlanLocalId <> ?`)

/** Whether there is a plan for an agreement: 1 or nothing. */
export const hasPlan = oneValue<1>('SELECT 1 FROM trainingPlan WHERE eid = ? AND trainingAgreementLocalId = ? LIMIT 1')

// The agreements that were transferred to one, at first or second hand. There are few agreements of one learner, and SQLite would go
// through all of the organisation's if it were not told how to find those.
const line = `
  WITH RECURSIVE line (id) AS (
    SELECT :trainingAgreementLocalId
    UNION
    SELECT old.trainingAgreementLocalId FROM line
    JOIN trainingAgreement AS old INDEXED BY trainingAgreementByLearner ON old.events ->> '$.transferredTo' = line.id
    WHERE old.eid = :eid AND old.learnerLocalId = :learnerLocalId)`

/** Whether there is a plan for an agreement or for one that was transferred to it: 1 or nothing. */
export const inheritsAPlan = oneValue<1>(
  `${line} SELECT 1 FROM trainingPlan WHERE eid = :eid AND trainingAgreementLocalId IN (SELECT id FROM line) LIMIT 1`)

/** The latest day on which a plan for an agreement was signed. */
export const findLatestPlanSigned = oneValue<CivilDate | null>(
  'SELECT max(trainingPlanSignedDate) FROM trainingPlan WHERE eid = ? AND trainingAgreementLocalId = ?')

/** The first day on which a plan for an agreement was signed. */
export const findFirstPlanSigned = oneValue<CivilDate | null>(
  'SELECT min(trainingPlanSignedDate) FROM trainingPlan WHERE eid = ? AND trainingAgreementLocalId = ?')

export const insertTrainingPlan = run(`
  INSERT INTO trainingPlan (eid, trainingPlanLocalId, trainingAgreementLocalId, learnerLocalId, trainingPlanSignedDate, trainingPlanEndDate)
  VALUES (:eid, :trainingPlanLocalId, :trainingAgreementLocalId, :learnerLocalId, :trainingPlanSignedDate, :trainingPlanEndDate)`)

export const updateSignedDate = run('UPDATE trainingPlan SET trainingPlanSignedDate = ? WHERE eid = ? AND trainingPlanLocalId = ?')

const endPlans = `
  UPDATE trainingPlan INDEXED BY trainingPlanByAgreement SET trainingPlanEndDate = :trainingPlanEndDate
  WHERE eid = :eid AND trainingPlanEndDate IS NULL AND trainingAgreementLocalId`

const endPlansOfOne = run(`${endPlans} = :trainingAgreementLocalId`)
const endPlansOfLine = run(`${line} ${endPlans} IN (SELECT id FROM line)`)

const hasAnotherAgreement = oneValue<1>(`
  SELECT 1 FROM trainingAgreement
  WHERE eid = :eid AND learnerLocalId = :learnerLocalId AND trainingAgreementLocalId <> :trainingAgreementLocalId LIMIT 1`)

/**
 * Ends the plans, of an agreement and of those that were transferred to it, that have no end yet. To look for those takes several times as
 * long as all else that is done where a grace runs out, and most learners have no other agreement.
 */
export const endPlansOf = (
  db: Database, of: Pick<TrainingPlanRow, 'eid' | 'trainingAgreementLocalId' | 'learnerLocalId'> & { trainingPlanEndDate: CivilDate }
): number => hasAnotherAgreement(db, of) === undefined ? endPlansOfOne(db, of) : endPlansOfLine(db, of)

export const reopenPlansOf = run('UPDATE trainingPlan SET trainingPlanEndDate = NULL WHERE eid = ? AND trainingAgreementLocalId = ?')

/** Gives the plans of one agreement that have not ended to another. */
export const movePlansTo = run(`
  UPDATE trainingPlan SET trainingAgreementLocalId = ? WHERE eid = ? AND trainingAgreementLocalId = ? AND trainingPlanEndDate IS NULL`)

/** The plan as the API shows it. */
export function toTrainingPlan ({ eid, trainingPlanEndDate, ...shown }: TrainingPlanRow): TrainingPlan {
  return { ...shown, ...(trainingPlanEndDate !== null && { trainingPlanEndDate }) }
}
