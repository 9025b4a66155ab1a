import { localDateTime } from '../local-time.ts'
import type { NameOf } from '../names.ts'
import type { RecordKind, RuledKind } from '../record.ts'
import { paymentFacts } from './facts.ts'
import { paymentRules } from './rules.ts'
import { findInvoice } from './store.ts'

/** Invoices are made by bookings. */
export const invoiceKind: RecordKind = { table: 'invoice', updated: ['dateUpdated'] }

export function paymentKind (nameOf: NameOf, inUnits?: (cents: number) => number): RuledKind {
  const rules = paymentRules(nameOf, inUnits)
  return {
    table: 'payment',
    rules: { create: rules, update: rules },
    defaults: ({ db, now }, columns) =>
      ({ date: localDateTime(now), ...columns, invoiceId: findInvoice(db, columns.invoiceId) ?? columns.invoiceId! }),
    judge: ({ db, enforce }, columns, id) => { enforce(rules, paymentFacts(db, columns, id)) }
  }
}
