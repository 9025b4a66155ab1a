import { useEffect, useRef } from 'preact/hooks'
import { AnswersShown } from './answers.tsx'
import { ChangesShown } from './changes.tsx'
import { change, send, type Play } from './play.ts'
import { RequestForm } from './request-form.tsx'
import { Line, Story } from './text.tsx'

/** A step: what is told, what the class is asked, what is sent, and once it was sent, what came of it. */
export function StepShown ({ play }: { play: Play }) {
  const { steps, at, scene, isBusy } = play
  const { title, story, question, requests, remark, marks } = steps[at.value]!
  const { drafts, outcome } = scene.value
  const heading = useRef<HTMLHeadingElement>(null)
  // Whoever goes on hears, and sees, where they are.
  useEffect(() => {
    if (at.value > 0 || document.activeElement !== document.body) heading.current?.focus({ preventScroll: true })
    heading.current?.closest('.demo')?.scrollIntoView()
  }, [])
  return (
    <div class={outcome ? 'step answered' : 'step'}>
      <div class='told'>
        <h2 ref={heading} tabIndex={-1}>{title ?? `Step ${at.value + 1}`}</h2>
        <Story story={story} />
        {question !== null && <p class='question'><Line text={question} /></p>}
        {/* Beside the answer, where the class still has the question before it. */}
        <div role='status'>{!isBusy.value && outcome && remark !== null && <p class='remark'><Line text={remark} /></p>}</div>
        <div class='requests-sent'>
          {requests.map((request, n) => (
            <RequestForm
              key={n} n={n} request={request} draft={drafts[n]!} change={changed => change(play, n, changed)}
            />
          ))}
          {outcome && (
            <button type='button' class='small' aria-disabled={isBusy.value} onClick={() => send(play)}>Send it again from here</button>
          )}
        </div>
      </div>
      <div class='came' aria-live='polite' aria-busy={isBusy.value}>
        {isBusy.value && <p class='faint'>Waiting for the answer …</p>}
        {!isBusy.value && outcome && (
          <>
            <AnswersShown requests={requests} answers={outcome.answers} marks={marks} today={outcome.clock.today} />
            <ChangesShown outcome={outcome} />
          </>
        )}
      </div>
    </div>
  )
}
