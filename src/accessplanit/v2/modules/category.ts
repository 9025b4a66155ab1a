import { categoryKind } from '../../platform/courses/kinds.ts'
import { vendorClient } from '../../sources.ts'
import { field, type Module } from '../field.ts'

export const category: Module = {
  name: 'Category',
  description: 'Categories of templates',
  basis: vendorClient,
  from: 'category',
  kind: categoryKind,
  key: 'category.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'category.id', { column: 'id' }),
    field('Label', 'text', 'category.label', { column: 'label', required: true })
  ]
}
