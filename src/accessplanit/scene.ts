import { sceneOn, type Scene } from '../core/example.ts'
import { oneValue } from '../sandbox/database.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { noteExpiredToken } from './platform/tokens/store.ts'

/** Where examples of accessplanit take place. */
export interface AccessplanitScene extends Scene {
  /** A bearer token that has expired. */
  readonly expiredBearer: string
}

// Ids of examples look like EX7-U; the next number is one that none has.
const findLastNumber = oneValue<number>(`
  SELECT coalesce(max(CAST(substr(id, 3) AS INTEGER)), 0) FROM (
    SELECT id FROM user WHERE id GLOB 'EX[0-9]*' UNION ALL SELECT id FROM company WHERE id GLOB 'EX[0-9]*')`)

/** The sandbox as it is: on its day, with ids that are free. */
export const accessplanitScene = ({ db, clock }: Sandbox): AccessplanitScene =>
  ({ ...sceneOn(clock.today(), findLastNumber(db)! + 1), expiredBearer: noteExpiredToken(db, clock.now()) })
