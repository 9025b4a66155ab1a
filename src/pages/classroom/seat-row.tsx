import { pageOf } from '../frame/address.ts'
import { Copy } from '../frame/copy.tsx'
import { dayBrief } from '../frame/dates.ts'
import { Status } from '../frame/status.tsx'
import type { Class, Seat } from './replies.ts'

interface Props {
  seat: Seat
  tasks: Class['tasks']
  isChosen: boolean
  choose: (number: number, isChosen: boolean) => void
}

/** One seat: who sits there, how far they are, and what was last answered. */
export function SeatRow ({ seat, tasks, isChosen, choose }: Props) {
  const { number, who, code, sandbox, last, lastRefusal, today, faults, isThere } = seat
  const page = `${pageOf(sandbox).href}#/watch`
  return (
    <tr class={isChosen ? 'chosen' : undefined}>
      <th scope='row'>
        <label class='choice'>
          <input type='checkbox' checked={isChosen} onChange={event => choose(number, event.currentTarget.checked)} />
          <span><b>{number}</b> {who}</span>
        </label>
      </th>
      <td data-label='Code'><code class='seat-code'>{code}</code> <Copy text={code} named={`the code of seat ${number}`} /></td>
      <td data-label='Task'><Progress seat={seat} tasks={tasks} /></td>
      <td data-label='Last request'>
        {last ? <span><Status status={last.status} /> <Sent request={last.request} at={last.at} /></span> : <Nothing />}
      </td>
      <td data-label='Last refusal'>{lastRefusal ? <Refusal refusal={lastRefusal} page={page} /> : <Nothing />}</td>
      <td data-label='Day'>
        <span>
          {today === null ? <Nothing /> : dayBrief(today)}
          {faults.map(id => <span key={id} class='badge bad'>{id.replace(/^class-/, '')}</span>)}
        </span>
      </td>
      <td>
        {isThere
          ? (
            <a class='button small' href={page} target='_blank' rel='noreferrer' onClick={inNewTab}>
              Look on<span class='hidden'> at seat {number} (in a new tab)</span>
            </a>
            )
          : <span class='faint'>gone</span>}
      </td>
    </tr>
  )
}

/** A tab that this one opens is given the token; one that only a link opens is not. */
function inNewTab (event: MouseEvent): void {
  event.preventDefault()
  window.open((event.currentTarget as HTMLAnchorElement).href)
}

const Refusal = ({ refusal: { id, rules, status, reason }, page }: { refusal: NonNullable<Seat['lastRefusal']>, page: string }) => (
  <a href={`${page}/${id}`} target='_blank' rel='noreferrer' onClick={inNewTab}>
    {rules.length > 0 ? <code>{rules.join(', ')}</code> : `${status}: ${reason}`}<span class='hidden'>, why (in a new tab)</span>
  </a>
)

const Nothing = () => <span class='faint'>–</span>

/** A path's end says most. */
function Sent ({ request, at }: { request: string, at: string }) {
  const [method, path = ''] = request.split(' ')
  const end = path.split('/').slice(-2).join('/')
  return <span title={`${request}, at ${at.slice(11, 19)}`}><b class='method'>{method}</b> <code>…/{end}</code></span>
}

function Progress ({ seat: { tasks: states, atHand }, tasks }: Pick<Props, 'seat' | 'tasks'>) {
  const done = states.filter(({ doneAt }) => doneAt !== null).length
  const title = tasks.find(({ id }) => id === atHand)?.title
  return (
    <span class='progress-of-seat'>
      <span class='marks' role='img' aria-label={`${done} of ${states.length} done`}>
        {states.map(({ id, doneAt }) => <span key={id} class={doneAt !== null ? 'mark done' : 'mark'} />)}
      </span>
      {title ?? (tasks.length > 0 ? <b class='all-done'>all done</b> : <Nothing />)}
    </span>
  )
}
