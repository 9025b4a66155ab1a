import { venueKind } from '../../platform/courses/kinds.ts'
import { inBody } from '../../platform/must-exist.ts'
import { companyExists } from '../../platform/people/rules.ts'
import { findCompany } from '../../platform/people/store.ts'
import type { RecordKind } from '../../platform/record.ts'
import { field, seenAre, unseenList, type Module } from '../field.ts'

const companyOfVenue = inBody(companyExists)

const kind: RecordKind = {
  ...venueKind,
  judge ({ db, enforce }, { companyId }) {
    if (companyId) enforce([companyOfVenue], { id: companyId, found: findCompany(db, companyId) })
  }
}

export const venue: Module = {
  name: 'Venue',
  description: 'Places where courses are held',
  basis: unseenList,
  from: 'venue',
  kind,
  key: 'venue.id',
  canCreate: true,
  canDelete: true,
  fields: seenAre('', [
    field('ID', 'text', 'venue.id', { column: 'id' }),
    field('Label', 'text', 'venue.label', { column: 'label', required: true }),
    field('Alias', 'text', 'venue.alias', { column: 'alias' }),
    field('Address', 'text', 'venue.address', { column: 'address' }),
    field('Town', 'text', 'venue.town', { column: 'town' }),
    field('County', 'text', 'venue.county', { column: 'county' }),
    field('Country', 'text', 'venue.country', { column: 'country' }),
    field('Postcode', 'text', 'venue.postcode', { column: 'postcode' }),
    field('CompanyID', 'text', 'venue.companyId', { column: 'companyId' })
  ]),
  rules: [companyOfVenue]
}
