import { linkTo } from '../frame/address.ts'
import { Calendar } from './calendar.tsx'
import { Counts } from './counts.tsx'
import type { Figure } from './replies.ts'
import { TableShown } from './table.tsx'
import { TimeLine, type HrefOf } from './time-line.tsx'

interface Props { figure: Figure, kind: string, hrefOf: HrefOf, Heading?: 'h2' | 'h3' | 'h5' }

/** A picture, and the same as a table. */
export function FigureShown ({ figure, kind, hrefOf, Heading = 'h3' }: Props) {
  const { title, says, table } = figure
  return (
    <section class='figure' aria-label={title}>
      <Heading>{title}</Heading>
      <p>{says}</p>
      <Drawn figure={figure} kind={kind} hrefOf={hrefOf} />
      {table.rows.length > 0 && (figure.kind === 'list'
        ? <TableShown table={table} title={title} kind={kind} hrefOf={hrefOf} />
        : (
          <details class='beside-it'>
            <summary>The same as a table</summary>
            <TableShown table={table} title={title} kind={kind} hrefOf={hrefOf} />
          </details>
          ))}
    </section>
  )
}

function Drawn ({ figure, kind, hrefOf }: Props) {
  if (figure.kind === 'time line') return figure.lanes!.length === 0 ? null : <TimeLine figure={figure} hrefOf={hrefOf} />
  if (figure.kind === 'counts') return <Counts figure={figure} />
  return figure.kind === 'calendar' ? <Calendar figure={figure} toSubject={id => linkTo('records', kind, id)} /> : null
}
