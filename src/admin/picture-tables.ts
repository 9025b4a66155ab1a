import { daysAfter } from '../core/civil-date.ts'
import type { Count, Figure, Item, Picture } from '../http/pictures.ts'

/** The same as a picture in rows and columns: for who cannot see it, and for copying. */
export interface Table {
  readonly columns: readonly string[]
  readonly rows: readonly TableRow[]
}

export interface TableRow {
  readonly cells: readonly string[]
  readonly request?: string
  readonly subject?: string
  readonly isNew?: boolean
}

export const withTables = ({ figures, ...picture }: Picture) => ({ ...picture, figures: figures.map(withTable) })

export const withTable = (figure: Figure) => {
  const { rows: _, columns: __, ...shown } = { rows: undefined, columns: undefined, ...figure }
  return { ...shown, table: tableOf(figure) }
}

function tableOf (figure: Figure): Table {
  switch (figure.kind) {
    case 'time line': return {
      columns: ['Of', 'What', 'From', 'To', 'In words'],
      rows: figure.lanes.flatMap(({ name, items }) => items.map(item => row(item, name, ...cellsOf(item))))
    }
    case 'counts': return {
      columns: ['Of', 'What', 'How many', 'In words'],
      rows: figure.groups.flatMap(({ name, rows }) => rows.map(it => row(it, name, it.name, countInWords(it), it.about)))
    }
    case 'calendar': return {
      columns: ['From', 'To', 'What', 'Status', 'Taken', 'Places', 'Waiting', 'Which'],
      rows: figure.entries.map(it => ({
        ...row(it, it.from, it.to, it.name, it.status, String(it.taken), String(it.of), String(it.waiting), it.about), subject: it.subject
      }))
    }
    case 'list': return { columns: figure.columns, rows: figure.rows.map(it => row(it, ...it.cells)) }
  }
}

/** The last day of a bar stands in the table, and not the day after it. */
function cellsOf ({ kind, from, to, label, says, isToCome }: Item): string[] {
  const last = to === undefined ? kind === 'bar' ? 'goes on' : from : daysAfter(to, -1)
  return [isToCome ? `${label} (to come)` : label, from, last, says]
}

const countInWords = ({ count, of, unit }: Count): string => `${count}${of === undefined ? '' : ` of ${of}`} ${count === 1 && of === undefined ? unit.replace(/s$/, '') : unit}`

const row = ({ request, isNew }: { request?: string | undefined, isNew?: boolean }, ...cells: string[]): TableRow =>
  ({ cells, ...request !== undefined && { request }, ...isNew && { isNew } })
