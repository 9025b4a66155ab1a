import { companyGroupKind } from '../../platform/people/kinds.ts'
import { field, seenAre, unseenList, type Module } from '../field.ts'

export const companyGroup: Module = {
  name: 'CompanyGroup',
  description: 'Groups of accounts',
  basis: unseenList,
  from: 'companyGroup',
  kind: companyGroupKind,
  key: 'companyGroup.id',
  canCreate: true,
  canDelete: true,
  fields: seenAre('', [
    field('ID', 'text', 'companyGroup.id', { column: 'id' }),
    field('Name', 'text', 'companyGroup.name', { column: 'name', required: true })
  ])
}
