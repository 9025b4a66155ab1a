import { all, one, oneValue, run, type Database } from '../../../sandbox/database.ts'
import { recordOfDelivery } from '../../off-job-courses.ts'
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

  CREATE TABLE registeredProvider (
    providerCode INTEGER PRIMARY KEY,
    name TEXT NOT NULL
  ) STRICT;
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

export const listDeliveriesUnder = all<OffJobDeliveryRow>(
  'SELECT * FROM offJobDelivery WHERE enrolmentId = ? ORDER BY offJobDeliveryLocalId')

export const insertProvider = run('INSERT INTO registeredProvider (providerCode, name) VALUES (:providerCode, :name)')

const hasARegister = oneValue<1>('SELECT 1 FROM registeredProvider LIMIT 1')
const findProvider = oneValue<1>(
  'SELECT 1 FROM registeredProvider WHERE providerCode = :code UNION ALL SELECT 1 FROM organisation WHERE eid = :code LIMIT 1')

/** Whether the register has a provider, as every organisation of the sandbox is; undefined where there is no register. */
export const isProviderRegistered = (db: Database, code: number): boolean | undefined =>
  hasARegister(db) === undefined ? undefined : findProvider(db, { code }) !== undefined

/** A course enrolment of a return. */
export interface ReturnedEnrolment {
  readonly eid: number
  readonly returnId: number
  readonly localId: string
}

const findRecord = one<ReturnedEnrolment>(recordOfDelivery)

/** The course enrolment in a return that is the course of a delivery. */
export const findReturnedEnrolment = (
  db: Database, eid: number, nationalStudentNumber: number, delivery: OffJobDeliveryUpdate
): ReturnedEnrolment | undefined => findRecord(db, { eid, nationalStudentNumber, delivery: JSON.stringify(delivery) })

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
