import { field, seenAre, unseenList, type Module } from '../field.ts'

export const courseDateSession: Module = {
  name: 'CourseDateSession',
  description: 'Sessions of courses',
  basis: unseenList,
  from: 'session LEFT JOIN venue ON venue.id = session.venueId',
  key: 'session.id',
  fields: seenAre('', [
    field('ID', 'text', 'session.id'),
    field('CourseDateID', 'text', 'session.courseDateId'),
    field('Name', 'text', 'session.name'),
    field('StartDate', 'dateTime', 'session.startDate'),
    field('EndDate', 'dateTime', 'session.endDate'),
    field('Cost', 'money', 'session.cost'),
    field('VenueLabel', 'text', 'venue.label')
  ])
}
