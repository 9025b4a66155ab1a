import { Source } from './source.tsx'
import type { Explanation } from '../frame/replies.ts'

/** Why it was refused, where no rule says it; or that nothing was wrong. */
export function Reason ({ explanation: { reason, refusedBy, warnedBy, outcome, fault } }: { explanation: Explanation }) {
  const tells = warnedBy.length > 0 ? 'It was accepted, with warnings.' : 'Every rule that could be judged holds.'
  return (
    <>
      {fault && (
        <p class='callout'>
          The fault <code>{fault.id}</code> that somebody asked for struck it: <code>{JSON.stringify(fault.effect)}</code>
        </p>
      )}
      {outcome === 'accepted' && <p>{tells}</p>}
      {reason && refusedBy.length === 0 && (
        <section class='verdict broken'>
          <h3>{reason.title}</h3>
          <p class='sentence'>{reason.detail}</p>
          <Errors errors={reason.errors ?? {}} detail={reason.detail} />
          <Source basis={reason.source} />
        </section>
      )}
      {refusedBy.length > 1 && <p>{refusedBy.length} rules refuse it; all of them must hold.</p>}
    </>
  )
}

function Errors ({ errors, detail }: { errors: Readonly<Record<string, readonly string[]>>, detail: string }) {
  const told = Object.entries(errors).filter(([, messages]) => messages.some(message => !detail.includes(message)))
  return told.length === 0
    ? null
    : <ul>{told.map(([field, messages]) => <li key={field}><code>{field}</code>: {messages.join(' ')}</li>)}</ul>
}
