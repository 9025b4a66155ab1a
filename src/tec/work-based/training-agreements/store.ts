import type { CivilDate } from '../../../core/civil-date.ts'
import { all, one, run, type Database } from '../../../sandbox/database.ts'
import { folded } from '../alike.ts'
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

/** What was last said of a pause, a restart and a withdrawal, and what is only known here. */
export type AgreementEvents = Partial<Hold & Grace & Restart & Withdrawal & {
  /** The agreement that took over, where it was transferred. */
  transferredTo: string
  /** The day on which its pause was reported. */
  reportedDate: CivilDate
}>

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

interface SameAgreement {
  trainingAgreementLocalId: string
  status: AgreementStatus
}

/** Another agreement of the learner with the same employer, signed on the same day; rather one that is not Finished. */
const findSame = one<SameAgreement>(`
  SELECT trainingAgreementLocalId, status FROM trainingAgreement
  WHERE eid = :eid AND learnerLocalId = :learnerLocalId AND employerName = :employerName
    AND trainingAgreementSignedDate = :trainingAgreementSignedDate AND trainingAgreementLocalId <> :trainingAgreementLocalId
  ORDER BY status = 'Finished', trainingAgreementLocalId LIMIT 1`)

export const findSameAgreement = (
  db: Database, ids: { eid: number, learnerLocalId: string, trainingAgreementLocalId: string }, details: AgreementDetails | undefined
): SameAgreement | undefined => details?.trainingAgreementSignedDate === undefined
  ? undefined
  : findSame(db, { ...ids, employerName: details.employerName, trainingAgreementSignedDate: details.trainingAgreementSignedDate })

/** The agreements, of whichever TEO, that were in grace before a day, the longest first; so many at most. */
export const listGraces = all<TrainingAgreementRow>(`
  SELECT * FROM trainingAgreement WHERE status = 'Grace' AND pauseDate < ? ORDER BY pauseDate, eid, trainingAgreementLocalId LIMIT ?`)

/** The same by the day on which the grace was reported. */
export const listGracesByReport = all<TrainingAgreementRow>(`
  SELECT * FROM trainingAgreement WHERE status = 'Grace' AND coalesce(events ->> '$.reportedDate', pauseDate) < ?
  ORDER BY coalesce(events ->> '$.reportedDate', pauseDate), eid, trainingAgreementLocalId LIMIT ?`)

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
  /** Undefined where nothing was said of it. */
  details: AgreementDetails | undefined
  status?: AgreementStatus
  events?: AgreementEvents
}

/** Stores an agreement; one that is there already keeps its status and gets the new details. */
export function saveTrainingAgreement (db: Database, { details, status = 'Pending', events = {}, ...ids }: NewAgreement): void {
  upsertRow(db, {
    ...ids,
    employerName: details?.employerName ?? '',
    // What is not known comes before every day.
    trainingAgreementSignedDate: details?.trainingAgreementSignedDate ?? '',
    status,
    pauseDate: status === 'Hold' || status === 'Grace' ? events.pauseDate : null,
    details: JSON.stringify(details ?? {}),
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

export const eventsOf = ({ events }: TrainingAgreementRow): AgreementEvents => JSON.parse(events) as AgreementEvents

export const detailsOf = ({ details }: TrainingAgreementRow): AgreementDetails => JSON.parse(details) as AgreementDetails

/** The agreement as the API shows it. */
export function toTrainingAgreement (row: TrainingAgreementRow): TrainingAgreement {
  const { pauseDate, onHoldReasonCode, graceReasonCode, transferredTo, reportedDate, ...ended } = eventsOf(row)
  const dates: Partial<Record<AgreementStatus, CivilDate | undefined>> = { Finished: ended.withdrawalDate, Active: ended.restartDate }
  const statusDate = row.pauseDate ?? dates[row.status]
  return {
    learnerLocalId: row.learnerLocalId,
    trainingAgreementLocalId: row.trainingAgreementLocalId,
    ...(row.details !== '{}' && { trainingAgreement: detailsOf(row) }),
    trainingAgreementStatus: row.status,
    ...(statusDate && { trainingAgreementStatusDate: statusDate }),
    ...(row.pauseDate !== null && { pauseDate: row.pauseDate }),
    ...(row.status === 'Hold' && { onHoldReasonCode }),
    ...(row.status === 'Grace' && { graceReasonCode }),
    ...ended
  }
}

const listSignedOn = all<TrainingAgreementRow>(`
  SELECT * FROM trainingAgreement WHERE eid = :eid AND learnerLocalId = :learnerLocalId
    AND trainingAgreementSignedDate = :trainingAgreementSignedDate AND trainingAgreementLocalId <> :trainingAgreementLocalId`)

/** Another agreement of the learner, signed on the day with an employer whose name differs in case and blanks alone. */
export function findAlikeAgreement (db: Database, ids: Parameters<typeof findSameAgreement>[1], details: AgreementDetails | undefined) {
  const { employerName, trainingAgreementSignedDate } = details ?? {}
  return employerName === undefined || trainingAgreementSignedDate === undefined
    ? undefined
    : listSignedOn(db, { ...ids, trainingAgreementSignedDate })
      .find(row => row.employerName !== employerName && folded(row.employerName) === folded(employerName))
}
