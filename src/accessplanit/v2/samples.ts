import type { ExampleScene, OperationExample, OperationExamples } from '../../http/operation-example.ts'
import { findFilledBasket, findOpenCourse, findServiceUser, findUserToBook, findWithPassword } from '../platform/sample-records.ts'

/** A request of each call about tokens and baskets that the platform accepts as it is. */

const item = ({ db }: ExampleScene) => {
  const { uniqueId, item } = findFilledBasket(db) ?? {}
  return { uniqueBasketID: uniqueId, basketItemID: item }
}

const booker = (scene: ExampleScene) => {
  const { id } = findOpenCourse(scene.db, scene.sandbox.clock.now()) ?? {}
  return { id, user: findUserToBook(scene.db, id)?.id }
}

const password = (found: { id: string, password: string } | undefined): OperationExample =>
  ({ body: { grant_type: 'password', username: found?.id, password: found?.password } })

export const v2Samples: OperationExamples = {
  RequestOrRefreshToken: ({ db }) => password(findServiceUser(db)),
  Login ({ db }) {
    const { id, email, password } = findWithPassword(db) ?? {}
    return { body: { UserName: email ?? id, Password: password } }
  },
  DescribeModule: () => ({ params: { module: 'CourseDate' } }),
  GetBasket: scene => ({ params: { userID: booker(scene).user } }),
  AddBasketItem (scene) {
    const { id, user } = booker(scene)
    return { params: { userID: user, itemID: id, idType: '12' } }
  },
  RemoveBasketItem: scene => ({ params: item(scene) }),
  AssignUsers (scene) {
    const { courseDateId } = findFilledBasket(scene.db) ?? {}
    return { params: item(scene), body: [findUserToBook(scene.db, courseDateId)?.id] }
  },
  UnassignUser: scene => ({ params: { ...item(scene), userID: findFilledBasket(scene.db)?.assigned } }),
  CompleteBasket: scene => ({ params: { uniqueBasketID: item(scene).uniqueBasketID } })
}
