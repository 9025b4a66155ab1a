import { useId } from 'preact/hooks'
import { counted } from '../frame/dates.ts'
import { fillOf, Patterns } from './patterns.tsx'
import type { Count, CountGroup, Figure } from './replies.ts'

/** How many there are of what, as bars. */
export function Counts ({ figure: { groups = [] } }: { figure: Figure }) {
  const id = useId()
  const most = Math.max(1, ...groups.flatMap(({ rows }) => rows.map(({ count, of = 0 }) => Math.max(count, of))))
  return (
    <div class='counts'>
      <svg class='patterns' width='0' height='0' aria-hidden='true'><Patterns id={id} /></svg>
      {groups.map(group => <Group key={group.name} id={id} group={group} most={most} isAlone={groups.length === 1} />)}
    </div>
  )
}

const Group = ({ id, group: { name, note, rows }, most, isAlone }: { id: string, group: CountGroup, most: number, isAlone: boolean }) => (
  <section class='count-group'>
    {!isAlone && <p class='count-title'>{name}</p>}
    {note !== '' && <p class='faint'>{note}</p>}
    <ul>{rows.map(row => <Row key={row.key} id={id} row={row} most={most} />)}</ul>
  </section>
)

function Row ({ id, row: { name, about, count, of, unit, tone, isNew }, most }: { id: string, row: Count, most: number }) {
  const one = unit.replace(/s$/, '')
  const said = of === undefined ? unit === one ? `${count} ${unit}` : counted(count, one) : `${count} of ${of} ${unit}`
  return (
    <li class={isNew ? 'is-new' : undefined}>
      <span class='count-name'><b>{name}</b>{isNew && <span class='badge'>new</span>} <span class='faint'>{about}</span></span>
      <svg class='count-bar' width='100%' height='18' role='img' aria-label={`${name}: ${said}`}>
        {of !== undefined && <rect class='whole' x='1' y='1' width={`${of / most * 98}%`} height='16' rx='4' />}
        {count > 0 && <rect class={`bar ${tone}`} x='1' y='1' width={`${count / most * 98}%`} height='16' rx='4' fill={fillOf(id, tone)} />}
      </svg>
      <span class='count-said'>{said}</span>
    </li>
  )
}
