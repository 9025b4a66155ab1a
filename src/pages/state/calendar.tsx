import { useId, useState } from 'preact/hooks'
import { dayBrief, numberOfDay } from '../frame/dates.ts'
import { fillOf, Patterns } from './patterns.tsx'
import type { Entry, Figure } from './replies.ts'

const monthTitle = new Intl.DateTimeFormat('en-NZ', { timeZone: 'UTC', month: 'long', year: 'numeric' })
const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const dayAt = (number: number): string => new Date(number * 86_400_000).toISOString().slice(0, 10)

const firstOf = (month: string): number => numberOfDay(`${month}-01`)

function monthBeside (month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7)
}

interface Props { figure: Figure, toSubject: (id: string) => string }

/** A month of what is on, with the places that are taken. */
export function Calendar ({ figure: { entries = [], today = '' }, toSubject }: Props) {
  const [month, setMonth] = useState(today.slice(0, 7))
  const id = useId()
  const first = firstOf(month)
  const days = Array.from({ length: firstOf(monthBeside(month, 1)) - first }, (_, n) => dayAt(first + n))
  // 1970 began on a Thursday.
  const before = (first + 3) % 7
  return (
    <section class='calendar' aria-label={`Calendar of ${monthTitle.format(first * 86_400_000)}`}>
      <svg class='patterns' width='0' height='0' aria-hidden='true'><Patterns id={id} /></svg>
      <div class='calendar-head'>
        <p class='month' aria-live='polite'>{monthTitle.format(first * 86_400_000)}</p>
        <button type='button' class='small' onClick={() => setMonth(monthBeside(month, -1))}>Month before</button>
        <button type='button' class='small' onClick={() => setMonth(today.slice(0, 7))}>This month</button>
        <button type='button' class='small' onClick={() => setMonth(monthBeside(month, 1))}>Month after</button>
      </div>
      <ol class='weekdays' aria-hidden='true'>{weekdays.map(it => <li key={it}>{it.slice(0, 3)}</li>)}</ol>
      <ol class='days'>
        {days.map((day, n) => (
          <Day
            key={day} id={id} day={day} column={n === 0 ? before + 1 : undefined} isToday={day === today} toSubject={toSubject}
            entries={entries.filter(it => it.from <= day && it.to >= day)}
          />
        ))}
      </ol>
    </section>
  )
}

interface DayProps {
  id: string
  day: string
  column: number | undefined
  isToday: boolean
  entries: readonly Entry[]
  toSubject: Props['toSubject']
}

const Day = ({ id, day, column, isToday, entries, toSubject }: DayProps) => (
  <li class={['day', isToday && 'is-today', entries.length === 0 && 'is-empty'].filter(it => it).join(' ')} data-column={column}>
    <span class='number'>
      <span class='brief' aria-hidden='true'>{Number(day.slice(8))}</span><span class='whole-day'>{dayBrief(day)}</span>
      {isToday && <b> today</b>}
    </span>
    {entries.map(entry => <EntryShown key={entry.key} id={id} entry={entry} day={day} href={toSubject(entry.subject)} />)}
  </li>
)

function EntryShown ({ id, entry, day, href }: { id: string, entry: Entry, day: string, href: string }) {
  const { name, status, taken, of, waiting, tone, from } = entry
  const part = Math.min(1, taken / Math.max(1, of))
  return (
    <a class={`entry ${tone}`} href={href}>
      <b>{from < day && '… '}{name}</b>
      <svg width='100%' height='10' aria-hidden='true'>
        <rect class='whole' x='1' y='1' width='98%' height='8' rx='3' />
        {taken > 0 && <rect class={`bar ${tone}`} x='1' y='1' width={`${part * 98}%`} height='8' rx='3' fill={fillOf(id, tone)} />}
      </svg>
      <span class='entry-said'>{taken}/{of}<span class='hidden'> places taken</span>
        {waiting > 0 && ` +${waiting} waiting`} · {status}
      </span>
    </a>
  )
}
