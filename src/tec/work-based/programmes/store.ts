import type { CivilDate } from '../../../core/civil-date.ts'
import { one, run } from '../../../sandbox/database.ts'
import type { ProgrammeDetails } from './schemas.ts'

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

export const insertProgrammeVersion = run(`
  INSERT INTO programmeVersion (eid, programmeLocalId, programmeVersionNumber, programmeLocalName, studyTypeCode, modeOfDeliveryCode, startDate, expiryDate, details)
  VALUES (:eid, :programmeLocalId, :programmeVersionNumber, :programmeLocalName, :studyTypeCode, :modeOfDeliveryCode, :startDate, :expiryDate, :details)`)

/** The version as the API shows it. */
export function toProgrammeVersion ({ eid, details, expiryDate, ...row }: ProgrammeVersionRow) {
  return { ...row, expiryDate: expiryDate ?? undefined, ...JSON.parse(details) as ProgrammeDetails }
}
