/** Fields that a platform has added to its records. Their values are in the column `customFields` of those. */
export const customFieldTables = `
  CREATE TABLE customField (
    module TEXT COLLATE NOCASE NOT NULL,
    label TEXT NOT NULL,
    type TEXT NOT NULL,
    PRIMARY KEY (module, label)
  ) STRICT, WITHOUT ROWID;
`
