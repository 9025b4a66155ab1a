import { uuidOf, type Ids } from '../core/ids.ts'
import { oneValue, type Database } from './database.ts'

/** How many ids a sandbox has given: one row, which goes back with the transaction that took an id. */
export const idTables = `
  CREATE TABLE idsGiven (count INTEGER NOT NULL) STRICT;
  INSERT INTO idsGiven (count) VALUES (0);
`

const countOne = oneValue<number>('UPDATE idsGiven SET count = count + 1 RETURNING count')

export const createIds = (seed: string, db: () => Database): Ids => ({ next: () => uuidOf(`${seed}/${countOne(db())}`) })
