import { useState } from 'preact/hooks'
import { AnswersShown } from '../demos/answers.tsx'
import { draftOf, type Draft } from '../demos/drafts.ts'
import { sendAll, type Answered } from '../demos/play.ts'
import type { DemoStep } from '../demos/replies.ts'
import { RequestForm } from '../demos/request-form.tsx'
import { stageIn } from '../demos/stage.ts'
import { Line, Story } from '../demos/text.tsx'
import { complain, today } from '../frame/state.ts'
import type { OwnSeat } from './replies.ts'

interface Props {
  n: number
  task: OwnSeat['tasks'][number]
  sandbox: string
  isAtHand: boolean
}

/** Something to do: what it is about, requests to begin with, and whether it is done. */
export function TaskShown ({ n, task: { title, about, steps, doneAt, tries }, sandbox, isAtHand }: Props) {
  // What an earlier step's answer has, later ones need.
  const [kept] = useState(() => new Map<string, string>())
  // What one has just done stays to be seen.
  const [isOpen, setOpen] = useState(isAtHand)
  if (isAtHand && !isOpen) setOpen(true)
  return (
    <li class={doneAt !== null ? 'task card done' : 'task card'}>
      <details open={isOpen}>
        <summary>
          <span class='number'>{doneAt !== null ? '✓' : n + 1}</span>
          <span class='title'>{title}</span>
          <span class='faint'>{doneAt !== null ? `done at ${doneAt.slice(11, 16)}` : tries > 0 ? 'not yet' : ''}</span>
        </summary>
        <p class='faint'><Line text={about} /></p>
        {steps.map((step, i) => <TaskStep key={i} id={`task-${n}-${i}`} step={step} sandbox={sandbox} kept={kept} />)}
      </details>
    </li>
  )
}

interface StepProps { id: string, step: DemoStep, sandbox: string, kept: Map<string, string> }

function TaskStep ({ id, step, sandbox, kept }: StepProps) {
  const { title, story, requests, marks } = step
  const [drafts, setDrafts] = useState<readonly Draft[]>(() => requests.map(draftOf))
  const [answers, setAnswers] = useState<readonly Answered[]>()
  const [isBusy, setBusy] = useState(false)
  const send = async () => {
    if (isBusy) return
    setBusy(true)
    try {
      setAnswers(await sendAll(stageIn(sandbox), step, drafts, kept))
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  const change = (n: number, changed: Partial<Draft>) => setDrafts(drafts.map((it, i) => i === n ? { ...it, ...changed } : it))
  return (
    <section class='task-step' aria-labelledby={title === null ? undefined : id}>
      <div class='told'>
        {title !== null && <h2 id={id}>{title}</h2>}
        <Story story={story} />
        {requests.map((request, n) => (
          <RequestForm key={n} n={n} of={id} request={request} draft={drafts[n]!} change={changed => change(n, changed)} />
        ))}
        {requests.length > 0 && (
          <button type='button' class='primary' aria-disabled={isBusy} onClick={send}>{answers ? 'Send it again' : 'Send it'}</button>
        )}
      </div>
      <div class='came' aria-live='polite' aria-busy={isBusy}>
        {answers && <AnswersShown requests={requests} answers={answers} marks={marks} today={today.value} />}
      </div>
    </section>
  )
}
