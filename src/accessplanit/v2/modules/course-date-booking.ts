import { bookingKind } from '../../platform/bookings/kinds.ts'
import { vendorClient } from '../../sources.ts'
import { field, type Module } from '../field.ts'

export const courseDateBooking: Module = {
  name: 'CourseDateBooking',
  description: 'Bookings: what a basket became',
  basis: vendorClient,
  from: 'booking JOIN user ON user.id = booking.userId',
  kind: bookingKind,
  key: 'booking.id',
  fields: [
    field('ID', 'text', 'booking.id'),
    field('DateCreated', 'text', 'booking.dateCreated'),
    field('BookingType', 'text', "'CourseDate'"),
    field('BookingUserName', 'text', "user.forenames || ' ' || user.surname"),
    field('BookingStatus', 'text', 'booking.status'),
    field('PONumber', 'text', 'booking.poNumber', { column: 'poNumber', max: 50 }),
    field('AgentName', 'text', 'NULL'),
    field('UserID', 'text', 'booking.userId'),
    field('InvoiceIDs', 'list', '(SELECT json_group_array(invoice.id) FROM invoice WHERE invoice.bookingId = booking.id)'),
    field('BookingSummary', 'text', "'<p>' || (SELECT count(*) FROM delegate WHERE delegate.bookingId = booking.id) || ' delegates</p>'")
  ]
}
