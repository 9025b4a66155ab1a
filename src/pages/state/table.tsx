import { linkTo } from '../frame/address.ts'
import { Copy } from '../frame/copy.tsx'
import type { Table } from './replies.ts'
import type { HrefOf } from './time-line.tsx'

/** Columns with tabs between them, as a spreadsheet takes them. */
export const asText = ({ columns, rows }: Table): string => [columns, ...rows.map(({ cells }) => cells)]
  .map(cells => cells.map(cell => cell.replace(/[\t\n]+/g, ' ')).join('\t')).join('\n')

interface Props { table: Table, title: string, kind: string, hrefOf: HrefOf }

export function TableShown ({ table, title, kind, hrefOf }: Props) {
  const { columns, rows } = table
  const hasRequests = hrefOf !== undefined && rows.some(({ request }) => request !== undefined)
  return (
    <div class='as-table'>
      <Copy text={asText(table)} named={`the table “${title}”`} />
      <div class='scrolls' tabIndex={0} role='region' aria-label={`Table: ${title}`}>
        <table>
          <caption class='hidden'>{title}</caption>
          <thead><tr>{columns.map(it => <th key={it} scope='col'>{it}</th>)}{hasRequests && <th scope='col'>Request</th>}</tr></thead>
          <tbody>
            {rows.map(({ cells, request, subject, isNew }, n) => (
              <tr key={n} class={isNew ? 'is-new' : undefined}>
                {cells.map((cell, i) => (
                  <td key={i}>
                    {i === 2 && subject !== undefined && hrefOf ? <a href={linkTo('records', kind, subject)}>{cell}</a> : cell}
                    {i === 0 && isNew && <span class='badge'>new</span>}
                  </td>
                ))}
                {hasRequests && <td>{request === undefined ? '' : <a href={hrefOf!(request)}>{request}</a>}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
