/** Bearer tokens, and those that refresh them. */
export const tokenTables = `
  CREATE TABLE accessToken (
    token TEXT PRIMARY KEY,
    userId TEXT COLLATE NOCASE NOT NULL REFERENCES user (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    expiresAt INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`
