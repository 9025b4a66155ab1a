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

/** The same, with a new course in the basket. */
const filledBasket = (scene: Scene): readonly ExampleRequest[] => [
  ...newBasket,
  api('POST', 'Course', { Label: 'Example' }),
  api('POST', 'CourseDate', { CourseID: '{ID}', StartDate: `${scene.day(7)}T09:00:00`, EndDate: `${scene.day(7)}T16:30:00`, Places: 5 }),
  basket('POST', '{BookingUserID}/{ID}/12')
]

const removing = (path: string) => (scene: Scene): Example =>
  ({ given: filledBasket(scene), accepted: basket('DELETE', '{UniqueBasketID}/{BasketItemID}'), broken: basket('DELETE', path) })

export const v2Examples: Examples<Scene> = {
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
