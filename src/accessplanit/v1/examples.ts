import type { Example, ExampleRequest, Examples } from '../../core/example.ts'
import type { AccessplanitScene as Scene } from '../scene.ts'

const authorization = 'Bearer demo-api-key'

type Headers = Record<string, string>

const send = (method: string, path: string, body?: unknown, headers: Headers = { Authorization: authorization }): ExampleRequest =>
  ({ method, path: `/accessplan${path}`, headers, ...(body !== undefined && { body }) })

const v1 = (method: string, path: string, body?: unknown): ExampleRequest => send(method, `/api/v1${path}`, body)

/** What version 1 cannot make is made by version 2. */
const makeTemplate = send('POST', '/api/v2/Course', { Label: 'Example' })

const course = (scene: Scene, more: object = {}): object => ({
  CourseTemplateID: '{ID}',
  StartDate: `${scene.day(7)}T09:00:00`,
  EndDate: `${scene.day(8)}T16:30:00`,
  Status: 'Available',
  MaxPlaces: 5,
  MinPlaces: 2,
  ...more
})

const makeCourse = (scene: Scene, more: object = {}): ExampleRequest => v1('POST', '/coursedates', course(scene, more))

const leastUser = { Forenames: 'Ex', Surname: 'Ample', MainAccountID: '100' }
const leastCompany = { Name: 'Example Ltd', AccountGroupIDs: [] }

const makeUser = v1('POST', '/users', leastUser)

const register = (UserID: string, more: object = {}): ExampleRequest =>
  v1('POST', '/coursedates/{CourseDateID}/delegates', { UserID, ...more })

/** The same new course, and one with members that break the rule. */
const making = (more: (scene: Scene) => object) => (scene: Scene): Example =>
  ({ given: [makeTemplate], accepted: makeCourse(scene), broken: makeCourse(scene, more(scene)) })

/** The same path with the id of a record that is there, and with one that is not. */
const reading = (pathOf: (id: string) => string, id: string) => (): Example =>
  ({ given: [], accepted: v1('GET', pathOf(id)), broken: v1('GET', pathOf('none')) })

type ValueOf = (scene: Scene) => unknown

/** The same new record with a member that is good, and with one that breaks the rule. */
const creating = (path: string, least: object, member: string, good: ValueOf, bad: ValueOf) => (scene: Scene): Example => ({
  given: [],
  accepted: v1('POST', path, { ...least, [member]: good(scene) }),
  broken: v1('POST', path, { ...least, [member]: bad(scene) })
})

const user = (member: string, good: unknown, bad: unknown) => creating('/users', leastUser, member, () => good, () => bad)
const company = (member: string, good: unknown, bad: unknown) => creating('/companies', leastCompany, member, () => good, () => bad)

/** The service user buys a place on a course, which raises an invoice of 115.00. */
const makeInvoice = (scene: Scene): ExampleRequest[] => [
  makeTemplate,
  makeCourse(scene, { NetCost: 10_000 }),
  send('POST', '/apibasket/v2/basket/demo/{CourseDateID}/12'),
  send('PUT', '/apibasket/v2/basket/{UniqueBasketID}/{BasketItemID}/users', ['demo']),
  send('POST', '/apibasket/v2/basket/{UniqueBasketID}/complete')
]

const pay = (Amount: number): ExampleRequest => v1('POST', '/transactions', { InvoiceID: '{InvoiceID}', Amount })

const calling = (headersOf: (scene: Scene) => Record<string, string>) => (scene: Scene): Example =>
  ({ given: [], accepted: v1('GET', '/companygroups'), broken: send('GET', '/api/v1/companygroups', undefined, headersOf(scene)) })

const ask = (form: string): ExampleRequest => send('POST', '/api/v1/token', form, { 'Content-Type': 'application/x-www-form-urlencoded' })

const asking = (form: string) => (): Example =>
  ({ given: [], accepted: ask('grant_type=password&username=demo&password=demo'), broken: ask(form) })

