import type { Entry } from './journal.ts'
import type { Headers } from './sent-headers.ts'

/** What is known of a request when it comes. */
export type Opened = Partial<Pick<Entry, 'official'>> &
  Pick<Entry, 'at' | 'method' | 'url' | 'headers' | 'operation' | 'dryRun' | 'service'>

/** Requests are numbered from 1 on. */
export const idOf = (number: number): string => `r-${number}`

export const numberOf = (id: string): number => Number(id.slice(2))

export const newEntry = (number: number, { at, method, url, operation, dryRun, service, official }: Opened, headers: Headers): Entry => ({
  id: idOf(number),
  at,
  method,
  url,
  headers,
  operation,
  dryRun,
  official,
  filled: undefined,
  service,
  caller: undefined,
  body: undefined,
  unread: undefined,
  judgements: [],
  readings: undefined,
  ignored: [],
  remarks: [],
  failure: undefined,
  fault: undefined,
  before: undefined,
  status: 0,
  reply: undefined,
  replyType: undefined,
  took: 0
})
