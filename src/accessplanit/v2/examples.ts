import type { Example, ExampleRequest, Examples } from '../../core/example.ts'
import type { AccessplanitScene as Scene } from '../scene.ts'

const send = (method: string, path: string, body?: unknown): ExampleRequest =>
  ({ method, path: `/accessplan/${path}`, headers: { Authorization: 'Bearer demo-api-key' }, ...(body !== undefined && { body }) })

const api = (method: string, path: string, body?: unknown): ExampleRequest => send(method, `api/v2/${path}`, body)
const basket = (method: string, path: string, body?: unknown): ExampleRequest => send(method, `apibasket/v2/basket/${path}`, body)

/** A user whom nobody knows, with a basket that is empty. */
const newBasket: readonly ExampleRequest[] = [
  api('POST', 'User', { Forenames: 'Ex', Surname: 'Ample', MainCompanyID: '100' }),
  basket('GET', '{ID}')
]

const newDate = (scene: Scene): ExampleRequest =>
  api('POST', 'CourseDate', { CourseID: '{ID}', StartDate: `${scene.day(7)}T09:00:00`, EndDate: `${scene.day(7)}T16:30:00`, Places: 5 })

/** The same, with a new course in the basket. */
const filledBasket = (scene: Scene): readonly ExampleRequest[] => [
  ...newBasket,
  api('POST', 'Course', { Label: 'Example' }),
  newDate(scene),
  basket('POST', '{BookingUserID}/{ID}/12')
]

const removing = (path: string) => (scene: Scene): Example =>
  ({ given: filledBasket(scene), accepted: basket('DELETE', '{UniqueBasketID}/{BasketItemID}'), broken: basket('DELETE', path) })

/** The same call as the manager of the fixture's training provider, whose token is asked for before. */
const asManager = ({ headers, ...request }: ExampleRequest): ExampleRequest =>
  ({ ...request, headers: { ...headers, Authorization: 'Bearer {access_token}' } })

const managersToken: ExampleRequest = {
  method: 'POST',
  path: '/accessplan/api/v2/token',
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  body: 'grant_type=password&username=3001&password=demo'
}

/** What the manager can do, and what they cannot, once something is there. */
const byManager = (given: readonly ExampleRequest[], accepted: ExampleRequest, broken: ExampleRequest) => (): Example =>
  ({ given: [...given, managersToken], accepted: asManager(accepted), broken: asManager(broken) })

const anotherProvider = api('POST', 'Company', { Name: 'Another provider', IsTrainingProvider: true })

const roleExamples: Examples<Scene> = {
  'role.sees-module': byManager([], api('GET', 'Category'), api('GET', 'Webhook')),
  'role.sees-record': byManager(
    [anotherProvider, api('POST', 'Communication', { MappedIDType: 'Company', MappedID: '{ID}' })],
    api('GET', 'Company/100'), api('GET', 'Company/{MappedID}')
  ),
  'role.changes': byManager([], api('POST', 'Category', { Label: 'Example' }), api('POST', 'CompanyGroup', { Name: 'Example' })),
  'role.gives-rights': byManager(
    [], api('PUT', 'User/3001', { Forenames: 'Marama' }), api('PUT', 'User/3001', { MainRoleID: ['Administrator'] })
  ),
  'role.own-basket': byManager([], basket('GET', '3001'), basket('GET', 'demo')),
  'role.books-for': scene => ({
    given: [
      anotherProvider,
      api('POST', 'User', { Forenames: 'Ex', Surname: 'Ample', MainCompanyID: '{ID}' }),
      api('POST', 'Communication', { MappedIDType: 'User', MappedID: '{ID}' }),
      api('POST', 'Course', { Label: 'Example' }),
      newDate(scene),
      managersToken,
      asManager(basket('POST', '3001/{ID}/12'))
    ],
    accepted: asManager(basket('PUT', '{UniqueBasketID}/{BasketItemID}/users', ['3001'])),
    broken: asManager(basket('PUT', '{UniqueBasketID}/{BasketItemID}/users', ['{MappedID}']))
  })
}

export const v2Examples: Examples<Scene> = {
  'webhook.url-absolute': () => ({
    given: [],
    accepted: api('POST', 'Webhook', { Module: 'User', Url: 'http://127.0.0.1:9/', Enabled: false }),
    broken: api('POST', 'Webhook', { Module: 'User', Url: '127.0.0.1:9/', Enabled: false })
  }),
  ...roleExamples,
  'record.exists': () => ({
    given: [api('POST', 'Category', { Label: 'Example' })],
    accepted: api('GET', 'Category/{ID}'),
    broken: api('GET', 'Category/none')
  }),
  'communication.mapped-exists': () => ({
    given: [],
    accepted: api('POST', 'Communication', { MappedIDType: 'User', MappedID: 'demo' }),
    broken: api('POST', 'Communication', { MappedIDType: 'User', MappedID: 'none' })
  }),
  'basket.not-fully-booked': (scene) => ({
    given: [
      ...filledBasket(scene),
      basket('PUT', '{UniqueBasketID}/{BasketItemID}/users', ['{BookingUserID}']),
      api('POST', 'Communication', { MappedIDType: 'Basket', MappedID: '{UniqueBasketID}' }),
      ...filledBasket(scene),
      basket('PUT', '{UniqueBasketID}/{BasketItemID}/users', ['{BookingUserID}']),
      api('PUT', 'CourseDate/{ID}', { Status: 'FullyBooked' })
    ],
    accepted: basket('POST', '{MappedID}/complete'),
    broken: basket('POST', '{UniqueBasketID}/complete')
  }),
  'basket.exists': removing('none/{BasketItemID}'),
  'basket-item.exists': removing('{UniqueBasketID}/none'),
  'basket.can-be-booked': (scene) => ({
    given: [
      ...filledBasket(scene),
      basket('PUT', '{UniqueBasketID}/{BasketItemID}/users', ['{BookingUserID}']),
      // What is said of the first basket has its id still when there is a second.
      api('POST', 'Communication', { MappedIDType: 'Basket', MappedID: '{UniqueBasketID}' }),
      ...newBasket
    ],
    accepted: basket('POST', '{MappedID}/complete'),
    broken: basket('POST', '{UniqueBasketID}/complete')
  })
}
