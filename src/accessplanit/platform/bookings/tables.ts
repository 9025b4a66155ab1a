import { takesPlace } from '../places.ts'

/** Who is on which course. */
export const bookingTables = `
  CREATE TABLE booking (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id),
    status TEXT COLLATE NOCASE NOT NULL,
    poNumber TEXT,
    dateCreated TEXT NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE delegate (
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id),
    courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id),
    status TEXT COLLATE NOCASE NOT NULL,
    statusReason TEXT,
    dateRegistered TEXT NOT NULL,
    dateUpdated TEXT NOT NULL,
    bookingId TEXT COLLATE NOCASE REFERENCES booking (id),
    poNumber TEXT,
    attended INTEGER NOT NULL DEFAULT 0,
    grade TEXT,
    /* On the waiting list: the lower, the sooner. */
    turn INTEGER,
    more TEXT NOT NULL DEFAULT '{}',
    customFields TEXT NOT NULL DEFAULT '{}',
    PRIMARY KEY (userId, courseDateId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX delegateByCourseDate ON delegate (courseDateId, status);
  CREATE INDEX delegateWithPlace ON delegate (courseDateId) WHERE ${takesPlace('status')};
  CREATE INDEX delegateByBooking ON delegate (bookingId);
`
