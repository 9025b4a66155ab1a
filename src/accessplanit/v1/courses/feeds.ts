import { inferred } from '../../../core/basis.ts'
import { categoryLabels } from '../../platform/courses/labels.ts'
import { courseDateStatuses, courseTypes, delegateStatuses, durationTypes, sessionalCostTypes } from '../../platform/enumerations.ts'
import { placesRemaining } from '../../platform/places.ts'
import { coursePage } from '../../sources.ts'
import { customFieldsOf } from '../custom-fields.ts'
import { byLabel, fieldFrom, free, mandatory, type MarkedFeed } from '../field.ts'

const template = fieldFrom(byLabel(coursePage), coursePage)

export const courseTemplates: MarkedFeed = {
  name: 'CourseTemplate',
  from: 'courseTemplate',
  key: 'courseTemplate.id',
  fields: [
    template('CourseTemplateID', 'text', 'courseTemplate.id', 'Id of the template'),
    template('Name', 'text', 'courseTemplate.label', 'Label of the template'),
    template('Type', 'text', 'courseTemplate.type', 'How it is taught', { values: courseTypes }),
    template('Category', 'list', categoryLabels, 'Categories'),
    customFieldsOf('courseTemplate')
  ]
}

const date = fieldFrom(byLabel(coursePage), coursePage)

/** The form of what the page says how it is validated. */
const stated = { form: coursePage }

const aliasOrLabel = "coalesce(nullif(courseDate.alias, ''), courseTemplate.label)"

const sessions = `(SELECT json_group_array(json_object('SessionID', session.id, 'Name', session.name, 'StartDate', session.startDate,
  'EndDate', session.endDate, 'Cost', session.cost, 'Venue', coalesce(nullif(place.alias, ''), place.label)))
  FROM session LEFT JOIN venue AS place ON place.id = session.venueId WHERE session.courseDateId = courseDate.id)`

export const courseDates: MarkedFeed = {
  name: 'CourseDate',
  from: 'courseDate JOIN courseTemplate ON courseTemplate.id = courseDate.courseId LEFT JOIN venue ON venue.id = courseDate.venueId',
  key: 'courseDate.id',
  fields: [
    { ...date('CourseDateID', 'text', 'courseDate.id', 'Id of the course', { filter: true }), basis: coursePage },
    date('ExternalID', 'text', 'courseDate.externalId', 'Id in another system', { ...free, column: 'externalId', max: 255 }),
    date('Name', 'text', aliasOrLabel, 'Alias of the course, or label of its template; writing sets the alias', {
      ...free, column: 'alias', max: 255
    }),
    date('StartDate', 'dateTime', 'courseDate.startDate', 'When it starts', { ...mandatory, ...stated, column: 'startDate' }),
    date('EndDate', 'dateTime', 'courseDate.endDate', 'When it ends', { ...mandatory, ...stated, column: 'endDate' }),
    date('DateUpdated', 'dateTime', 'courseDate.dateUpdated', 'When it was changed last', { filter: true }),
    date('TimeZone', 'text', 'courseDate.timeZone', 'Time zone of its moments'),
    date('MinimumSessions', 'integer', 'courseDate.minimumSessions', 'Fewest sessions to choose'),
    date('MaximumSessions', 'integer', 'courseDate.maximumSessions', 'Most sessions to choose'),
    date('CompanyID', 'text', 'courseDate.companyId', 'The training provider', { ...free, column: 'companyId' }),
    date('NetCost', 'cents', 'courseDate.netCost', 'Cost without tax, in cents', { ...free, ...stated, column: 'netCost' }),
    date('Tax', 'cents', 'courseDate.tax', 'Tax on it, in cents'),
    date('ChargePerDelegate', 'boolean', 'courseDate.chargePerDelegate', 'Whether it is charged per delegate, or per session', {
      ...free, ...stated, column: 'chargePerDelegate'
    }),
    date('Status', 'text', 'courseDate.status', 'Status of the course', { ...mandatory, column: 'status', values: courseDateStatuses }),
    date('PlacesRemaining', 'integer', placesRemaining, 'Places that nobody has taken', { filter: true }),
    date('WaitingListType', 'text', 'courseDate.waitingListType', 'Whether there is a waiting list'),
    date('Sessional', 'boolean', 'courseDate.isSessional', 'Whether it consists of sessions', { filter: true }),
    date('SessionalCostType', 'text', 'courseDate.sessionalCostType', 'How sessions are charged', {
      ...free, column: 'sessionalCostType', values: sessionalCostTypes
    }),
    date('Duration', 'number', 'courseDate.duration', 'How long it is', { ...free, ...stated, column: 'duration' }),
    date('DurationType', 'text', 'courseDate.durationType', 'The unit of Duration', {
      ...free, column: 'durationType', values: durationTypes
    }),
    date('ImageURL', 'text', 'courseDate.imageUrl', 'Address of an image'),
    date('AimsText', 'text', 'courseDate.aims', 'Aims of the course', { ...free, column: 'aims', hasSpaces: true }),
    date('CourseIsAdvertised', 'boolean', 'courseDate.isAdvertised', 'Whether it is advertised', {
      ...free, ...stated, column: 'isAdvertised'
    }),
    date('AdvertisedStartDate', 'dateTime', 'courseDate.advertisedStartDate', 'From when on it is advertised', {
      ...free, ...stated, column: 'advertisedStartDate'
    }),
    date('AdvertisedEndDate', 'dateTime', 'courseDate.advertisedEndDate', 'Until when it is advertised', {
      ...free, ...stated, column: 'advertisedEndDate'
    }),
    date('MaxPlaces', 'integer', 'courseDate.maxPlaces', 'Most delegates', { ...mandatory, ...stated, column: 'maxPlaces' }),
    date('MinPlaces', 'integer', 'courseDate.minPlaces', 'Fewest delegates', { ...free, ...stated, column: 'minPlaces' }),
    date('CourseIsExclusive', 'boolean', 'courseDate.isExclusive', 'Whether it is for one company', { filter: true }),
    date('Sessions', 'list', sessions, 'Its sessions'),
    date('Location', 'text', "coalesce(nullif(venue.alias, ''), venue.label)", 'Alias of the venue, or its label'),
    customFieldsOf('courseDate')
  ]
}

