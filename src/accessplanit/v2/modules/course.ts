import { courseTemplateKind } from '../../platform/courses/kinds.ts'
import { categoryLabels } from '../../platform/courses/labels.ts'
import { costTypes, courseTypes, durationTypes, waitingLists } from '../../platform/enumerations.ts'
import { vendorClient } from '../../sources.ts'
import { field, seenAre, storedAsIs, type Module } from '../field.ts'

const durationInWords = `printf('%g', courseTemplate.duration) || ' ' || courseTemplate.durationType
  || CASE courseTemplate.duration WHEN 1 THEN '' ELSE 's' END`

export const course: Module = {
  name: 'Course',
  description: 'Templates of courses, with all that is said of them',
  basis: vendorClient,
  from: 'courseTemplate',
  kind: courseTemplateKind,
  key: 'courseTemplate.id',
  canCreate: true,
  canDelete: true,
  updateBasis: vendorClient,
  fields: [
    field('ID', 'text', 'courseTemplate.id', { column: 'id' }),
    field('Label', 'text', 'courseTemplate.label', { column: 'label', required: true }),
    field('CourseType', 'text', 'courseTemplate.type', { column: 'type', values: courseTypes }),
    field('Cost', 'money', 'courseTemplate.cost', { column: 'cost' }),
    field('CostType', 'text', 'courseTemplate.costType', { column: 'costType', values: costTypes }),
    field('Duration', 'number', 'courseTemplate.duration', { column: 'duration' }),
    field('DurationType', 'text', 'courseTemplate.durationType', { column: 'durationType', values: durationTypes }),
    field('DurationAsString', 'text', durationInWords),
    field('WaitingList', 'text', 'courseTemplate.waitingList', { column: 'waitingList', values: waitingLists }),
    field('Advertise', 'boolean', 'courseTemplate.isAdvertised', { column: 'isAdvertised' }),
    field('ExternalID', 'text', 'courseTemplate.externalId', { column: 'externalId' }),
    field('Summary', 'text', 'courseTemplate.summary', { column: 'summary' }),
    field('Overview', 'text', 'courseTemplate.overview', { column: 'overview' }),
    field('Description', 'text', 'courseTemplate.description', { column: 'description' }),
    field('CategoryIDs', 'list', 'courseTemplate.categoryIds', { column: 'categoryIds' }),
    field('CategoryLabels', 'list', categoryLabels),
    field('ProviderCompaniesIDs', 'list', 'json_array(courseTemplate.companyId)'),
    field('DateCreated', 'dateTime', 'courseTemplate.dateCreated'),
    field('DateUpdated', 'dateTime', 'courseTemplate.dateUpdated'),
    ...storedAsIs('courseTemplate', 'boolean', `
      AutoComplete CheckSecurityOnUpdateAndDelete Coursework CurrentLoggedInUserIsDeveloper
      CurrentLoggedInUserHasDeveloperActionPermission IsModule SetCompletedIfPassed Unit UsesLogDataSource`),
    ...storedAsIs('courseTemplate', 'number', 'CertificateNumber TrainingPoints'),
    ...storedAsIs('courseTemplate', 'integer', 'UnitsRequired'),
    ...seenAre('', storedAsIs('courseTemplate', 'integer', 'MoodleID')),
    ...storedAsIs('courseTemplate', 'list', `
      AwardedAwardIDs AwardedAwardLabels ConfigCodeCodes IndustryIDs IndustryLabels PreferredAwardIDs PreferredAwardLabels
      ProgressionCourseIDs ProgressionCourseNames RequiredAwardIDs RequiredAwardLabels SessionCourseIDs SessionCourseNames UnitAwardIDs
      UnitAwardLabels UserTypeIDs UserTypeLabels`),
    ...storedAsIs('courseTemplate', 'text', `
      CertificatePrefix Colour CurrencyCode CurrentConfigCode Fundable JoiningInstructionsText LastUpdatedBy MinimumPassScore
      SageDepartmentCode SageNominalCode TrainingPointsTypeID TrainingPointsTypeLabel`)
  ]
}
