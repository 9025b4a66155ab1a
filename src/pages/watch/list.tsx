import { useState } from 'preact/hooks'
import { linkTo, withoutSandbox } from '../frame/address.ts'
import { counted, dayBrief } from '../frame/dates.ts'
import type { Answered } from '../frame/replies.ts'
import { Status } from '../frame/status.tsx'
import { today } from '../frame/state.ts'
import { arrived, held, isFiltered, isPaused, requests, seen, setPaused, setRead } from './requests.ts'

/** So many rows are shown, and so many more each time that somebody asks for it. */
const rowsAtOnce = 60

/** The requests, newest first. */
export function RequestList ({ opened }: { opened: string | undefined }) {
  const [most, setMost] = useState(rowsAtOnce)
  const all = seen.value
  return (
    <section class='requests' aria-label='Requests'>
      <div class='list-head'>
        <p class='faint'>
          {isFiltered.value ? `${all.length} of the last ${requests.value.length}` : counted(all.length, 'request')}
          {!isPaused.value && held.value > 0 && `, ${held.value.toLocaleString('en-NZ')} new while you go through them`}
          {arrived.value > 0 && `, ${arrived.value.toLocaleString('en-NZ')} since you came`}
        </p>
        <button type='button' aria-pressed={isPaused.value} onClick={() => setPaused(!isPaused.value)}>
          {isPaused.value ? `Go on${held.value > 0 ? ` (${held.value} new)` : ''}` : 'Pause'}
        </button>
      </div>
      {all.length === 0 && <Empty />}
      <ol class='rows' onKeyDown={step} onFocusIn={() => setRead(true)} onFocusOut={leave}>
        {/* A place is filled anew: a row that moves away would take a click with it. */}
        {all.slice(0, most).map((request, n) => <Row key={n} request={request} isOpen={request.id === opened} today={today.value} />)}
      </ol>
      {all.length > most && <button type='button' class='quiet' onClick={() => setMost(most + rowsAtOnce)}>Show more</button>}
    </section>
  )
}

const Empty = () => isFiltered.value
  ? <p>No request matches.</p>
  : <p>Nothing has been asked yet. Point a program at one of the base URLs, or <a href={linkTo()}>send a first call</a>.</p>

function leave ({ currentTarget, relatedTarget }: FocusEvent): void {
  if (!(currentTarget as HTMLElement).contains(relatedTarget as Node | null)) setRead(false)
}

/** The arrows go from one request to the next. */
function step (event: KeyboardEvent): void {
  const way = event.key === 'ArrowDown' ? 'nextElementSibling' : event.key === 'ArrowUp' ? 'previousElementSibling' : undefined
  const next = way && (event.target as HTMLElement).closest('li')?.[way]
  if (!next) return
  event.preventDefault()
  next.querySelector('a')!.focus()
}

function Row ({ request, isOpen, today }: { request: Answered, isOpen: boolean, today: string }) {
  const { id, at, method, url, operation, status, calledBy, brokenRules, warnings, dryRun, reason } = request
  const day = at.slice(0, 10)
  return (
    <li>
      <a href={linkTo('watch', id)} aria-current={isOpen ? 'true' : undefined} class={isOpen ? 'row open' : 'row'}>
        <Status status={status} />
        <span class='what'>
          <b>{operation ?? 'no operation'}</b>
          <span class='path'><span class='method'>{method}</span> {withoutSandbox(url)}</span>
        </span>
        <span class='who'>{calledBy ?? '–'}</span>
        <span class='when'>{at.slice(11, 19)}{day !== today && <span class='day'>{dayBrief(day)}</span>}</span>
        <span class='why-not'>
          {dryRun && <span class='badge'>dry run</span>}
          {brokenRules.length > 0 ? brokenRules.join(', ') : reason}
          {warnings.length > 0 && <span class='warned'>{counted(warnings.length, 'warning')}</span>}
        </span>
      </a>
    </li>
  )
}
