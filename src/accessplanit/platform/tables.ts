/**
 * The one set of tables behind both versions. Ids are texts. Moments are local, `2026-03-02T09:00:00`, money is in cents, lists are JSON arrays,
 * and `more` holds as JSON what a version names and no rule asks for.
 */
export const platformTables = `
  CREATE TABLE company (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    name TEXT COLLATE NOCASE NOT NULL,
    isTrainingProvider INTEGER NOT NULL DEFAULT 0,
    emailAddress TEXT COLLATE NOCASE,
    mainContactUserId TEXT COLLATE NOCASE,
    externalId TEXT COLLATE NOCASE,
    address TEXT, town TEXT, county TEXT, country TEXT, postcode TEXT,
    groupIds TEXT NOT NULL DEFAULT '[]',
    status TEXT COLLATE NOCASE NOT NULL DEFAULT 'Enabled',
    dateCreated TEXT NOT NULL,
    dateUpdated TEXT NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE companyGroup (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    name TEXT COLLATE NOCASE NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE user (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    password TEXT,
    isService INTEGER NOT NULL DEFAULT 0,
    apiKey TEXT UNIQUE,
    title TEXT, forenames TEXT COLLATE NOCASE, middleNames TEXT, surname TEXT COLLATE NOCASE,
    status TEXT COLLATE NOCASE NOT NULL DEFAULT 'Active',
    email TEXT COLLATE NOCASE,
    dateOfBirth TEXT,
    phone TEXT, mobile TEXT,
    externalId TEXT COLLATE NOCASE,
    jobTitle TEXT,
    marketingOptIn INTEGER NOT NULL DEFAULT 0,
    address TEXT, town TEXT, county TEXT, country TEXT, postcode TEXT,
    mainCompanyId TEXT COLLATE NOCASE REFERENCES company (id),
    contactMethod TEXT,
    gender TEXT,
    dateCreated TEXT NOT NULL,
    dateUpdated TEXT NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX userByCompany ON user (mainCompanyId);
  CREATE UNIQUE INDEX userByEmail ON user (email) WHERE email <> '';

  CREATE TABLE category (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    label TEXT COLLATE NOCASE NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE courseTemplate (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    label TEXT COLLATE NOCASE NOT NULL,
    companyId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id),
    type TEXT COLLATE NOCASE NOT NULL DEFAULT 'Class',
    categoryIds TEXT NOT NULL DEFAULT '[]',
    externalId TEXT COLLATE NOCASE,
    cost INTEGER NOT NULL DEFAULT 0,
    costType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Candidate',
    duration REAL NOT NULL DEFAULT 1,
    durationType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Day',
    waitingList TEXT COLLATE NOCASE NOT NULL DEFAULT 'Default',
    isAdvertised INTEGER NOT NULL DEFAULT 1,
    summary TEXT, overview TEXT, description TEXT, aims TEXT,
    customFields TEXT NOT NULL DEFAULT '{}',
    dateCreated TEXT NOT NULL,
    dateUpdated TEXT NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX courseTemplateByCompany ON courseTemplate (companyId);

  CREATE TABLE venue (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    label TEXT COLLATE NOCASE NOT NULL,
    alias TEXT COLLATE NOCASE,
    address TEXT, town TEXT COLLATE NOCASE, county TEXT, country TEXT, postcode TEXT,
    companyId TEXT COLLATE NOCASE REFERENCES company (id),
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE trainer (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id),
    companyId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE courseDate (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    courseId TEXT COLLATE NOCASE NOT NULL REFERENCES courseTemplate (id),
    companyId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id),
    externalId TEXT COLLATE NOCASE,
    alias TEXT COLLATE NOCASE,
    startDate TEXT NOT NULL,
    endDate TEXT NOT NULL,
    timeZone TEXT NOT NULL DEFAULT 'Pacific/Auckland',
    minimumSessions INTEGER,
    maximumSessions INTEGER,
    netCost INTEGER NOT NULL DEFAULT 0,
    tax INTEGER NOT NULL DEFAULT 0,
    chargePerDelegate INTEGER NOT NULL DEFAULT 1,
    status TEXT COLLATE NOCASE NOT NULL DEFAULT 'Available',
    waitingListType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Default',
    isSessional INTEGER NOT NULL DEFAULT 0,
    sessionalCostType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Unknown',
    duration REAL NOT NULL DEFAULT 1,
    durationType TEXT COLLATE NOCASE NOT NULL DEFAULT 'Day',
    imageUrl TEXT,
    aims TEXT COLLATE NOCASE,
    isAdvertised INTEGER NOT NULL DEFAULT 1,
    advertisedStartDate TEXT,
    advertisedEndDate TEXT,
    maxPlaces INTEGER NOT NULL,
    minPlaces INTEGER NOT NULL DEFAULT 1,
    isExclusive INTEGER NOT NULL DEFAULT 0,
    venueId TEXT COLLATE NOCASE REFERENCES venue (id),
    customFields TEXT NOT NULL DEFAULT '{}',
    dateCreated TEXT NOT NULL,
    dateUpdated TEXT NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX courseDateByStart ON courseDate (startDate);
  CREATE INDEX courseDateByCourse ON courseDate (courseId, startDate);

  CREATE TABLE session (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id) ON DELETE CASCADE,
    name TEXT COLLATE NOCASE NOT NULL,
    startDate TEXT NOT NULL,
    endDate TEXT NOT NULL,
    cost INTEGER NOT NULL DEFAULT 0,
    venueId TEXT COLLATE NOCASE REFERENCES venue (id),
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX sessionByCourseDate ON session (courseDateId, startDate);

  CREATE TABLE courseDateTrainer (
    courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id) ON DELETE CASCADE,
    trainerId TEXT COLLATE NOCASE NOT NULL REFERENCES trainer (id),
    PRIMARY KEY (courseDateId, trainerId)
  ) STRICT, WITHOUT ROWID;

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
    PRIMARY KEY (userId, courseDateId)
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX delegateByCourseDate ON delegate (courseDateId, status);
  CREATE INDEX delegateWithPlace ON delegate (courseDateId) WHERE status NOT IN ('Cancelled', 'WaitingList', 'Transferred', 'Deferred', 'Unknown');
  CREATE INDEX delegateByBooking ON delegate (bookingId);

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
    more TEXT NOT NULL DEFAULT '{}'
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
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX paymentByInvoice ON payment (invoiceId);

  CREATE TABLE communication (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    mappedType TEXT NOT NULL,
    mappedId TEXT COLLATE NOCASE NOT NULL,
    communicationTypeId TEXT,
    subject TEXT,
    body TEXT,
    dateCreated TEXT NOT NULL,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE basket (
    id INTEGER PRIMARY KEY,
    uniqueId TEXT NOT NULL UNIQUE,
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    isComplete INTEGER NOT NULL DEFAULT 0,
    discountCode TEXT
  ) STRICT;

  CREATE INDEX basketByUser ON basket (userId, isComplete);

  CREATE TABLE basketItem (
    id INTEGER PRIMARY KEY,
    basket INTEGER NOT NULL REFERENCES basket (id) ON DELETE CASCADE,
    courseDateId TEXT COLLATE NOCASE NOT NULL REFERENCES courseDate (id) ON DELETE CASCADE,
    UNIQUE (basket, courseDateId)
  ) STRICT;

  CREATE TABLE basketItemUser (
    item INTEGER NOT NULL REFERENCES basketItem (id) ON DELETE CASCADE,
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    PRIMARY KEY (item, userId)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE discount (
    code TEXT COLLATE NOCASE PRIMARY KEY,
    name TEXT NOT NULL,
    percent REAL NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE webhook (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    module TEXT COLLATE NOCASE NOT NULL,
    url TEXT NOT NULL,
    events TEXT NOT NULL DEFAULT '["Create","Update","Delete"]',
    isEnabled INTEGER NOT NULL DEFAULT 1,
    more TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE webhookInstance (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    webhookId TEXT COLLATE NOCASE NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    event TEXT NOT NULL,
    method TEXT NOT NULL,
    url TEXT NOT NULL,
    body TEXT NOT NULL,
    dateCreated TEXT NOT NULL,
    status TEXT COLLATE NOCASE NOT NULL,
    responseStatus INTEGER,
    error TEXT
  ) STRICT, WITHOUT ROWID;
`
