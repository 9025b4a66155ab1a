import { Type, type Static } from '@sinclair/typebox'
import type { FixtureFile } from '../../../sandbox/fixtures.ts'
import { delegateStatuses } from '../enumerations.ts'
import { Day, Id, Ids, Name, oneOf, onDay, row } from '../fixture-rows.ts'
import { insertRecord } from '../store.ts'

const BookingRow = row({ id: Id, userId: Id, status: oneOf(['Online', 'Offline']), booked: Day, poNumber: Type.Optional(Name) })
const DelegatesRow = row({
  courseDateId: Id, userIds: Ids, status: oneOf(delegateStatuses), registered: Day, bookingId: Type.Optional(Id)
})

/** Bookings, and the delegates who came of them or of nobody's booking. */
export const bookingFixtureFiles: FixtureFile[] = [
  {
    file: 'accessplanit-bookings.json',
    row: BookingRow,
    insert (db, { about, booked, ...booking }: Static<typeof BookingRow>) {
      insertRecord(db, 'booking', { ...booking, dateCreated: onDay(booked) })
    }
  },
  {
    file: 'accessplanit-delegates.json',
    row: DelegatesRow,
    insert (db, { courseDateId, userIds, status, registered, bookingId }: Static<typeof DelegatesRow>) {
      for (const [n, userId] of userIds.entries()) {
        insertRecord(db, 'delegate', {
          userId,
          courseDateId,
          status,
          bookingId: bookingId ?? null,
          dateRegistered: onDay(registered),
          dateUpdated: onDay(registered),
          attended: status === 'Attended' || status === 'Completed' ? 1 : 0,
          turn: status === 'WaitingList' ? n + 1 : null
        })
      }
    }
  }
]
