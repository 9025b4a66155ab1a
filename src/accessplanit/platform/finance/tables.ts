/** What is owed for bookings, and what has been paid. */
export const financeTables = `
  CREATE TABLE invoice (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    reference TEXT COLLATE NOCASE NOT NULL,
    issuerId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id),
    companyId TEXT COLLATE NOCASE REFERENCES company (id),
    bookingId TEXT COLLATE NOCASE REFERENCES booking (id),
    currencyCode TEXT NOT NULL DEFAULT 'NZD',
    taxRate REAL NOT NULL DEFAULT 15,
    dateGenerated TEXT NOT NULL,
    dateDue TEXT NOT NULL,
    dateUpdated TEXT NOT NULL,
    poNumber TEXT,
    more TEXT NOT NULL DEFAULT '{}',
    /* Who it is addressed to, if not to the company. */
    userId TEXT COLLATE NOCASE REFERENCES user (id),
    customFields TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX invoiceByBooking ON invoice (bookingId);

  CREATE TABLE invoiceItem (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    invoiceId TEXT COLLATE NOCASE NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
    description TEXT NOT NULL,
    net INTEGER NOT NULL,
    tax INTEGER NOT NULL,
    sourceId TEXT COLLATE NOCASE,
    sourceType TEXT,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX invoiceItemByInvoice ON invoiceItem (invoiceId);

  CREATE TABLE payment (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    invoiceId TEXT COLLATE NOCASE NOT NULL REFERENCES invoice (id) ON DELETE CASCADE,
    amount INTEGER NOT NULL,
    date TEXT NOT NULL,
    method TEXT,
    reference TEXT,
    more TEXT NOT NULL DEFAULT '{}',
    customFields TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX paymentByInvoice ON payment (invoiceId);
`
