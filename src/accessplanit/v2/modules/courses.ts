import { placesRemaining } from '../../platform/places.ts'
import { costTypes, courseDateStatuses, courseTypes, delegateStatuses, durationTypes, waitingLists } from '../../platform/enumerations.ts'
import { otherClient, vendorClient } from '../../sources.ts'
import { field, kept, type Module } from '../field.ts'

const categoryLabels = '(SELECT json_group_array(category.label) FROM json_each(courseTemplate.categoryIds) AS chosen JOIN category ON category.id = chosen.value)'

export const course: Module = {
  name: 'Course',
  about: 'Templates of courses, with all that is said of them',
  basis: vendorClient,
  from: 'courseTemplate',
  table: 'courseTemplate',
  key: 'courseTemplate.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'courseTemplate.id', { column: 'id' }),
    field('Label', 'text', 'courseTemplate.label', { column: 'label', required: true }),
    field('CourseType', 'text', 'courseTemplate.type', { column: 'type', values: courseTypes }),
    field('Cost', 'money', 'courseTemplate.cost', { column: 'cost' }),
    field('CostType', 'text', 'courseTemplate.costType', { column: 'costType', values: costTypes }),
    field('Duration', 'number', 'courseTemplate.duration', { column: 'duration' }),
    field('DurationType', 'text', 'courseTemplate.durationType', { column: 'durationType', values: durationTypes }),
    field('DurationAsString', 'text', "printf('%g', courseTemplate.duration) || ' ' || courseTemplate.durationType || CASE courseTemplate.duration WHEN 1 THEN '' ELSE 's' END"),
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
    ...kept('courseTemplate', 'boolean', `AutoComplete CheckSecurityOnUpdateAndDelete Coursework CurrentLoggedInUserIsDeveloper CurrentLoggedInUserHasDeveloperActionPermission
      IsModule SetCompletedIfPassed Unit UsesLogDataSource`),
    ...kept('courseTemplate', 'number', 'CertificateNumber TrainingPoints'),
    ...kept('courseTemplate', 'integer', 'UnitsRequired'),
    ...kept('courseTemplate', 'list', `AwardedAwardIDs AwardedAwardLabels ConfigCodeCodes IndustryIDs IndustryLabels PreferredAwardIDs PreferredAwardLabels ProgressionCourseIDs
      ProgressionCourseNames RequiredAwardIDs RequiredAwardLabels SessionCourseIDs SessionCourseNames UnitAwardIDs UnitAwardLabels UserTypeIDs UserTypeLabels`),
    ...kept('courseTemplate', 'text', `CertificatePrefix Colour CurrencyCode CurrentConfigCode Fundable JoiningInstructionsText LastUpdatedBy MinimumPassScore
      SageDepartmentCode SageNominalCode TrainingPointsTypeID TrainingPointsTypeLabel`)
  ]
}

export const courseTemplate: Module = {
  name: 'CourseTemplate',
  about: 'Templates of courses, under the second name that clients use',
  basis: otherClient,
  from: 'courseTemplate',
  key: 'courseTemplate.id',
  fields: [
    field('ID', 'text', 'courseTemplate.id'),
    field('Name', 'text', 'courseTemplate.label'),
    field('CourseType', 'text', 'courseTemplate.type', { values: courseTypes }),
    field('CategoryIDs', 'list', 'courseTemplate.categoryIds'),
    field('CategoryLabels', 'list', categoryLabels),
    field('Summary', 'text', 'courseTemplate.summary'),
    field('Cost', 'money', 'courseTemplate.cost'),
    field('CompanyID', 'text', 'courseTemplate.companyId')
  ]
}

const hours = 'courseDate.duration * CASE courseDate.durationType WHEN \'Day\' THEN 8 WHEN \'Minute\' THEN 1 / 60.0 ELSE 1 END'

