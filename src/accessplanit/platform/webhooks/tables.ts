/** Who is to be told of changes, and what was sent to them. */
export const webhookTables = `
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
