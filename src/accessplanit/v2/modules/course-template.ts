import { categoryLabels } from '../../platform/courses/labels.ts'
import { courseTypes } from '../../platform/enumerations.ts'
import { otherClient } from '../../sources.ts'
import { field, seenAre, type Module } from '../field.ts'

export const courseTemplate: Module = {
  name: 'CourseTemplate',
  description: 'Templates of courses, under the second name that clients use',
  basis: otherClient,
  from: 'courseTemplate',
  key: 'courseTemplate.id',
  fields: seenAre('Name', [
    field('ID', 'text', 'courseTemplate.id'),
    field('Name', 'text', 'courseTemplate.label'),
    field('CourseType', 'text', 'courseTemplate.type', { values: courseTypes }),
    field('CategoryIDs', 'list', 'courseTemplate.categoryIds'),
    field('CategoryLabels', 'list', categoryLabels),
    field('Summary', 'text', 'courseTemplate.summary'),
    field('Cost', 'money', 'courseTemplate.cost'),
    field('CompanyID', 'text', 'courseTemplate.companyId')
  ])
}
