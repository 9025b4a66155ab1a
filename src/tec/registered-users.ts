import { one, run } from '../sandbox/database.ts'

/** The machine accounts that were registered for an organisation. */
export const userTables = `
  CREATE TABLE registeredUser (
    identityId INTEGER PRIMARY KEY,
    account TEXT NOT NULL,
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    insertedDateTime TEXT NOT NULL,
    updatedDateTime TEXT NOT NULL,
    UNIQUE (account, eid)
  ) STRICT;
`

export interface RegisteredUser {
  identityId: number
  account: string
  eid: number
  insertedDateTime: string
  updatedDateTime: string
  organisation: string
}

export const findUser = one<RegisteredUser>(`
  SELECT registeredUser.*, organisation.name AS organisation FROM registeredUser JOIN organisation USING (eid)
  WHERE account = ? AND eid = ?`)

/** Registers, or notes that it was registered again. */
export const saveUser = run(`
  INSERT INTO registeredUser (account, eid, insertedDateTime, updatedDateTime) VALUES (:account, :eid, :now, :now)
  ON CONFLICT (account, eid) DO UPDATE SET updatedDateTime = excluded.updatedDateTime`)
