import { categoryKind } from '../../platform/courses/kinds.ts'
import { field, seenAre, unseenList, type Module } from '../field.ts'

export const category: Module = {
  name: 'Category',
  description: 'Categories of templates',
  basis: unseenList,
  from: 'category',
  kind: categoryKind,
  key: 'category.id',
  canCreate: true,
  canDelete: true,
  fields: seenAre('', [
    field('ID', 'text', 'category.id', { column: 'id' }),
    field('Label', 'text', 'category.label', { column: 'label', required: true })
  ])
}
