import { useState } from 'preact/hooks'
import { AnswerShown } from '../frame/answer.tsx'
import type { FirstCall } from '../frame/replies.ts'
import { sendToApi, type Received } from '../frame/sending.ts'
import { complain } from '../frame/state.ts'

/** Calls that can be run on the spot. */
export const FirstCalls = ({ calls, isFeatured = false }: { calls: readonly FirstCall[], isFeatured?: boolean }) =>
  <>{calls.map(call => <Call key={call.shows} call={call} isFeatured={isFeatured} />)}</>

function Call ({ call: { shows, isRefused, request }, isFeatured }: { call: FirstCall, isFeatured: boolean }) {
  const [received, setReceived] = useState<Received>()
  const run = () => sendToApi(request).then(setReceived, complain)
  return (
    <div class='call'>
      <p><strong>{shows}</strong>{isRefused && !isFeatured && <span class='faint'> (it is refused)</span>}</p>
      <p class='line'><code><b>{request.method}</b> {request.path}</code></p>
      {isFeatured && request.body !== undefined && (
        <pre tabIndex={0} role='region' aria-label='What is sent'>{JSON.stringify(request.body, null, 2)}</pre>
      )}
      <button type='button' class={isFeatured ? 'primary' : ''} aria-label={`Send it: ${shows}`} onClick={run}>Send it</button>
      <div aria-live='polite'>{received && <AnswerShown received={received} />}</div>
    </div>
  )
}
