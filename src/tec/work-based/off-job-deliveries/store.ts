import { one, run, type Database } from '../../../sandbox/database.ts'
import type { OffJobDelivery, OffJobDeliveryUpdate } from './schemas.ts'

export const offJobDeliveryTables = `
  CREATE TABLE offJobDelivery (
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    offJobDeliveryLocalId TEXT NOT NULL,
    enrolmentId INTEGER NOT NULL REFERENCES enrolment (id),
    details TEXT NOT NULL,
    PRIMARY KEY (eid, offJobDeliveryLocalId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX offJobDeliveryByEnrolment ON offJobDelivery (enrolmentId);
`

export interface OffJobDeliveryRow {
  eid: number
  offJobDeliveryLocalId: string
  enrolmentId: number
  /** JSON of OffJobDeliveryUpdate. */
  details: string
}

export const findOffJobDelivery = one<OffJobDeliveryRow>(
  'SELECT * FROM offJobDelivery WHERE eid = ? AND offJobDeliveryLocalId = ?')

const saveRow = run(`
  INSERT INTO offJobDelivery (eid, offJobDeliveryLocalId, enrolmentId, details) VALUES (?, ?, ?, ?)
  ON CONFLICT (eid, offJobDeliveryLocalId) DO UPDATE SET enrolmentId = excluded.enrolmentId, details = excluded.details`)

export function saveOffJobDelivery (
  db: Database, eid: number, offJobDeliveryLocalId: string, enrolmentId: number, details: OffJobDeliveryUpdate
): void {
  saveRow(db, eid, offJobDeliveryLocalId, enrolmentId, JSON.stringify(details))
}

export const deleteOffJobDelivery = run('DELETE FROM offJobDelivery WHERE eid = ? AND offJobDeliveryLocalId = ?')

/** The delivery as the API shows it. */
export const toOffJobDelivery = ({ offJobDeliveryLocalId, details }: OffJobDeliveryRow): OffJobDelivery =>
  ({ offJobDeliveryLocalId, ...JSON.parse(details) as OffJobDeliveryUpdate })
