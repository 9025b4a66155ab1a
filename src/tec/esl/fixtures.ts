import { Type, type Static } from '@sinclair/typebox'
import type { FixtureFile } from '../../sandbox/fixtures.ts'
import { insertMachineAccount, insertMachineAccountOrganisation, insertOrganisation, insertStaticToken } from './store.ts'

const Eid = Type.Integer({ minimum: 1, maximum: 99_999_999 })
const About = Type.String({ minLength: 1 })

const OrganisationRow = Type.Object({ eid: Eid, name: Type.String(), about: About }, { additionalProperties: false })
type OrganisationRow = Static<typeof OrganisationRow>

const MachineAccountRow = Type.Object({
  name: Type.String({ minLength: 1 }),
  secret: Type.String({ minLength: 1 }),
  eids: Type.Array(Eid),
  isEnabled: Type.Optional(Type.Boolean()),
  about: About
}, { additionalProperties: false })
type MachineAccountRow = Static<typeof MachineAccountRow>

const StaticTokenRow = Type.Object({
  token: Type.String({ minLength: 8 }), account: Type.String({ minLength: 1 }), eid: Eid
}, { additionalProperties: false })
type StaticTokenRow = Static<typeof StaticTokenRow>

export const eslFixtureFiles: FixtureFile[] = [
  { file: 'organisations.json', row: OrganisationRow, insert: (db, row: OrganisationRow) => { insertOrganisation(db, row) } },
  {
    file: 'machine-accounts.json',
    row: MachineAccountRow,
    insert (db, { eids, isEnabled = true, ...account }: MachineAccountRow) {
      insertMachineAccount(db, { ...account, isEnabled: isEnabled ? 1 : 0 })
      for (const eid of eids) insertMachineAccountOrganisation(db, account.name, eid)
    }
  },
  { file: 'static-tokens.json', row: StaticTokenRow, insert: (db, row: StaticTokenRow) => { insertStaticToken(db, row) } }
]
