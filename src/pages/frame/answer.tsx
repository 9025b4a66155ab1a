import { linkTo } from './address.ts'
import type { Received } from './sending.ts'
import { Status } from './status.tsx'

/** More of an answer than this is not shown: a page that is slow is no help. */
const mostShown = 20_000

/** What was answered, and the way to why. */
export function AnswerShown ({ received, why = linkTo('watch', received.id) }: { received: Received, why?: string }) {
  const { status, statusText, text } = received
  const shown = text.length > mostShown ? `${text.slice(0, mostShown)}\n…` : text
  return (
    <div class='answer'>
      <p><Status status={status} /> {statusText} <a class='why' href={why}>Why this answer?</a></p>
      {/* It scrolls, so the keyboard has to get there. */}
      <pre tabIndex={0} role='region' aria-label='The answer'>{shown || '(no body)'}</pre>
    </div>
  )
}
