import { counted, dayInWords } from '../frame/dates.ts'
import { toCome } from '../frame/moments.ts'
import { NewsOf } from '../state/news.tsx'
import type { Outcome } from './play.ts'
import type { ChangedRecord } from './replies.ts'

/** What is not as it was before the step: records, the clock, and what is to fall due. */
export function ChangesShown ({ outcome: { changes, pictures, clock, clockBefore, toCome: moments } }: { outcome: Outcome }) {
  const isMoved = clock.today !== clockBefore.today
  const nothing = changes.total === 0 && !isMoved
  return (
    <section class='changes' aria-labelledby='changes'>
      <h3 id='changes'>What changed</h3>
      {nothing && <p>Nothing: the records are as they were.</p>}
      {isMoved && <p>It was {dayInWords(Date.parse(clockBefore.now))}, and is <strong>{dayInWords(Date.parse(clock.now))}</strong>.</p>}
      {pictures.pictures.map(picture => <NewsOf key={`${picture.kind} ${picture.id}`} picture={picture} />)}
      {changes.total > 0 && pictures.pictures.length > 0 && <h4>Record by record</h4>}
      {changes.total > 0 && <Table changes={changes.changes} />}
      {changes.total > changes.changes.length && <p class='faint'>And {counted(changes.total - changes.changes.length, 'more record')}.</p>}
      {moments.length > 0 && (
        <p>Now to come: {moments.slice(0, 3).map(moment => toCome(moment, clock.today)).join('; ')}
          {moments.length > 3 && ` and ${moments.length - 3} more`}.
        </p>
      )}
    </section>
  )
}

const Table = ({ changes }: { changes: readonly ChangedRecord[] }) => (
  <table>
    <thead><tr><th scope='col'>Record</th><th scope='col'>Member</th><th scope='col'>Before</th><th scope='col'>After</th></tr></thead>
    {changes.map(change => <Rows key={`${change.kind} ${change.name}`} change={change} />)}
  </table>
)

/** So many members of a record are shown. */
const mostMembers = 8

function Rows ({ change: { kind, name, what, members } }: { change: ChangedRecord }) {
  const shown = members.slice(0, mostMembers)
  return (
    <tbody class={what}>
      {shown.map(({ member, before, after }, n) => (
        <tr key={member}>
          {n === 0 && (
            <th scope='rowgroup' rowSpan={shown.length}>
              {inWords(kind)} <code>{name}</code>{what !== 'changed' && <span class='badge'>{what === 'added' ? 'new' : 'gone'}</span>}
            </th>
          )}
          <td><code>{member}</code></td><td>{valueOf(before)}</td><td>{valueOf(after)}{rest(n, members.length)}</td>
        </tr>
      ))}
    </tbody>
  )
}

const rest = (n: number, all: number) =>
  n === mostMembers - 1 && all > mostMembers && <span class='faint'> and {all - mostMembers} more members</span>

/** `trainingAgreement` as people say it. */
const inWords = (kind: string): string => kind.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)

/** More of a value than this is no help in a table. */
const longest = 60

function valueOf (value: unknown) {
  if (value === undefined) return <span class='faint'>–</span>
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return <>{text.length > longest ? `${text.slice(0, longest)}…` : text}</>
}
