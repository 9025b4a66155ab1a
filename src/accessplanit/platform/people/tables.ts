/** Accounts, the people who belong to them, and what was said to whom. */
export const peopleTables = `
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
    more TEXT NOT NULL DEFAULT '{}',
    customFields TEXT NOT NULL DEFAULT '{}'
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
    more TEXT NOT NULL DEFAULT '{}',
    customFields TEXT NOT NULL DEFAULT '{}'
  ) STRICT, WITHOUT ROWID;

  CREATE INDEX userByCompany ON user (mainCompanyId);
  CREATE UNIQUE INDEX userByEmail ON user (email) WHERE email <> '';

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
`
