import type { Drawing, PictureScene } from '../http/pictures.ts'
import { changedRows } from '../sandbox/differences.ts'
import { markNews } from './picture-news.ts'
import { withTables } from './picture-tables.ts'
import type { Drawn } from './pictures.ts'

/** So many pictures of a kind are drawn. */
const mostOfAKind = 5

/** The pictures that are not as they were, with what is new in them marked, by steps: nobody may change either state meanwhile. */
export function * drawingChanged (drawn: readonly Drawn[], before: PictureScene, after: PictureScene) {
  const pictures: object[] = []
  let total = 0
  for (const { kind, drawing } of drawn) {
    const ids = yield * changedIds(drawing, before, after)
    total += ids.length
    for (const id of ids.slice(0, mostOfAKind)) {
      pictures.push(...pictureOf(kind.kind, drawing, before, after, id))
      yield
    }
  }
  return { total, pictures }
}

function pictureOf (kind: string, drawing: Drawing, before: PictureScene, after: PictureScene, id: string) {
  const picture = drawing.draw(after, id)
  return picture ? [{ kind, ...withTables(markNews(drawing.draw(before, id), picture)) }] : []
}

function * changedIds ({ rows }: Drawing, before: PictureScene, after: PictureScene): Generator<void, string[]> {
  const ids = new Set<string>()
  for (const [table, idOf] of Object.entries(rows)) {
    for (const [{ db }, other] of [[after, before], [before, after]] as const) {
      for (const row of yield * changedRows(db, other.db, table)) {
        const id = idOf(row, db)
        if (id !== undefined) ids.add(id)
        yield
      }
    }
  }
  return [...ids]
}
