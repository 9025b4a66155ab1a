import { uuidOf, type Ids } from '../core/ids.ts'
import { oneValue, run, type Database } from './database.ts'

/**
 * How many ids a sandbox has given: one row, which goes back with the transaction that took an id. And the greatest number that a table's
 * records have had as an id, so that what was deleted lends its own to nobody.
 */
export const idTables = `
  CREATE TABLE idsGiven (count INTEGER NOT NULL) STRICT;
  INSERT INTO idsGiven (count) VALUES (0);

  CREATE TABLE greatestId (tableName TEXT PRIMARY KEY, id INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`

/** The greatest number that is noted for a table. */
export const givenId = oneValue<number>('SELECT id FROM greatestId WHERE tableName = ?')

/** Notes a number that a record of a table has, or gets. */
export const noteId = run(`
  INSERT INTO greatestId (tableName, id) VALUES (?, ?) ON CONFLICT (tableName) DO UPDATE SET id = max(id, excluded.id)`)

const countOne = oneValue<number>('UPDATE idsGiven SET count = count + 1 RETURNING count')

/** `epoch` is another after each reset of the data, so that no id of before is given again, though the count begins anew. */
export const createIds = (seed: string, db: () => Database, epoch: () => number): Ids => ({
  next: () => uuidOf(epoch() === 0 ? `${seed}/${countOne(db())}` : `${seed}/${epoch()}/${countOne(db())}`)
})