const cut = inferred('The vendor\'s table of this feed is not public; the field is one of version 2, or of the importer')
const delegate = fieldFrom(cut)

export const delegates: MarkedFeed = {
  name: 'Delegate',
  from: 'delegate',
  key: "delegate.userId || '~' || delegate.courseDateId",
  keyColumns: ['delegate.userId', 'delegate.courseDateId'],
  fields: [
    delegate('DelegateID', 'text', "delegate.userId || '~' || delegate.courseDateId", 'Id of the delegate: user and course', {
      filter: true
    }),
    delegate('UserID', 'text', 'delegate.userId', 'The user', { filter: true, create: 'mandatory', column: 'userId' }),
    delegate('CourseDateID', 'text', 'delegate.courseDateId', 'The course', { filter: true }),
    delegate('Status', 'text', 'delegate.status', 'Status of the delegate', { ...free, column: 'status', values: delegateStatuses }),
    delegate('StatusReason', 'text', 'delegate.statusReason', 'Why', { ...free, column: 'statusReason' }),
    delegate('DateRegistered', 'dateTime', 'delegate.dateRegistered', 'When the user was registered', { filter: true }),
    delegate('BookingID', 'text', 'delegate.bookingId', 'The booking', { filter: true }),
    delegate('PONumber', 'text', 'delegate.poNumber', 'Number of the purchase order', { ...free, column: 'poNumber', max: 50 }),
    delegate('Attended', 'boolean', 'delegate.attended', 'Whether the user came', { ...free, column: 'attended' }),
    delegate('Grade', 'text', 'delegate.grade', 'Grade', { ...free, column: 'grade' }),
    customFieldsOf('delegate')
  ]
}

const trainer = fieldFrom(cut)

export const trainers: MarkedFeed = {
  name: 'Trainer',
  from: 'trainer JOIN user ON user.id = trainer.userId',
  key: 'trainer.id',
  fields: [
    trainer('TrainerID', 'text', 'trainer.id', 'Id of the trainer', { filter: true }),
    trainer('UserID', 'text', 'trainer.userId', 'The user', { filter: true }),
    trainer('Name', 'text', "user.forenames || ' ' || user.surname", 'Name', { filter: true }),
    trainer('CompanyID', 'text', 'trainer.companyId', 'The training provider', { filter: true }),
    trainer('EmailAddress', 'text', 'user.email', 'Email address', { filter: true }),
    customFieldsOf('trainer')
  ]
}

const venue = fieldFrom(cut)

export const venues: MarkedFeed = {
  name: 'Venue',
  from: 'venue',
  key: 'venue.id',
  fields: [
    venue('VenueID', 'text', 'venue.id', 'Id of the venue', { filter: true }),
    venue('Label', 'text', 'venue.label', 'Label', { filter: true }),
    venue('Alias', 'text', 'venue.alias', 'What it is called to others', { filter: true }),
    venue('Address', 'text', 'venue.address', 'Address', { filter: true }),
    venue('Town', 'text', 'venue.town', 'Town', { filter: true }),
    venue('County', 'text', 'venue.county', 'County', { filter: true }),
    venue('Country', 'text', 'venue.country', 'Country', { filter: true }),
    venue('Postcode', 'text', 'venue.postcode', 'Postcode', { filter: true }),
    venue('CompanyID', 'text', 'venue.companyId', 'The training provider', { filter: true }),
    customFieldsOf('venue')
  ]
}
