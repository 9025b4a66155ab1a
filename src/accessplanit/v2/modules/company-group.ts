import { companyGroupKind } from '../../platform/people/kinds.ts'
import { vendorClient } from '../../sources.ts'
import { field, type Module } from '../field.ts'

export const companyGroup: Module = {
  name: 'CompanyGroup',
  description: 'Groups of accounts',
  basis: vendorClient,
  from: 'companyGroup',
  kind: companyGroupKind,
  key: 'companyGroup.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'companyGroup.id', { column: 'id' }),
    field('Name', 'text', 'companyGroup.name', { column: 'name', required: true })
  ]
}