export const courseDate: Module = {
  name: 'CourseDate',
  about: 'Courses: the dates of a template',
  basis: vendorClient,
  from: `courseDate JOIN courseTemplate ON courseTemplate.id = courseDate.courseId JOIN company ON company.id = courseDate.companyId
    LEFT JOIN venue ON venue.id = courseDate.venueId`,
  table: 'courseDate',
  key: 'courseDate.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'courseDate.id', { column: 'id' }),
    field('CourseID', 'text', 'courseDate.courseId', { column: 'courseId', required: true }),
    field('CourseOrAliasName', 'text', "coalesce(nullif(courseDate.alias, ''), courseTemplate.label)"),
    field('Alias', 'text', 'courseDate.alias', { column: 'alias', max: 255 }),
    field('ExternalID', 'text', 'courseDate.externalId', { column: 'externalId', max: 255 }),
    field('CompanyID', 'text', 'courseDate.companyId', { column: 'companyId' }),
    field('CompanyName', 'text', 'company.name'),
    field('StartDate', 'dateTime', 'courseDate.startDate', { column: 'startDate', required: true }),
    field('EndDate', 'dateTime', 'courseDate.endDate', { column: 'endDate', required: true }),
    field('CourseType', 'text', 'courseTemplate.type', { values: courseTypes }),
    field('Status', 'text', 'courseDate.status', { column: 'status', values: courseDateStatuses }),
    field('Cost', 'money', 'courseDate.netCost', { column: 'netCost' }),
    field('VenueID', 'text', 'courseDate.venueId', { column: 'venueId' }),
    field('VenueLabel', 'text', 'venue.label'),
    field('VenueTown', 'text', 'venue.town'),
    field('DurationInHours', 'number', hours),
    field('Places', 'integer', 'courseDate.maxPlaces', { column: 'maxPlaces', required: true }),
    field('MinPlaces', 'integer', 'courseDate.minPlaces', { column: 'minPlaces' }),
    field('SpacesLeft', 'integer', placesRemaining),
    field('WaitingList', 'text', 'courseDate.waitingListType', { column: 'waitingListType', values: waitingLists }),
    field('Aims', 'text', 'courseDate.aims', { column: 'aims' }),
    field('Advertise', 'boolean', 'courseDate.isAdvertised', { column: 'isAdvertised' }),
    field('AdvertisedStartDate', 'dateTime', 'courseDate.advertisedStartDate', { column: 'advertisedStartDate' }),
    field('AdvertisedEndDate', 'dateTime', 'courseDate.advertisedEndDate', { column: 'advertisedEndDate' }),
    field('DateCreated', 'dateTime', 'courseDate.dateCreated'),
    field('DateUpdated', 'dateTime', 'courseDate.dateUpdated')
  ]
}

export const courseDateSession: Module = {
  name: 'CourseDateSession',
  about: 'Sessions of courses',
  basis: vendorClient,
  from: 'session LEFT JOIN venue ON venue.id = session.venueId',
  key: 'session.id',
  fields: [
    field('ID', 'text', 'session.id'),
    field('CourseDateID', 'text', 'session.courseDateId'),
    field('Name', 'text', 'session.name'),
    field('StartDate', 'dateTime', 'session.startDate'),
    field('EndDate', 'dateTime', 'session.endDate'),
    field('Cost', 'money', 'session.cost'),
    field('VenueLabel', 'text', 'venue.label')
  ]
}

const delegateFrom = `delegate JOIN user ON user.id = delegate.userId JOIN courseDate ON courseDate.id = delegate.courseDateId
    JOIN courseTemplate ON courseTemplate.id = courseDate.courseId LEFT JOIN company ON company.id = user.mainCompanyId`

const delegateId = "delegate.userId || '~' || delegate.courseDateId"
const delegateKey = { key: delegateId, keyColumns: ['delegate.userId', 'delegate.courseDateId'] } as const

const delegateFields = [
  field('ID', 'text', delegateId),
  field('UserID', 'text', 'delegate.userId', { column: 'userId', required: true }),
  field('CourseDateID', 'text', 'delegate.courseDateId', { column: 'courseDateId', required: true }),
  field('UserFullName', 'text', "user.forenames || ' ' || user.surname"),
  field('CompanyName', 'text', 'company.name'),
  field('CourseOrAliasName', 'text', "coalesce(nullif(courseDate.alias, ''), courseTemplate.label)"),
  field('StartDate', 'dateTime', 'courseDate.startDate'),
  field('EndDate', 'dateTime', 'courseDate.endDate'),
  field('DateStamp', 'dateTime', 'delegate.dateRegistered'),
  field('Status', 'text', 'delegate.status', { column: 'status', values: delegateStatuses }),
  field('StatusReason', 'text', 'delegate.statusReason', { column: 'statusReason' }),
  field('CourseDateBookingID', 'integer', 'CAST(coalesce(delegate.bookingId, 0) AS INTEGER)'),
  field('PONumber', 'text', 'delegate.poNumber', { column: 'poNumber', max: 50 })
]

