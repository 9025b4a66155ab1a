import { useState } from 'preact/hooks'
import { Status } from '../frame/status.tsx'
import { Reason } from '../watch/reason.tsx'
import { VerdictShown } from '../watch/verdict.tsx'
import { elided, linesOf } from './marked.ts'
import type { Answered } from './play.ts'
import type { DemoRequest } from './replies.ts'

interface Props { requests: readonly DemoRequest[], answers: readonly Answered[], marks: readonly string[], today: string }

/** What was answered, with what matters marked, and why, where it was refused. What is not looked at is shown where it went wrong. */
export const AnswersShown = ({ requests, answers, marks, today }: Props) => (
  <>
    {answers.map((answer, n) => {
      const request = requests[n]!
      return (request.isShown || answer.status >= 400) &&
        <Answer key={n} n={n} request={request} answer={answer} marks={marks} today={today} />
    })}
  </>
)

interface AnswerProps { n: number, request: DemoRequest, answer: Answered, marks: readonly string[], today: string }

function Answer ({ n, request, answer, marks, today }: AnswerProps) {
  const { status, statusText, retryAfter, warnings, explanation } = answer
  return (
    <section class='answer' aria-label={`Answer ${n + 1}`}>
      <p>
        <Status status={status} /> {statusText}
        {retryAfter !== null && <> · <code class='marked'>Retry-After: {retryAfter}</code> seconds</>}
        {warnings.length > 0 && <> · warnings: <code class='marked'>{warnings.join(', ')}</code></>}
      </p>
      {explanation && <Reason explanation={explanation} />}
      {explanation?.refusedBy.map(verdict => <VerdictShown key={verdict.rule} verdict={verdict} today={today} />)}
      <Body n={n} text={answer.text} shown={request.shown} marks={marks} isFolded={(explanation?.refusedBy.length ?? 0) > 0} />
    </section>
  )
}

interface BodyProps { n: number, text: string, shown: unknown, marks: readonly string[], isFolded: boolean }

function Body ({ n, text, shown, marks, isFolded }: BodyProps) {
  const [isWhole, setWhole] = useState(false)
  const short = elided(text, shown)
  const lines = linesOf(isWhole ? text : short, marks)
  const body = (
    <pre tabIndex={0} role='region' aria-label={`Body of answer ${n + 1}`}>
      {text === '' ? '(no body)' : lines.map(({ line, isMarked }, i) => isMarked ? <mark key={i}>{line}{'\n'}</mark> : `${line}\n`)}
    </pre>
  )
  return (
    <>
      {isFolded ? <details><summary>The answer as it came</summary>{body}</details> : body}
      {short !== text && !isFolded && (
        <button type='button' class='quiet small' onClick={() => setWhole(!isWhole)}>{isWhole ? 'Less of it' : 'All of it'}</button>
      )}
    </>
  )
}
