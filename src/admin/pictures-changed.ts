import type { Drawing, PictureScene, Row } from '../http/pictures.ts'
import { changedRows } from '../sandbox/differences.ts'
import { markNews } from './picture-news.ts'
import { withTables } from './picture-tables.ts'
import type { Drawn } from './pictures.ts'

/** So many pictures of a kind are drawn. */
const mostOfAKind = 5

/** The pictures that are not as they were, with what is new in them marked. */
export function drawChanged (drawn: readonly Drawn[], before: PictureScene, after: PictureScene) {
  const pictures = drawn.map(({ kind, drawing }) => {
    const ids = changedIds(drawing, before, after)
    return { total: ids.length, shown: ids.slice(0, mostOfAKind).flatMap(id => pictureOf(kind.kind, drawing, before, after, id)) }
  })
  return { total: pictures.reduce((sum, { total }) => sum + total, 0), pictures: pictures.flatMap(({ shown }) => shown) }
}

function pictureOf (kind: string, drawing: Drawing, before: PictureScene, after: PictureScene, id: string) {
  const picture = drawing.draw(after, id)
  return picture ? [{ kind, ...withTables(markNews(drawing.draw(before, id), picture)) }] : []
}

function changedIds ({ rows }: Drawing, before: PictureScene, after: PictureScene): string[] {
  const ids = Object.entries(rows).flatMap(([table, idOf]) => [
    ...changedRows(after.db, before.db, table).map((row: Row) => idOf(row, after.db)),
    ...changedRows(before.db, after.db, table).map((row: Row) => idOf(row, before.db))
  ])
  return [...new Set(ids.filter(id => id !== undefined))]
}