export const userCourseDate: Module = {
  name: 'UserCourseDate',
  about: 'Delegates: users on courses',
  basis: vendorClient,
  from: delegateFrom,
  table: 'delegate',
  ...delegateKey,
  canCreate: true,
  canDelete: true,
  fields: delegateFields
}

/** The same delegates, those of one type of course. */
const ofType = (type: string): string => delegateFrom.replace('JOIN courseTemplate ON', `JOIN courseTemplate ON courseTemplate.type = '${type}' AND`)

export const userCourseDateWeb: Module = {
  name: 'UserCourseDateWeb',
  about: 'Delegates on courses that are held over the web',
  basis: vendorClient,
  from: ofType('Web'),
  ...delegateKey,
  fields: [
    // They are written where they are delegates of any course.
    ...delegateFields.map(({ column: _, ...field }) => field),
    field('OnlinePlatformCandidateJoinUrl', 'text', "'https://meet.example/' || delegate.courseDateId"),
    field('CourseDuration', 'text', "printf('%g', courseDate.duration) || ' ' || courseDate.durationType"),
    field('CourseOverview', 'text', 'coalesce(courseTemplate.overview, courseTemplate.summary)')
  ]
}

export const userCourseDateELearning: Module = {
  name: 'UserCourseDateELearning',
  about: 'Delegates on courses that they take by themselves',
  basis: vendorClient,
  from: ofType('ELearning'),
  ...delegateKey,
  fields: [
    field('ID', 'text', delegateId),
    field('UserID', 'text', 'delegate.userId'),
    field('CourseName', 'text', "coalesce(nullif(courseDate.alias, ''), courseTemplate.label)"),
    field('DateStamp', 'dateTime', 'delegate.dateRegistered'),
    field('DateFirstViewed', 'dateTime', "CASE WHEN delegate.status IN ('InProgress', 'Completed', 'Failed') THEN courseDate.startDate END"),
    field('CompletionStatus', 'text', "CASE delegate.status WHEN 'Completed' THEN 'Complete' WHEN 'InProgress' THEN 'Incomplete' ELSE 'Unknown' END"),
    field('SuccessStatus', 'text', "CASE delegate.status WHEN 'Completed' THEN 'Passed' WHEN 'Failed' THEN 'Failed' ELSE 'Unknown' END"),
    field('CandidateDirectELearningUrl', 'text', "'https://learn.example/' || delegate.courseDateId")
  ]
}

export const venue: Module = {
  name: 'Venue',
  about: 'Places where courses are held',
  basis: vendorClient,
  from: 'venue',
  table: 'venue',
  key: 'venue.id',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'venue.id', { column: 'id' }),
    field('Label', 'text', 'venue.label', { column: 'label', required: true }),
    field('Alias', 'text', 'venue.alias', { column: 'alias' }),
    field('Address', 'text', 'venue.address', { column: 'address' }),
    field('Town', 'text', 'venue.town', { column: 'town' }),
    field('County', 'text', 'venue.county', { column: 'county' }),
    field('Country', 'text', 'venue.country', { column: 'country' }),
    field('Postcode', 'text', 'venue.postcode', { column: 'postcode' }),
    field('CompanyID', 'text', 'venue.companyId', { column: 'companyId' })
  ]
}

export const category: Module = {
  name: 'Category',
  about: 'Categories of templates',
  basis: vendorClient,
  from: 'category',
  table: 'category',
  key: 'category.id',
  usedBy: 'EXISTS (SELECT 1 FROM courseTemplate, json_each(categoryIds) AS chosen WHERE chosen.value = ? COLLATE NOCASE)',
  canCreate: true,
  canDelete: true,
  fields: [
    field('ID', 'text', 'category.id', { column: 'id' }),
    field('Label', 'text', 'category.label', { column: 'label', required: true })
  ]
}
