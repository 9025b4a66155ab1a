import { Type, type Static } from '@sinclair/typebox'
import type { FixtureFile } from '../../../sandbox/fixtures.ts'
import { insertRecord } from '../store.ts'

const Id = Type.String({ minLength: 1, maxLength: 36 })
/** 0 is none that a request would make, so that the first that one makes is still 1. */
const Number = Type.Integer({ minimum: 0 })

const BasketRow = Type.Object({
  about: Type.String({ minLength: 1 }),
  id: Number,
  uniqueId: Id,
  userId: Id,
  items: Type.Array(Type.Object({ id: Number, courseDateId: Id, userIds: Type.Array(Id) }, { additionalProperties: false }))
}, { additionalProperties: false })

/** What somebody is about to book. */
export const basketFixtureFiles: FixtureFile[] = [{
  file: 'accessplanit-baskets.json',
  row: BasketRow,
  insert (db, { about, items, ...basket }: Static<typeof BasketRow>) {
    insertRecord(db, 'basket', basket)
    for (const { id, courseDateId, userIds } of items) {
      insertRecord(db, 'basketItem', { id, basket: basket.id, courseDateId })
      for (const userId of userIds) insertRecord(db, 'basketItemUser', { item: id, userId })
    }
  }
}]
