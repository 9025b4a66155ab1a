/** What is taught, and when and where. */
export const courseTables = `
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
    more TEXT NOT NULL DEFAULT '{}',
    customFields TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE trainer (
    id TEXT COLLATE NOCASE PRIMARY KEY,
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id),
    companyId TEXT COLLATE NOCASE NOT NULL REFERENCES company (id),
    customFields TEXT NOT NULL DEFAULT '{}'
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
`
