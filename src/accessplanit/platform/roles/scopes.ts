import type { Role } from './role.ts'

/**
 * What each role sees and changes of each table of the platform, as SQL over that table; `:me` is the caller and `:accounts` stands for the
 * caller's accounts. An administrator sees and changes everything. Which records these are is our reading throughout.
 */
export interface Scope {
  /** Which records are seen: all, none, or those for which SQL is true. */
  readonly sees: boolean | string
  /** What these are, in words that go after "sees": `the users of their accounts`. */
  readonly words: string
  /** Where fewer courses are seen, by a reading. */
  readonly seesOwn?: string
  readonly creates?: boolean
  readonly updates?: boolean
  readonly deletes?: boolean
}

export type OtherRole = Exclude<Role, 'administrator'>

export type Scopes = Readonly<Record<OtherRole, Scope>>

const nothing: Scope = { sees: false, words: 'none' }
const everything: Scope = { sees: true, words: 'all' }
const runs = { creates: true, updates: true, deletes: true } as const

/** Conditions on a column, by whose records it leads to. */
type Of = (column: string) => string

const providersPeople: Of = column => `(${column} IS NULL OR ${column} IN (SELECT own.id FROM company AS own
  WHERE own.isTrainingProvider = 0 OR own.id IN :accounts))`
const providersDates: Of = column => `${column} IN (SELECT own.id FROM courseDate AS own WHERE own.companyId IN :accounts)`
const providersInvoices: Of = column => `${column} IN (SELECT own.id FROM invoice AS own WHERE own.issuerId IN :accounts)`
const customersUsers: Of = column => `${column} IN (SELECT own.id FROM user AS own WHERE own.id = :me OR own.mainCompanyId IN :accounts)`
const customersInvoices: Of = column => `${column} IN (SELECT own.id FROM invoice AS own LEFT JOIN booking ON booking.id = own.bookingId
  WHERE own.companyId IN :accounts OR ${customersUsers('coalesce(own.userId, booking.userId)')})`
const delegatesInvoices: Of = column => `${column} IN (SELECT own.id FROM invoice AS own LEFT JOIN booking ON booking.id = own.bookingId
  WHERE coalesce(own.userId, booking.userId) = :me)`

/** Courses, which customers and delegates see to book them; by a reading those that they are on, only. */
const courses = (provider: string, datesTo: Of): Scopes => ({
  'provider-manager': { sees: provider, words: 'those of their training provider', ...runs },
  'customer-manager': { ...everything, seesOwn: datesTo(customersUsers('taken.userId')) },
  delegate: { ...everything, seesOwn: datesTo('taken.userId = :me') }
})

const takenBy = (column: string): Of => whose =>
  `${column} IN (SELECT taken.courseDateId FROM delegate AS taken WHERE ${whose})`

/** What comes of bookings. */
const owed = (provider: string, customer: string, delegate: string, more: Partial<Scope> = {}): Scopes => ({
  'provider-manager': { sees: provider, words: 'those of their training provider', ...more },
  'customer-manager': { sees: customer, words: 'those of their accounts and of people in them' },
  delegate: { sees: delegate, words: 'those of their own bookings' }
})

const withUser = (condition: string): string => `(communication.mappedType = 'User' COLLATE NOCASE AND ${condition})`

const administratorsOnly: Scopes = { 'provider-manager': nothing, 'customer-manager': nothing, delegate: nothing }

export const scopes: Readonly<Record<string, Scopes>> = {
  user: {
    'provider-manager': {
      sees: providersPeople('user.mainCompanyId'), words: 'the people of their training provider and of customers', ...runs
    },
    'customer-manager': {
      sees: '(user.id = :me OR user.mainCompanyId IN :accounts)', words: 'the people of their accounts', creates: true, updates: true
    },
    delegate: { sees: 'user.id = :me', words: 'themselves', updates: true }
  },
  company: {
    'provider-manager': {
      sees: '(company.isTrainingProvider = 0 OR company.id IN :accounts)', words: 'their training provider and the customers', ...runs
    },
    'customer-manager': { sees: 'company.id IN :accounts', words: 'their accounts', updates: true },
    delegate: { sees: 'company.id IN :accounts', words: 'their account' }
  },
  companyGroup: { ...administratorsOnly, 'provider-manager': everything },
  category: { 'provider-manager': { ...everything, ...runs }, 'customer-manager': everything, delegate: everything },
  venue: {
    'provider-manager': {
      sees: '(venue.companyId IS NULL OR venue.companyId IN :accounts)', words: 'those of their training provider', ...runs
    },
    'customer-manager': everything,
    delegate: everything
  },
  courseTemplate: courses('courseTemplate.companyId IN :accounts', whose => `courseTemplate.id IN (SELECT own.courseId
    FROM courseDate AS own JOIN delegate AS taken ON taken.courseDateId = own.id WHERE ${whose})`),
  courseDate: courses('courseDate.companyId IN :accounts', takenBy('courseDate.id')),
  session: courses(providersDates('session.courseDateId'), takenBy('session.courseDateId')),
  delegate: {
    'provider-manager': { sees: providersDates('delegate.courseDateId'), words: 'those on courses of their training provider', ...runs },
    'customer-manager': {
      sees: customersUsers('delegate.userId'), words: 'the people of their accounts on courses', creates: true, updates: true
    },
    delegate: { sees: 'delegate.userId = :me', words: 'themselves on courses' }
  },
  booking: {
    'provider-manager': {
      sees: `booking.id IN (SELECT placed.bookingId FROM delegate AS placed WHERE ${providersDates('placed.courseDateId')})`,
      words: 'those of courses of their training provider',
      updates: true
    },
    'customer-manager': { sees: customersUsers('booking.userId'), words: 'those of people of their accounts', updates: true },
    delegate: { sees: 'booking.userId = :me', words: 'their own' }
  },
  invoice: owed('invoice.issuerId IN :accounts', customersInvoices('invoice.id'), delegatesInvoices('invoice.id'), { updates: true }),
  invoiceItem: owed(
    providersInvoices('invoiceItem.invoiceId'), customersInvoices('invoiceItem.invoiceId'), delegatesInvoices('invoiceItem.invoiceId')
  ),
  payment: owed(
    providersInvoices('payment.invoiceId'), customersInvoices('payment.invoiceId'), delegatesInvoices('payment.invoiceId'),
    { creates: true, updates: true }
  ),
  communication: {
    'provider-manager': {
      sees: `(communication.mappedType <> 'User' COLLATE NOCASE OR communication.mappedId IN (SELECT told.id FROM user AS told
        WHERE ${providersPeople('told.mainCompanyId')}))`,
      words: 'those with the people that they see, and about anything else',
      ...runs
    },
    'customer-manager': {
      sees: withUser(customersUsers('communication.mappedId')), words: 'those with the people of their accounts', creates: true
    },
    delegate: { sees: withUser('communication.mappedId = :me'), words: 'those with themselves' }
  },
  webhook: administratorsOnly,
  webhookInstance: administratorsOnly
}

/** A table that stands in no line above is for administrators. */
export const scopesOf = (table: string): Scopes => scopes[table] ?? administratorsOnly
