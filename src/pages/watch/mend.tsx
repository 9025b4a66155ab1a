import { useState } from 'preact/hooks'
import { AnswerShown } from '../frame/answer.tsx'
import { isTrainee } from '../frame/ask.ts'
import type { Entry, Explanation } from '../frame/replies.ts'
import { apis, complain } from '../frame/state.ts'
import { draftOf, sendMended, withValue, type Draft, type Where } from './mending.ts'

const places: Readonly<Record<Where, string>> = {
  here: 'in this sandbox',
  'dry-run': 'as a dry run: the real answer, and nothing kept',
  fork: 'in a fork: a new sandbox, as this one was just before the request'
}

/** Changes a request and sends it again. */
export function Mend ({ entry, explanation: { outcome, refusedBy, warnedBy } }: { entry: Entry, explanation: Explanation }) {
  const api = apis.value!.apis.find(({ name }) => name === entry.service)
  const [draft, setDraft] = useState(() => draftOf(entry, api?.credentials ?? []))
  const [where, setWhere] = useState<Where>('here')
  const [sent, setSent] = useState<Awaited<ReturnType<typeof sendMended>>>()
  const change = (changed: Partial<Draft>) => setDraft({ ...draft, ...changed })
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    sendMended(entry, draft, where, api).then(setSent, complain)
  }
  const proposals = [...refusedBy, ...warnedBy].flatMap(({ field, proposal }) =>
    proposal === undefined || withValue(draft.body, field, proposal) === undefined ? [] : [{ field, proposal }])
  return (
    <section class='mend' aria-labelledby='mend'>
      <h3 id='mend'>Edit and send again</h3>
      <form onSubmit={send}>
        {proposals.map(({ field, proposal }) => (
          <button key={field} type='button' onClick={() => change({ body: withValue(draft.body, field, proposal)! })}>
            Set {field} to {proposal}
          </button>
        ))}
        <Fields method={entry.method} draft={draft} credentials={api?.credentials ?? []} change={change} />
        <fieldset>
          <legend>Where to send it</legend>
          {(Object.keys(places) as Where[]).filter(it => it !== 'fork' || (outcome === 'refused' && !isTrainee())).map(it => (
            <label key={it} class='choice'>
              <input type='radio' name='where' value={it} checked={where === it} onChange={() => setWhere(it)} /> <span>{places[it]}</span>
            </label>
          ))}
        </fieldset>
        <button type='submit' class='primary'>Send</button>
      </form>
      <div aria-live='polite'>
        {sent?.fork && <p>The fork is called <b>{sent.fork}</b>.</p>}
        {sent && <AnswerShown received={sent.received} why={sent.why} />}
      </div>
    </section>
  )
}

interface FieldsProps {
  method: string
  draft: Draft
  credentials: ReadonlyArray<{ kind: string, whose: string }>
  change: (changed: Partial<Draft>) => void
}

function Fields ({ method, draft: { path, headers, body, credential }, credentials, change }: FieldsProps) {
  const lines = (text: string) => Math.min(16, Math.max(2, text.split('\n').length))
  return (
    <>
      <label for='mend-path'>Path of the {method}</label>
      <input id='mend-path' class='code' value={path} spellcheck={false} onInput={event => change({ path: event.currentTarget.value })} />
      {credentials.length > 0 && (
        <>
          <label for='mend-credential'>Credential</label>
          <select id='mend-credential' value={credential} onChange={event => change({ credential: event.currentTarget.value })}>
            <option value=''>none, or as the headers say</option>
            {credentials.map(({ kind, whose }, n) => <option key={n} value={String(n)}>{kind} of {whose}</option>)}
          </select>
        </>
      )}
      <label for='mend-headers'>Headers</label>
      <textarea
        id='mend-headers' class='code' rows={lines(headers)} value={headers} spellcheck={false}
        onInput={event => change({ headers: event.currentTarget.value })}
      />
      {method !== 'GET' && (
        <>
          <label for='mend-body'>Body</label>
          <textarea
            id='mend-body' class='code' rows={lines(body)} value={body} spellcheck={false}
            onInput={event => change({ body: event.currentTarget.value })}
          />
          {body.includes('***') && <p class='faint'>The journal keeps no secrets: write them where there is ***.</p>}
        </>
      )}
    </>
  )
}
