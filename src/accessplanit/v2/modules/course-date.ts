import { courseDateKind } from '../../platform/courses/kinds.ts'
import { templateExists, venueExists } from '../../platform/courses/rules.ts'
import { findCourseDate, findCourseTemplate, findVenue } from '../../platform/courses/store.ts'
import { courseDateStatuses, courseTypes, waitingLists } from '../../platform/enumerations.ts'
import { inBody } from '../../platform/must-exist.ts'
import { namesIn } from '../../platform/names.ts'
import { placesRemaining } from '../../platform/places.ts'
import type { RecordKind } from '../../platform/record.ts'
import { vendorClient } from '../../sources.ts'
import { field, seenAre, type Module, type ModuleField } from '../field.ts'
import { bindsVersion2 } from '../readings.ts'

const hours = 'courseDate.duration * CASE courseDate.durationType WHEN \'Day\' THEN 8 WHEN \'Minute\' THEN 1 / 60.0 ELSE 1 END'

const seen = 'CourseID CompanyName StartDate EndDate CourseType Status Cost VenueLabel VenueTown DurationInHours Places SpacesLeft'

const fields: readonly ModuleField[] = seenAre(seen, [
  field('ID', 'text', 'courseDate.id', { column: 'id' }),
  field('CourseID', 'text', 'courseDate.courseId', { column: 'courseId', required: true }),
  field('CourseOrAliasName', 'text', "coalesce(nullif(courseDate.alias, ''), courseTemplate.label)"),
  field('Alias', 'text', 'courseDate.alias', { column: 'alias', max: 255 }),
  field('ExternalID', 'text', 'courseDate.externalId', { column: 'externalId', max: 255 }),
  field('CompanyID', 'text', 'courseDate.companyId', { column: 'companyId' }),
  field('CompanyName', 'text', 'company.name'),
  field('StartDate', 'dateTime', 'courseDate.startDate', { column: 'startDate', required: true }),
  field('EndDate', 'dateTime', 'courseDate.endDate', { column: 'endDate', required: 'as-version-1' }),
  field('CourseType', 'text', 'courseTemplate.type', { values: courseTypes }),
  field('Status', 'text', 'courseDate.status', { column: 'status', values: courseDateStatuses }),
  field('Cost', 'money', 'courseDate.netCost', { column: 'netCost' }),
  field('VenueID', 'text', 'courseDate.venueId', { column: 'venueId' }),
  field('VenueLabel', 'text', 'venue.label'),
  field('VenueTown', 'text', 'venue.town'),
  field('DurationInHours', 'number', hours),
  field('Places', 'integer', 'courseDate.maxPlaces', { column: 'maxPlaces', required: 'as-version-1' }),
  field('MinPlaces', 'integer', 'courseDate.minPlaces', { column: 'minPlaces' }),
  field('SpacesLeft', 'integer', placesRemaining),
  field('WaitingList', 'text', 'courseDate.waitingListType', { column: 'waitingListType', values: waitingLists }),
  field('Aims', 'text', 'courseDate.aims', { column: 'aims' }),
  field('Advertise', 'boolean', 'courseDate.isAdvertised', { column: 'isAdvertised' }),
  field('AdvertisedStartDate', 'dateTime', 'courseDate.advertisedStartDate', { column: 'advertisedStartDate' }),
  field('AdvertisedEndDate', 'dateTime', 'courseDate.advertisedEndDate', { column: 'advertisedEndDate' }),
  field('DateCreated', 'dateTime', 'courseDate.dateCreated'),
  field('DateUpdated', 'dateTime', 'courseDate.dateUpdated')
])

const nameOf = namesIn(fields)
const ofCourse = courseDateKind(nameOf, bindsVersion2)
const templateOfCourse = inBody(templateExists(nameOf('courseId')))
const venueOfCourse = inBody(venueExists)

const kind: RecordKind = {
  ...ofCourse,
  judge (context, columns, id) {
    const { db, enforce } = context
    const { courseId } = { ...(id !== undefined && findCourseDate(db, id)), ...columns }
    enforce([templateOfCourse], { id: courseId, found: findCourseTemplate(db, courseId) })
    if (columns.venueId) enforce([venueOfCourse], { id: columns.venueId, found: findVenue(db, columns.venueId) })
    ofCourse.judge(context, columns, id)
  }
}

export const courseDate: Module = {
  name: 'CourseDate',
  description: 'Courses: the dates of a template',
  basis: vendorClient,
  from: `courseDate JOIN courseTemplate ON courseTemplate.id = courseDate.courseId JOIN company ON company.id = courseDate.companyId
    LEFT JOIN venue ON venue.id = courseDate.venueId`,
  kind,
  key: 'courseDate.id',
  canCreate: true,
  canDelete: true,
  fields,
  rules: [templateOfCourse, venueOfCourse, ...ofCourse.rules.create]
}
