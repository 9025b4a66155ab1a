import type { CivilDate } from '../../../core/civil-date.ts'
import { all, one, oneValue, run, type Database } from '../../../sandbox/database.ts'
import { openStatuses, type EnrolmentStatus } from '../statuses.ts'
import type { Deletion, Enrolment, NewEnrolment } from './schemas.ts'

export const enrolmentTables = `
  CREATE TABLE enrolment (
    id INTEGER PRIMARY KEY,
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    enrolmentLocalId TEXT NOT NULL,
    learnerLocalId TEXT NOT NULL,
    trainingAgreementLocalId TEXT NOT NULL,
    programmeLocalId TEXT NOT NULL,
    programmeVersionNumber INTEGER NOT NULL,
    fundingSourceTypeCode TEXT NOT NULL,
    modeOfDeliveryCode INTEGER NOT NULL,
    enrolmentDate TEXT NOT NULL,
    participationStartDate TEXT NOT NULL,
    status TEXT NOT NULL,
    withdrawalDate TEXT,
    withdrawalReasonCode TEXT,
    completionDate TEXT,
    deletionDate TEXT,
    deletionReason TEXT,
    overarchingId INTEGER REFERENCES enrolment (id),
    transferDate TEXT,
    FOREIGN KEY (eid, learnerLocalId) REFERENCES learner (eid, learnerLocalId),
    FOREIGN KEY (eid, trainingAgreementLocalId) REFERENCES trainingAgreement (eid, trainingAgreementLocalId),
    FOREIGN KEY (eid, programmeLocalId, programmeVersionNumber)
      REFERENCES programmeVersion (eid, programmeLocalId, programmeVersionNumber)
  ) STRICT;

  -- The id of a deleted enrolment may be used again.
  CREATE UNIQUE INDEX enrolmentByLocalId ON enrolment (eid, enrolmentLocalId) WHERE status <> 'Deleted';
  CREATE INDEX enrolmentByLearner ON enrolment (eid, learnerLocalId);
  CREATE INDEX enrolmentByAgreement ON enrolment (eid, trainingAgreementLocalId);
  CREATE INDEX enrolmentByOverarching ON enrolment (overarchingId) WHERE overarchingId IS NOT NULL;
  CREATE INDEX enrolmentPending ON enrolment (participationStartDate) WHERE status = 'Pending';
`

export interface EnrolmentRow {
  id: number
  eid: number
  enrolmentLocalId: string
  learnerLocalId: string
  trainingAgreementLocalId: string
  programmeLocalId: string
  programmeVersionNumber: number
  fundingSourceTypeCode: string
  modeOfDeliveryCode: number
  enrolmentDate: CivilDate
  participationStartDate: CivilDate
  status: EnrolmentStatus
  withdrawalDate: CivilDate | null
  withdrawalReasonCode: string | null
  completionDate: CivilDate | null
  deletionDate: CivilDate | null
  deletionReason: string | null
  /** When it was last transferred to another version. */
  transferDate: CivilDate | null
  /** The over-arching enrolment of a complex one. */
  overarchingId: number | null
  overarchingEnrolmentLocalId: string | null
  /** Of its programme version. */
  studyTypeCode: string
  programmeStartDate: CivilDate
  programmeExpiryDate: CivilDate | null
}

const withProgramme = `
  SELECT enrolment.*, programmeVersion.studyTypeCode,
    programmeVersion.startDate AS programmeStartDate, programmeVersion.expiryDate AS programmeExpiryDate,
    (SELECT overarching.enrolmentLocalId FROM enrolment AS overarching WHERE overarching.id = enrolment.overarchingId)
      AS overarchingEnrolmentLocalId
  FROM enrolment JOIN programmeVersion USING (eid, programmeLocalId, programmeVersionNumber)`

export const findEnrolment = one<EnrolmentRow>(
  `${withProgramme} WHERE eid = ? AND enrolmentLocalId = ? AND status <> 'Deleted'`)

export const findEnrolmentById = one<EnrolmentRow>(`${withProgramme} WHERE id = ?`)

/** The sub-enrolments of an over-arching enrolment that are not deleted. */
export const listSubEnrolmentsOf = all<EnrolmentRow>(
  `${withProgramme} WHERE overarchingId = ? AND status <> 'Deleted' ORDER BY id`)

/** The Pending enrolments, of whichever TEO, that start after one day up to another; so many at most. */
export const listStarts = all<EnrolmentRow>(
  `${withProgramme} WHERE status = 'Pending' AND participationStartDate > ? AND participationStartDate <= ? ` +
    'ORDER BY participationStartDate, id LIMIT ?')

