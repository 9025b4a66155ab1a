import type { CivilDate } from '../../../core/civil-date.ts'
import { all, one, oneValue, run, type Database } from '../../../sandbox/database.ts'
import type { AgreementStatus } from '../statuses.ts'
import type { Grace, Hold, Restart, Withdrawal } from '../status-changes/schemas.ts'
import type { AgreementDetails, TrainingAgreement } from './schemas.ts'

export const trainingAgreementTables = `
  CREATE TABLE trainingAgreement (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    trainingAgreementLocalId TEXT NOT NULL,
    learnerLocalId TEXT NOT NULL,
    employerName TEXT NOT NULL,
    trainingAgreementSignedDate TEXT NOT NULL,
    status TEXT NOT NULL,
    pauseDate TEXT,
    details TEXT NOT NULL,
    events TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (eid, trainingAgreementLocalId),
    FOREIGN KEY (eid, learnerLocalId) REFERENCES learner (eid, learnerLocalId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX trainingAgreementByLearner ON trainingAgreement (eid, learnerLocalId);
  CREATE INDEX trainingAgreementInGrace ON trainingAgreement (pauseDate) WHERE status = 'Grace';
`

/** What was last said of a pause, a restart and a withdrawal. */
export type AgreementEvents = Partial<Hold & Grace & Restart & Withdrawal>

export interface TrainingAgreementRow {
  eid: number
  trainingAgreementLocalId: string
  learnerLocalId: string
  employerName: string
  trainingAgreementSignedDate: CivilDate
  status: AgreementStatus
  /** Since when it is paused; null unless it is in Hold or Grace. */
  pauseDate: CivilDate | null
  /** JSON of AgreementDetails. */
  details: string
  /** JSON of AgreementEvents. */
  events: string
}

export const findTrainingAgreement = one<TrainingAgreementRow>(
  'SELECT * FROM trainingAgreement WHERE eid = ? AND trainingAgreementLocalId = ?')

/** Another agreement of the learner with the same employer, signed on the same day. */
export const findSameAgreement = oneValue<string>(`
  SELECT trainingAgreementLocalId FROM trainingAgreement
  WHERE eid = ? AND learnerLocalId = ? AND employerName = ? AND trainingAgreementSignedDate = ?`)

/** The agreements, of whichever TEO, that were in grace before a day, the longest first; so many at most. */
export const listGraces = all<TrainingAgreementRow>(`
  SELECT * FROM trainingAgreement WHERE status = 'Grace' AND pauseDate < ? ORDER BY pauseDate, eid, trainingAgreementLocalId LIMIT ?`)

const upsertRow = run(`
  INSERT INTO trainingAgreement (
    eid, trainingAgreementLocalId, learnerLocalId, employerName, trainingAgreementSignedDate, status, pauseDate, details, events)
  VALUES (
    :eid, :trainingAgreementLocalId, :learnerLocalId, :employerName, :trainingAgreementSignedDate, :status, :pauseDate, :details, :events)
  ON CONFLICT (eid, trainingAgreementLocalId) DO UPDATE SET
    employerName = excluded.employerName, trainingAgreementSignedDate = excluded.trainingAgreementSignedDate, details = excluded.details`)

export interface NewAgreement {
  eid: number
  trainingAgreementLocalId: string
  learnerLocalId: string
  details: AgreementDetails
  status?: AgreementStatus
  events?: AgreementEvents
}

/** Stores an agreement; one that is there already keeps its status and gets the new details. */
export function saveTrainingAgreement (db: Database, { details, status = 'Pending', events = {}, ...ids }: NewAgreement): void {
  upsertRow(db, {
    ...ids,
    employerName: details.employerName,
    trainingAgreementSignedDate: details.trainingAgreementSignedDate,
    status,
    pauseDate: status === 'Hold' || status === 'Grace' ? events.pauseDate : null,
    details: JSON.stringify(details),
    events: JSON.stringify(events)
  })
}

const moveRow = run(`
  UPDATE trainingAgreement SET status = :status, pauseDate = :pauseDate, events = json_patch(events, :events)
  WHERE eid = :eid AND trainingAgreementLocalId = :trainingAgreementLocalId`)

/** Only for `cascade.ts`, which is where statuses change. */
export function moveTrainingAgreement (
  db: Database, agreement: TrainingAgreementRow, status: AgreementStatus, pauseDate: CivilDate | null, events: AgreementEvents
): void {
  const { eid, trainingAgreementLocalId } = agreement
  moveRow(db, { eid, trainingAgreementLocalId, status, pauseDate, events: JSON.stringify(events) })
}

/** The agreement as the API shows it. */
export function toTrainingAgreement (row: TrainingAgreementRow): TrainingAgreement {
  const events = JSON.parse(row.events) as AgreementEvents
  const { pauseDate, onHoldReasonCode, graceReasonCode, ...ended } = events
  return {
    learnerLocalId: row.learnerLocalId,
    trainingAgreementLocalId: row.trainingAgreementLocalId,
    trainingAgreement: JSON.parse(row.details) as AgreementDetails,
    trainingAgreementStatus: row.status,
    ...(row.pauseDate !== null && { pauseDate: row.pauseDate }),
    ...(row.status === 'Hold' && { onHoldReasonCode }),
    ...(row.status === 'Grace' && { graceReasonCode }),
    ...ended
  }
}
