import type { CivilDate } from '../../../core/civil-date.ts'
import { one, oneValue, run, type Database } from '../../../sandbox/database.ts'
import { ProgrammeDetails, type ProgrammeVersion } from './schemas.ts'

export const programmeTables = `
  CREATE TABLE programmeVersion (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    programmeLocalId TEXT NOT NULL,
    programmeVersionNumber INTEGER NOT NULL,
    programmeLocalName TEXT NOT NULL,
    studyTypeCode TEXT NOT NULL,
    modeOfDeliveryCode INTEGER NOT NULL,
    startDate TEXT NOT NULL,
    expiryDate TEXT,
    details TEXT NOT NULL,
    PRIMARY KEY (eid, programmeLocalId, programmeVersionNumber)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX programmeVersionByName ON programmeVersion (eid, programmeLocalName);
`

export interface ProgrammeVersionRow {
  eid: number
  programmeLocalId: string
  programmeVersionNumber: number
  programmeLocalName: string
  studyTypeCode: string
  modeOfDeliveryCode: number
  startDate: CivilDate
  expiryDate: CivilDate | null
  /** JSON of ProgrammeDetails. */
  details: string
}

export const findProgrammeVersion = one<ProgrammeVersionRow>(
  'SELECT * FROM programmeVersion WHERE eid = ? AND programmeLocalId = ? AND programmeVersionNumber = ?')

/** The latest version of a programme; null where there is no such programme. */
export const findLatestVersion = oneValue<number | null>(
  'SELECT max(programmeVersionNumber) FROM programmeVersion WHERE eid = ? AND programmeLocalId = ?')

/** Another programme that has the name. */
export const findProgrammeOfName = oneValue<string>(
  'SELECT programmeLocalId FROM programmeVersion WHERE eid = ? AND programmeLocalName = ? AND programmeLocalId <> ? LIMIT 1')

/** The name of another programme that differs from a name in case and blanks alone. */
export const findAlikeName = oneValue<string>(`
  SELECT programmeLocalName FROM programmeVersion
  WHERE lower(trim(programmeLocalName)) = lower(trim(?)) AND programmeLocalName <> ? AND eid = ? AND programmeLocalId <> ? LIMIT 1`)

const insertRow = run(`
  INSERT INTO programmeVersion (eid, programmeLocalId, programmeVersionNumber, programmeLocalName, studyTypeCode, modeOfDeliveryCode,
    startDate, expiryDate, details)
  VALUES (:eid, :programmeLocalId, :programmeVersionNumber, :programmeLocalName, :studyTypeCode, :modeOfDeliveryCode,
    :startDate, :expiryDate, :details)`)

const detailNames = Object.keys(ProgrammeDetails.properties)

export function insertProgrammeVersion (db: Database, eid: number, version: ProgrammeVersion): void {
  const members = Object.entries(version)
  const details = Object.fromEntries(members.filter(([name]) => detailNames.includes(name)))
  const columns = Object.fromEntries(members.filter(([name]) => !detailNames.includes(name)))
  insertRow(db, { eid, expiryDate: null, ...columns, details: JSON.stringify(details) })
}

/** Changes what may change; a null leaves things as they are. */
export const updateProgrammeVersion = run(`
  UPDATE programmeVersion SET expiryDate = coalesce(:expiryDate, expiryDate),
    details = iif(:maximumProgrammeFee IS NULL, details, json_set(details, '$.maximumProgrammeFee', :maximumProgrammeFee))
  WHERE eid = :eid AND programmeLocalId = :programmeLocalId AND programmeVersionNumber = :programmeVersionNumber`)

/** The version as the API shows it. */
export function toProgrammeVersion ({ eid, details, expiryDate, ...row }: ProgrammeVersionRow) {
  return { ...row, expiryDate: expiryDate ?? undefined, ...JSON.parse(details) as ProgrammeDetails }
}
