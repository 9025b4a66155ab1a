import type { Count, Entry, Figure, Item, Picture } from '../http/pictures.ts'

/** A picture with what is not as it was in an earlier one marked; what only time has moved is as it was. */
export function markNews (before: Picture | undefined, after: Picture): Picture {
  const known = new Set(before?.figures.flatMap(figure => marksIn(figure).flatMap(it => [nameOf(figure, it), nameOf(figure, endless(it))])))
  const mark = (figure: Figure) => <Mark extends object>(it: Mark): Mark =>
    known.has(nameOf(figure, it)) || (isFollowed(figure, it) && known.has(nameOf(figure, endless(it)))) ? it : { ...it, isNew: true }
  return { ...after, figures: after.figures.map(figure => marked(figure, mark(figure))) }
}

/** That a bar ends where another begins is what the other says. */
const isFollowed = (figure: Figure, it: object): boolean => figure.kind === 'time line' && 'to' in it &&
  figure.lanes.some(({ items }) => items.some(other => other === it) && items.some(({ from }) => from === it.to))

const endless = (it: object): object => ({ ...it, to: undefined })

type AnyMark = Item | Count | Entry | { readonly cells: readonly string[] }

function marksIn (figure: Figure): readonly AnyMark[] {
  switch (figure.kind) {
    case 'time line': return figure.lanes.flatMap(({ items }) => items)
    case 'counts': return figure.groups.flatMap(({ rows }) => rows)
    case 'calendar': return figure.entries
    case 'list': return figure.rows
  }
}

function marked (figure: Figure, mark: <Mark extends object>(it: Mark) => Mark): Figure {
  switch (figure.kind) {
    case 'time line': return { ...figure, lanes: figure.lanes.map(lane => ({ ...lane, items: lane.items.map(mark) })) }
    case 'counts': return { ...figure, groups: figure.groups.map(group => ({ ...group, rows: group.rows.map(mark) })) }
    case 'calendar': return { ...figure, entries: figure.entries.map(mark) }
    case 'list': return { ...figure, rows: figure.rows.map(mark) }
  }
}

/** Who asked for it, and how a sentence counts the days, make nothing new of it. */
function nameOf ({ title }: Figure, mark: object): string {
  const { request: _, says: __, isToCome: ___, isNew: ____, ...content } = mark as Record<string, unknown>
  return JSON.stringify([title, Object.entries(content).filter(([, value]) => value !== undefined).sort()])
}
