/** SQL of what an invoice amounts to, in cents. */

export const netOf = '(SELECT CAST(total(item.net) AS INTEGER) FROM invoiceItem AS item WHERE item.invoiceId = invoice.id)'
export const taxOf = '(SELECT CAST(total(item.tax) AS INTEGER) FROM invoiceItem AS item WHERE item.invoiceId = invoice.id)'
export const grossOf = '(SELECT CAST(total(item.net + item.tax) AS INTEGER) FROM invoiceItem AS item WHERE item.invoiceId = invoice.id)'
export const amountPaid = '(SELECT CAST(total(payment.amount) AS INTEGER) FROM payment WHERE payment.invoiceId = invoice.id)'

/** The values of the real status are not public. */
export const invoiceStatus = `CASE WHEN ${amountPaid} >= ${grossOf} THEN 'Paid'
  WHEN ${amountPaid} > 0 THEN 'PartPaid' ELSE 'Outstanding' END`
