// A client as the vendor's own is: its addresses, its headers, its casing and its odd spacing. Unlike that one it takes no value of another
// type than it expects.

export type Model = Record<string, 'text' | 'number' | 'boolean' | 'date' | 'date?' | 'texts'>

export const CourseDate: Model = {
  ID: 'text',
  CourseID: 'text',
  CompanyName: 'text',
  StartDate: 'date',
  EndDate: 'date?',
  CourseType: 'text',
  Status: 'text',
  Cost: 'number',
  VenueLabel: 'text',
  VenueTown: 'text',
  DurationInHours: 'number',
  Places: 'number',
  SpacesLeft: 'number'
}
export const Course: Model = {
  ID: 'text',
  Label: 'text',
  CourseType: 'text',
  Cost: 'number',
  Duration: 'number',
  DurationType: 'text',
  Advertise: 'boolean',
  IsModule: 'boolean',
  UnitsRequired: 'number',
  CategoryLabels: 'texts',
  AwardedAwardIDs: 'texts',
  Summary: 'text',
  Overview: 'text'
}
export const Delegate: Model = {
  ID: 'text',
  UserFullName: 'text',
  CompanyName: 'text',
  CourseOrAliasName: 'text',
  StartDate: 'date',
  EndDate: 'date?',
  DateStamp: 'date',
  Status: 'text'
}
export const WebDelegate: Model = {
  ...Delegate,
  CourseDateBookingID: 'number',
  OnlinePlatformCandidateJoinUrl: 'text',
  CourseDuration: 'text',
  CourseOverview: 'text'
}
export const ELearningDelegate: Model = {
  ID: 'text',
  UserID: 'text',
  CourseName: 'text',
  DateStamp: 'date',
  DateFirstViewed: 'date?',
  CompletionStatus: 'number',
  SuccessStatus: 'number',
  CandidateDirectELearningUrl: 'text'
}
export const Booking: Model = {
  ID: 'text',
  DateCreated: 'text',
  BookingType: 'text',
  BookingUserName: 'text',
  BookingStatus: 'text',
  PONumber: 'text',
  AgentName: 'text',
  InvoiceIDs: 'texts',
  UserID: 'text',
  BookingSummary: 'text'
}
export const Invoice: Model = {
  ID: 'text',
  DateCreated: 'date',
  Reference: 'text',
  CompanyName: 'text',
  TargetIDType: 'text',
  TargetLabel: 'text',
  TargetID: 'text',
  Amount: 'number',
  TaxRate: 'number',
  CurrencyCode: 'text',
  DateDue: 'date',
  Status: 'text',
  AmountPaid: 'number',
  Outstanding: 'number',
  PONumber: 'text',
  InvoiceAddress: 'text'
}
export const InvoiceItem: Model = {
  ID: 'text',
  InvoiceID: 'text',
  Reference: 'text',
  DynamicLabel: 'text',
  Tax: 'number',
  Amount: 'number',
  SourceID: 'text',
  SourceIDType: 'text'
}
export const User: Model = {
  ID: 'text',
  Fullname: 'text',
  Forenames: 'text',
  Surname: 'text',
  Email: 'text',
  Mobile: 'text',
  JobTitle: 'text',
  HasEmail: 'boolean',
  ActiveCoursesCount: 'number',
  MainCompanyID: 'text',
  MainCompanyName: 'text',
  Title: 'texts',
  Country: 'texts',
  MainRoleID: 'texts',
  TaxExempt: 'boolean',
  Status: 'text',
  DateCreated: 'date'
}

export const readers: Record<Model[string], (value: unknown) => boolean> = {
  text: (value) => value === null || typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  date: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(value),
  'date?': (value) => value === null || readers.date(value),
  texts: (value) => Array.isArray(value) && value.every(it => typeof it === 'string')
}

/** Names are matched as they are spelled. What is there has to be of its type. */
export function read (model: Model, record: Record<string, unknown>): any {
  return Object.fromEntries(Object.entries(model).filter(([name]) => name in record).map(([name, type]) => {
    if (!readers[type](record[name])) throw new Error(`${name} is no ${type}: ${JSON.stringify(record[name])}`)
    return [name, record[name]]
  }))
}

export interface Query {
  select?: string[]
  /** Conditions, which are joined as the client joins them: without a space before. */
  where?: string[]
  orderBy?: string
  top?: number
  skip?: number
}

export const is = (name: string, value: string) => `${name} eq '${value}'`
export const atLeast = (name: string, value: string) => `${name} ge '${value}'`
export const moreThan = (name: string, value: number) => `${name} gt '${value}'`
export const contains = (name: string, value: string) => `contains(${name}, '${value}')`
export const startsWith = (name: string, value: string) => `startswith(${name}, '${value}')`
export const endsWith = (name: string, value: string) => `endswith (${name}, '${value}')`

/** As .NET encodes, a space is a plus. */
export const encode = (text: string): string => encodeURIComponent(text).replaceAll('%20', '+')

export class Client {
  readonly root: string
  #bearer = ''
  #refresh = ''

  constructor (host: string, platform = 'accessplan') {
    this.root = `${host}/${platform}`
  }