export const v1Examples: Examples<Scene> = {
  'role.administrator-in-version-one': () => ({
    given: [{
      method: 'POST',
      path: '/accessplan/api/v1/token',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'grant_type=password&username=3001&password=demo'
    }],
    accepted: v1('GET', '/venues'),
    broken: { ...v1('GET', '/venues'), headers: { Authorization: 'Bearer {access_token}' } }
  }),
  'bearer.given': calling(() => ({})),
  'bearer.known': calling(() => ({ Authorization: 'Bearer nobody-issued-this' })),
  'bearer.not-expired': calling(({ expiredBearer }) => ({ Authorization: `Bearer ${expiredBearer}` })),
  'accessplanit-token.grant-type': asking('grant_type=client_credentials&username=demo&password=demo'),
  'accessplanit-token.credentials': asking('grant_type=password&username=demo&password=wrong'),

  'course-template.exists': making(() => ({ CourseTemplateID: 'none' })),
  'value.without-control-characters': making(() => ({ Name: 'Made up\u0000' })),
  'value.hour-exists': making(() => ({ AdvertisedStartDate: '2019-09-29T02:30:00' })),
  'course-date.start-before-end': making(scene => ({ StartDate: `${scene.day(8)}T16:30:00` })),
  'course-date.end-after-advertised-start': making(scene => ({ AdvertisedStartDate: `${scene.day(8)}T16:30:00` })),
  'course-date.advertised-start-before-end': making(scene => ({ AdvertisedStartDate: scene.day(2), AdvertisedEndDate: scene.day(2) })),
  'course-date.max-places-positive': making(() => ({ MaxPlaces: 0 })),
  'course-date.min-places-positive': making(() => ({ MinPlaces: 0 })),
  'course-date.min-within-max-places': making(() => ({ MinPlaces: 6 })),
  'course-date.company-is-training-provider': making(() => ({ CompanyID: 'none' })),
  'course-date.exists': (scene) => ({
    given: [makeTemplate, makeCourse(scene)],
    accepted: v1('GET', '/coursedates/{CourseDateID}'),
    broken: v1('GET', '/coursedates/none')
  }),
  'venue.exists': (scene) => ({
    given: [makeTemplate, makeCourse(scene), send('POST', '/api/v2/Venue', { Label: 'Example' })],
    accepted: v1('POST', '/coursedates/{CourseDateID}/venue/{ID}'),
    broken: v1('POST', '/coursedates/{CourseDateID}/venue/none')
  }),
  'trainer.exists': (scene) => ({
    given: [makeTemplate, makeCourse(scene), v1('GET', '/trainers')],
    accepted: v1('POST', '/coursedates/{CourseDateID}/trainers/{TrainerID}'),
    broken: v1('POST', '/coursedates/{CourseDateID}/trainers/none')
  }),

  'delegate.exists': (scene) => ({
    given: [makeTemplate, makeCourse(scene), register('demo')],
    accepted: v1('PUT', '/coursedates/{CourseDateID}/delegates/{DelegateID}', { Grade: 'A' }),
    broken: v1('PUT', '/coursedates/{CourseDateID}/delegates/none', { Grade: 'A' })
  }),
  'delegate.user-exists': (scene) => ({ given: [makeTemplate, makeCourse(scene)], accepted: register('demo'), broken: register('none') }),
  'delegate.one-per-user-and-course': (scene) => ({
    given: [makeTemplate, makeCourse(scene), register('demo'), makeUser],
    accepted: register('{UserID}'),
    broken: register('demo')
  }),
  'delegate.waiting-list-while-available': (scene) => ({
    given: [makeTemplate, makeCourse(scene, { Status: 'OnHold' })],
    accepted: register('demo', { Status: 'Provisional' }),
    broken: register('demo', { Status: 'WaitingList' })
  }),
  'delegate.waiting-list-while-full': (scene) => ({
    given: [makeTemplate, makeCourse(scene)],
    accepted: register('demo'),
    broken: register('demo', { Status: 'WaitingList' })
  }),
  'delegate.place-free': (scene) => ({
    given: [makeTemplate, makeCourse(scene, { MaxPlaces: 1, MinPlaces: 1 }), register('demo'), makeUser],
    accepted: register('{UserID}', { Status: 'Deferred' }),
    broken: register('{UserID}')
  }),

  'user.exists': reading(id => `/users/${id}`, 'demo'),
  'user.id-free': creating('/users', leastUser, 'UserID', scene => scene.id('U'), () => 'demo'),
  'user.email-form': user('EmailAddress', 'ex.ample@example.com', 'ex.ample'),
  'user.email-unique': user('EmailAddress', 'ex.ample@example.com', 'service@tui-training.example'),
  'user.phone-form': user('PhoneNumber', '03 555 0123 ext 4', 'by carrier pigeon'),
  'user.date-of-birth-past': creating('/users', leastUser, 'DateOfBirth', () => '1990-05-17', scene => scene.day(1)),
  'user.title-exists': user('Title', 'Mx', 'Lady'),
  'user.country-exists': user('Country', 'New Zealand', 'Atlantis'),
  'user.main-account-exists': user('MainAccountID', '100', 'none'),

  'company.exists': reading(id => `/companies/${id}`, '100'),
  'company.id-free': creating('/companies', leastCompany, 'CompanyID', scene => scene.id('C'), () => '100'),
  'company.email-form': company('EmailAddress', 'office@example.com', 'office'),
  'company.main-contact-exists': company('MainContactUserID', 'demo', 'none'),
  'company.groups-exist': company('AccountGroupIDs', ['10'], ['none']),

  'invoice.exists': (scene) => ({
    given: makeInvoice(scene),
    accepted: v1('GET', '/invoices/{InvoiceID}'),
    broken: v1('GET', '/invoices/none')
  }),
  'transaction.amount-not-zero': (scene) => ({ given: makeInvoice(scene), accepted: pay(100), broken: pay(0) }),
  'transaction.within-what-is-owed': (scene) => ({ given: makeInvoice(scene), accepted: pay(11_500), broken: pay(11_501) }),
  'transaction.within-what-is-paid': (scene) => ({ given: [...makeInvoice(scene), pay(500)], accepted: pay(-500), broken: pay(-501) })
}