/** All of an agreement's enrolments but the deleted ones, in the order of their making. */
export const listEnrolmentsOf = all<EnrolmentRow>(
  `${withProgramme} WHERE eid = ? AND trainingAgreementLocalId = ? AND status <> 'Deleted' ORDER BY id`)

/** The latest completion that NZQA has reported under an agreement, if any. */
export const findLatestCompletion = oneValue<CivilDate | null>(
  'SELECT max(completionDate) FROM enrolment WHERE eid = ? AND trainingAgreementLocalId = ? AND status = \'Completed\'')

const insertRow = run(`
  INSERT INTO enrolment (eid, enrolmentLocalId, learnerLocalId, trainingAgreementLocalId, programmeLocalId, programmeVersionNumber,
    fundingSourceTypeCode, modeOfDeliveryCode, enrolmentDate, participationStartDate, status, withdrawalDate, withdrawalReasonCode,
    completionDate, overarchingId)
  VALUES (:eid, :enrolmentLocalId, :learnerLocalId, :trainingAgreementLocalId, :programmeLocalId, :programmeVersionNumber,
    :fundingSourceTypeCode, :modeOfDeliveryCode, :enrolmentDate, :participationStartDate, :status, :withdrawalDate, :withdrawalReasonCode,
    :completionDate, :overarchingId)`)

/** How an enrolment ended. */
export type Ending = Partial<Pick<Enrolment, 'withdrawalDate' | 'withdrawalReasonCode' | 'completionDate'> & Deletion>

/** Where a new enrolment belongs and what has become of it already. */
interface Circumstances extends Ending {
  eid: number
  status: EnrolmentStatus
  overarchingId?: number | undefined
}

export function insertEnrolment (db: Database, enrolment: NewEnrolment, { eid, status, ...rest }: Circumstances): void {
  const { studyTypeCode, ...columns } = enrolment
  insertRow(db, {
    eid,
    ...columns,
    status,
    withdrawalDate: null,
    withdrawalReasonCode: null,
    completionDate: null,
    ...rest,
    overarchingId: rest.overarchingId ?? null
  })
}

const moveRow = run(`
  UPDATE enrolment SET status = :status,
    withdrawalDate = coalesce(:withdrawalDate, withdrawalDate),
    withdrawalReasonCode = coalesce(:withdrawalReasonCode, withdrawalReasonCode),
    completionDate = coalesce(:completionDate, completionDate),
    deletionDate = coalesce(:deletionDate, deletionDate), deletionReason = coalesce(:deletionReason, deletionReason)
  WHERE id = :id`)

const noEnding = { withdrawalDate: null, withdrawalReasonCode: null, completionDate: null, deletionDate: null, deletionReason: null }

/** Only for `cascade.ts`, which is where statuses change. */
export function moveEnrolment (db: Database, id: number, status: EnrolmentStatus, ending: Ending = {}): void {
  moveRow(db, { ...noEnding, ...ending, id, status })
}

export const moveParticipationStart = run('UPDATE enrolment SET participationStartDate = ? WHERE id = ?')

export const updateEnrolmentDate = run('UPDATE enrolment SET enrolmentDate = ? WHERE id = ?')

export const moveToVersion = run('UPDATE enrolment SET programmeVersionNumber = ?, transferDate = ? WHERE id = ?')

/** Gives the open enrolments of one agreement to another; those that have ended are frozen. */
export const moveOpenToAgreement = run(`
  UPDATE enrolment SET trainingAgreementLocalId = ?
  WHERE eid = ? AND trainingAgreementLocalId = ? AND status IN (${openStatuses.map(status => `'${status}'`).join(', ')})`)

/** The enrolment as the API shows it. */
export function toEnrolment (row: EnrolmentRow): Enrolment {
  const {
    id, eid, status, withdrawalDate, withdrawalReasonCode, completionDate, deletionDate, deletionReason, transferDate, overarchingId,
    overarchingEnrolmentLocalId, programmeStartDate, programmeExpiryDate, ...shown
  } = row
  return {
    ...shown,
    enrolmentStatus: status,
    ...(withdrawalDate !== null && { withdrawalDate }),
    ...(withdrawalReasonCode !== null && { withdrawalReasonCode }),
    ...(completionDate !== null && { completionDate }),
    ...(transferDate !== null && { transferDate }),
    ...(overarchingEnrolmentLocalId !== null && { overarchingEnrolmentLocalId })
  }
}
