import { basketTables } from './baskets/tables.ts'
import { bookingTables } from './bookings/tables.ts'
import { courseTables } from './courses/tables.ts'
import { customFieldTables } from './custom-fields/tables.ts'
import { financeTables } from './finance/tables.ts'
import { peopleTables } from './people/tables.ts'
import { tokenTables } from './tokens/tables.ts'
import { webhookTables } from './webhooks/tables.ts'

/**
 * The one set of tables behind both versions. Ids are texts. Moments are local, `2026-03-02T09:00:00`, money is in cents, lists are
 * JSON arrays, and `more` holds as JSON what a version names and no rule asks for.
 */
export const platformTables: readonly string[] = [
  peopleTables, courseTables, bookingTables, basketTables, financeTables, webhookTables, tokenTables, customFieldTables
]
