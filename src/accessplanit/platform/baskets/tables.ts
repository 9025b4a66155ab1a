/** What somebody is about to book. */
export const basketTables = `
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
`
