import type { Draft } from './drafts.ts'
import type { DemoRequest } from './replies.ts'

interface Props { n: number, of?: string, request: DemoRequest, draft: Draft, change: (changed: Partial<Draft>) => void }

/** What is sent, to be changed before it is. What is not looked at is folded up. */
export function RequestForm (props: Props) {
  const { request: { isShown, keeps, method }, draft } = props
  if (isShown) return <Fields {...props} />
  return (
    <details class='also'>
      <summary>
        First: <code>{method} {draft.path.split('?')[0]}</code>
        {keeps && <>, whose <code>{keeps.member}</code> is kept</>}
      </summary>
      <Fields {...props} />
    </details>
  )
}

function Fields ({ n, of = 'request', request: { method }, draft, change }: Props) {
  const id = (field: string) => `${of}-${n}-${field}`
  const lines = draft.body.split('\n').length
  return (
    <form class='sent' onSubmit={event => event.preventDefault()}>
      <label class='hidden' for={id('path')}>Path of request {n + 1}</label>
      <div class='address'>
        <b class='method'>{method}</b>
        <input id={id('path')} class='code' value={draft.path} onInput={event => change({ path: event.currentTarget.value })} />
      </div>
      {draft.body !== '' && (
        <>
          <label class='hidden' for={id('body')}>Body of request {n + 1}</label>
          <textarea
            id={id('body')} class='code' rows={Math.min(lines, 18)} spellcheck={false} value={draft.body}
            onInput={event => change({ body: event.currentTarget.value })}
          />
        </>
      )}
      <details>
        <summary>Headers</summary>
        <label class='hidden' for={id('headers')}>Headers of request {n + 1}</label>
        <textarea
          id={id('headers')} class='code' rows={Math.max(2, draft.headers.split('\n').length)} spellcheck={false} value={draft.headers}
          onInput={event => change({ headers: event.currentTarget.value })}
        />
      </details>
    </form>
  )
}
