import { all, one, oneValue, run } from '../../sandbox/database.ts'

/** Organisations, and the two ways in which a client shows that it may act for one. */
export const eslTables = `
  CREATE TABLE organisation (
    eid INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    about TEXT NOT NULL
  ) STRICT;

  CREATE TABLE machineAccount (
    name TEXT PRIMARY KEY,
    secret TEXT NOT NULL,
    isEnabled INTEGER NOT NULL,
    about TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE machineAccountOrganisation (
    machineAccount TEXT NOT NULL REFERENCES machineAccount (name),
    eid INTEGER NOT NULL REFERENCES organisation (eid),
    PRIMARY KEY (machineAccount, eid)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE staticToken (
    token TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES machineAccount (name),
    eid INTEGER NOT NULL REFERENCES organisation (eid)
  ) STRICT, WITHOUT ROWID;
`

export interface Organisation { eid: number, name: string, about: string }
export interface MachineAccount {
  name: string
  secret: string
  /** Whether it was given the APIs' permissions in DXP Ngā Kete. */
  isEnabled: 0 | 1
  about: string
}
export interface StaticToken { token: string, account: string, eid: number }

export const listOrganisations = all<Organisation>('SELECT * FROM organisation ORDER BY eid')
export const insertOrganisation = run('INSERT INTO organisation (eid, name, about) VALUES (:eid, :name, :about)')

export const listMachineAccounts = all<MachineAccount>('SELECT * FROM machineAccount ORDER BY name')
export const findMachineAccount = one<MachineAccount>('SELECT * FROM machineAccount WHERE name = ?')
/** A machine account with permissions that may act for an organisation. */
export const findEnabledAccount = oneValue<string>(`
  SELECT name FROM machineAccount JOIN machineAccountOrganisation ON machineAccount = name
  WHERE eid = ? AND isEnabled ORDER BY name LIMIT 1`)
/** The organisations that such an account may act for. */
export const listActedFor = all<{ eid: number }>(`
  SELECT DISTINCT eid FROM machineAccountOrganisation JOIN machineAccount ON name = machineAccount WHERE isEnabled ORDER BY eid`)
/** Any other organisation. */
export const findOtherOrganisation = oneValue<number>('SELECT eid FROM organisation WHERE eid <> ? ORDER BY eid LIMIT 1')
export const insertMachineAccount =
  run('INSERT INTO machineAccount (name, secret, isEnabled, about) VALUES (:name, :secret, :isEnabled, :about)')

/** The organisations that a machine account may act for. */
export const organisationsOf = all<{ eid: number }>('SELECT eid FROM machineAccountOrganisation WHERE machineAccount = ? ORDER BY eid')
export const insertMachineAccountOrganisation = run('INSERT INTO machineAccountOrganisation (machineAccount, eid) VALUES (?, ?)')

export const listStaticTokens = all<StaticToken>('SELECT * FROM staticToken ORDER BY eid, token')
export const findStaticToken = one<StaticToken>('SELECT * FROM staticToken WHERE token = ?')
export const insertStaticToken = run('INSERT INTO staticToken (token, account, eid) VALUES (:token, :account, :eid)')
