/** The tax on an amount in cents: New Zealand's GST. */
export const taxOn = (net: number): number => Math.round(net * 0.15)

/** An amount in currency units, as cents. */
export const toCents = (amount: number): number => Math.round(amount * 100)

/** An amount in cents, in currency units. */
export const toCurrency = (cents: number): number => cents / 100

/** The same in SQL. */
export const inCurrency = (sql: string): string => `${sql} / 100.0`
