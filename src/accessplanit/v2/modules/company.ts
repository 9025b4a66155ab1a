import { namesIn } from '../../platform/names.ts'
import { companyKind } from '../../platform/people/kinds.ts'
import { field, seenAre, unseenList, type Module, type ModuleField } from '../field.ts'
import { bindsVersion2 } from '../readings.ts'

const fields: readonly ModuleField[] = seenAre('', [
  field('ID', 'text', 'company.id', { column: 'id', max: 10 }),
  field('Name', 'text', 'company.name', { column: 'name', required: true }),
  field('Email', 'text', 'company.emailAddress', { column: 'emailAddress' }),
  field('IsTrainingProvider', 'boolean', 'company.isTrainingProvider', { column: 'isTrainingProvider' }),
  field('MainContactUserID', 'text', 'company.mainContactUserId', { column: 'mainContactUserId' }),
  field('ExternalID', 'text', 'company.externalId', { column: 'externalId' }),
  field('Address', 'text', 'company.address', { column: 'address' }),
  field('Town', 'text', 'company.town', { column: 'town' }),
  field('County', 'text', 'company.county', { column: 'county' }),
  field('Country', 'text', 'company.country', { column: 'country' }),
  field('Postcode', 'text', 'company.postcode', { column: 'postcode' }),
  field('CompanyGroupIDs', 'list', 'company.groupIds', { column: 'groupIds' }),
  field('Status', 'text', 'company.status', { column: 'status' }),
  field('DateCreated', 'dateTime', 'company.dateCreated'),
  field('DateUpdated', 'dateTime', 'company.dateUpdated')
])

const kind = companyKind(namesIn(fields), bindsVersion2)

export const company: Module = {
  name: 'Company',
  description: 'Accounts: customers and training providers',
  basis: unseenList,
  from: 'company',
  kind,
  key: 'company.id',
  canCreate: true,
  canDelete: true,
  fields,
  rules: kind.rules.create
}
