import { useEffect, useRef, useState } from 'preact/hooks'
import { linkTo, withoutSandbox } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { dayBrief } from '../frame/dates.ts'
import type { Entry, Explanation } from '../frame/replies.ts'
import { Status } from '../frame/status.tsx'
import { Exchange } from './exchange.tsx'
import { Mend } from './mend.tsx'
import { Others } from './others.tsx'
import { Reason } from './reason.tsx'
import { VerdictShown } from './verdict.tsx'

interface Read { readonly explanation: Explanation, readonly entry: Entry }

/** Why a request was answered as it was. */
export function ExplanationShown ({ id }: { id: string }) {
  const [read, setRead] = useState<Read | Error>()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const path = `/requests/${encodeURIComponent(id)}`
    Promise.all([ask<Explanation>('GET', `${path}/explain`), ask<Entry>('GET', path)])
      .then(([explanation, entry]) => setRead({ explanation, entry }), setRead)
  }, [])
  // Whoever opens it goes on reading there.
  useEffect(() => { heading.current?.focus() }, [read])
  return (
    <article class='explanation card' aria-labelledby='why' onKeyDown={closeByKey}>
      <p class='explanation-head faint'>
        <span>{id}{isRead(read) && <When {...read} />}</span><a href={linkTo('watch')}>Close</a>
      </p>
      <h2 id='why' tabIndex={-1} ref={heading}>
        {isRead(read) ? headingOf(read.explanation) : read ? 'Nothing to explain' : 'One moment …'}
      </h2>
      {read instanceof Error && <p class='bad'>{read.message}</p>}
      {isRead(read) && <Content {...read} />}
    </article>
  )
}

const isRead = (read: Read | Error | undefined): read is Read => read !== undefined && !(read instanceof Error)

const When = ({ explanation: { sandbox, at }, entry: { caller } }: Read) =>
  <> · sandbox {sandbox} · {dayBrief(at.slice(0, 10))} {at.slice(11, 19)} · {caller?.label ?? 'nobody known'}</>

function closeByKey (event: KeyboardEvent): void {
  if (event.key === 'Escape') location.hash = linkTo('watch')
}

const headingOf = ({ operation, outcome, status }: Explanation): string => {
  const did = operation?.summary ?? 'No operation'
  if (outcome === 'not answered') return `${did}: not answered`
  return `${did}: ${outcome === 'accepted' ? 'accepted' : status >= 500 ? 'failed' : 'refused'}`
}

function Content ({ explanation, entry }: Read) {
  const { refusedBy, warnedBy, at } = explanation
  const day = at.slice(0, 10)
  return (
    <>
      <p class='line'>
        <Status status={explanation.status} /> <code><b>{entry.method}</b> {withoutSandbox(entry.url)}</code>
      </p>
      <Reason explanation={explanation} />
      {refusedBy.map(verdict => <VerdictShown key={verdict.rule} verdict={verdict} today={day} />)}
      {warnedBy.length > 0 && <h3>Warnings (not refused)</h3>}
      {warnedBy.map(verdict => <VerdictShown key={verdict.rule} verdict={verdict} today={day} />)}
      <Others explanation={explanation} />
      <Mend entry={entry} explanation={explanation} />
      <Exchange entry={entry} />
    </>
  )
}