  useKey (key: string): void {
    this.#bearer = key
  }

  logIn (username: string, password: string): Promise<void> {
    return this.#askForToken({ grant_type: 'password', UserName: username, Password: password })
  }

  renew (): Promise<void> {
    return this.#askForToken({ grant_type: 'refresh_token', refresh_token: this.#refresh })
  }

  async #askForToken (fields: Record<string, string>): Promise<void> {
    const reply = await fetch(`${this.root}/api/v2/token`, { method: 'POST', body: new URLSearchParams(fields) })
    const token: any = await reply.json()
    if (!reply.ok) throw new Error(token.error)
    for (const name of ['access_token', 'token_type', 'refresh_token', 'userID']) {
      if (typeof token[name] !== 'string') throw new Error(`There is no ${name}`)
    }
    for (const name of ['expires_in', 'refresh_token_expires_in']) {
      if (!Number.isInteger(token[name])) throw new Error(`There is no ${name}`)
    }
    this.#bearer = token.access_token
    this.#refresh = token.refresh_token
  }

  async call (method: string, path: string, body?: unknown): Promise<any> {
    const reply = await fetch(`${this.root}/${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.#bearer}`,
        Accept: 'application/json',
        ...(body !== undefined && !(body instanceof URLSearchParams) && { 'Content-Type': 'application/json; charset=utf-8' })
      },
      ...(body !== undefined && { body: body instanceof URLSearchParams ? body : JSON.stringify(body) })
    })
    if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`)
    return reply.json()
  }

  async list (module: string, model: Model, { select = Object.keys(model), where = [], orderBy, top, skip }: Query = {}): Promise<any[]> {
    // A member that only the client has is asked for, too.
    const members = module === 'CourseDate' ? [...select, 'DisplayCost'] : select
    const options = [
      `$select=${members.join(',')}`,
      ...(where.length > 0 ? [`$filter=${encode(where.join('and '))}`] : []),
      ...(orderBy ? [`$orderby=${encode(orderBy)}`] : []),
      ...(top !== undefined ? [`$top=${top}`] : []), ...(skip !== undefined ? [`$skip=${skip}`] : []), '$count=true'
    ]
    const { results } = await this.call('GET', `api/v2/${module}?${options.join('&')}`)
    return results.map((record: Record<string, unknown>) => read(model, record))
  }

  /** One record is read as the first of those that have its ID. */
  async one (module: string, model: Model, id: string): Promise<any> {
    return (await this.list(module, model, { where: [is('ID', id)] }))[0]
  }

  /** Only what changes is sent, and nothing that is null. */
  update (module: string, id: string, changes: object): Promise<unknown> {
    return this.call('PUT', `api/v2/${module}/${id}`, Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== null)))
  }

  /** Whose password it is; undefined if it is nobody's. Names of the reply are read in any case. */
  async check (username: string, password: string): Promise<any> {
    const reply = await this.call('POST', 'api/v2/Login', new URLSearchParams({ UserName: username, Password: password }))
    const { success, user } = Object.fromEntries(Object.entries<any>(reply).map(([name, value]) => [name.toLowerCase(), value]))
    return success ? read(User, user) : undefined
  }

  async basket (method: string, path: string, body?: unknown): Promise<any> {
    return readBasket(await this.call(method, `apibasket/v2/basket/${path}`, body))
  }

  complete (uniqueBasketId: string): Promise<unknown> {
    return this.call('POST', `apibasket/v2/basket/${uniqueBasketId}/complete`)
  }
}

export const Basket: Model = { BasketID: 'number', BookingUserID: 'text', UniqueBasketID: 'text', LatestErrorMessage: 'text' }
export const Item: Model = {
  BasketItemID: 'number',
  ItemName: 'text',
  ItemDescription: 'text',
  UnitNet: 'number',
  UnitTax: 'number',
  UnitGross: 'number',
  CurrencySymbol: 'text',
  Quantity: 'number'
}
export const Discount: Model = {
  RelatedBasketItemID: 'number',
  Name: 'text',
  UnitNet: 'number',
  UnitTax: 'number',
  UnitGross: 'number',
  CurrencySymbol: 'text',
  Automatic: 'boolean',
  DiscountCode: 'text'
}
export const BasketUser: Model = { UserID: 'text', Forenames: 'text', Surname: 'text', EmailAddress: 'text', MainCompanyName: 'text' }

export const readAll = (model: Model, records: any[]): any[] => records.map(record => read(model, record))
export const readBasket = (basket: any): any => ({
  ...read(Basket, basket),
  Items: basket.Items.map((item: any) => ({
    ...read(Item, item),
    AppliedDiscounts: readAll(Discount, item.AppliedDiscounts),
    AvailableUsers: readAll(BasketUser, item.AvailableUsers),
    AssignedUsers: readAll(BasketUser, item.AssignedUsers)
  }))
})

export const total = ({ Items }: any): number =>
  Items.reduce(
    (sum: number, { UnitGross, Quantity, AppliedDiscounts }: any) =>
      sum + Quantity * AppliedDiscounts.reduce((unit: number, it: any) => unit + it.UnitGross, UnitGross),
    0
  )
