import { Type, type Static } from '@sinclair/typebox'
import type { FixtureFile } from '../../../sandbox/fixtures.ts'
import { Day, Id, Name, oneOf, onDay, row } from '../fixture-rows.ts'
import { taxOn } from '../money.ts'
import { insertRecord } from '../store.ts'

/** Money is in cents, without tax in items and with it in payments; the tax is worked out. */
const Item = Type.Object({
  id: Id, description: Name, net: Type.Integer(), sourceType: oneOf(['CourseDate', 'Discount']), sourceId: Id
}, { additionalProperties: false })
const InvoiceRow = row({
  id: Id,
  issuerId: Id,
  companyId: Type.Optional(Id),
  /** Who it is addressed to, if not to the company. */
  userId: Type.Optional(Id),
  bookingId: Type.Optional(Id),
  generated: Day,
  due: Day,
  poNumber: Type.Optional(Name),
  items: Type.Array(Item, { minItems: 1 })
})
const PaymentRow = row({
  id: Id, invoiceId: Id, amount: Type.Integer(), paid: Day, method: Type.Optional(Name), reference: Type.Optional(Name)
})

/** What is owed, and what was paid of it. */
export const financeFixtureFiles: FixtureFile[] = [
  {
    file: 'accessplanit-invoices.json',
    row: InvoiceRow,
    insert (db, { about, generated, due, items, ...invoice }: Static<typeof InvoiceRow>) {
      const moment = onDay(generated)
      insertRecord(db, 'invoice', {
        ...invoice, reference: `INV-${invoice.id}`, dateGenerated: moment, dateUpdated: moment, dateDue: onDay(due)
      })
      for (const item of items) insertRecord(db, 'invoiceItem', { ...item, invoiceId: invoice.id, tax: taxOn(item.net) })
    }
  },
  {
    file: 'accessplanit-payments.json',
    row: PaymentRow,
    insert (db, { about, paid, ...payment }: Static<typeof PaymentRow>) {
      insertRecord(db, 'payment', { ...payment, date: onDay(paid) })
    }
  }
]
