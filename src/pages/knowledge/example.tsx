import { useState } from 'preact/hooks'
import { counted } from '../frame/dates.ts'
import { complain } from '../frame/state.ts'
import { Status } from '../frame/status.tsx'
import { VerdictShown } from '../watch/verdict.tsx'
import type { ExampleRequest, Reading, Rule } from './replies.ts'
import { tryExample, type Finding, type Shown, type Tried } from './try-example.ts'

/** A request that breaks a rule and one that keeps it, sent on the spot. */
export function ExampleOf ({ rule, readings }: { rule: Rule, readings: readonly Reading[] }) {
  const [tried, setTried] = useState<Tried>()
  const [isUnderWay, setUnderWay] = useState(false)
  const run = async () => {
    setUnderWay(true)
    try {
      setTried(await tryExample(rule, readings))
    } catch (error) {
      complain(error)
    } finally {
      setUnderWay(false)
    }
  }
  return (
    <section class='example' aria-labelledby='example'>
      <h3 id='example'>See it judge</h3>
      <p class='faint'>In a sandbox of its own, which is deleted after: this one stays as it is.</p>
      <button type='button' class='primary' disabled={isUnderWay} onClick={run}>{tried ? 'Send both again' : 'Send its examples'}</button>
      <div aria-live='polite' aria-busy={isUnderWay}>
        {tried && (
          <>
            {tried.before > 0 && <p class='faint'>After {counted(tried.before, 'request')} that had to come first:</p>}
            <Sent title='This breaks it' shown={tried.broken} day={tried.day} />
            <Sent title='This keeps it' shown={tried.accepted} day={tried.day} isKept={rule.mode !== 'off'} />
          </>
        )}
      </div>
    </section>
  )
}

interface SentProps { title: string, shown: Shown, day: string, isKept?: boolean }

function Sent ({ title, shown: { request, came, verdict, found }, day, isKept = false }: SentProps) {
  // Of some rules it is noted only that they were broken.
  const isUnbroken = isKept && came.status < 400
  return (
    <section class='tried' aria-label={title}>
      <h4>{title}</h4>
      <Request request={request} named={title} />
      <p class='answer'><Status status={came.status} /> {came.statusText}</p>
      {verdict && verdict.verdict !== 'holds' && <VerdictShown verdict={verdict} today={day} />}
      {verdict?.verdict === 'holds' && <p class='passes'>The rule holds.</p>}
      {found && <Findings found={found} />}
      {!verdict && !found && (isUnbroken
        ? <p class='passes'>The rule has nothing against it.</p>
        : <p class='faint'>The rule was not judged.</p>)}
      <details>
        <summary>The answer as it came</summary>
        <pre tabIndex={0} role='region' aria-label={`Answer: ${title}`}>{came.text || '(no body)'}</pre>
      </details>
    </section>
  )
}

function Request ({ request: { method, path, body }, named }: { request: ExampleRequest, named: string }) {
  return (
    <>
      <p class='line'><code><b>{method}</b> {path}</code></p>
      {body !== undefined && (
        <pre tabIndex={0} role='region' aria-label={`What is sent: ${named}`}>
          {typeof body === 'string' ? body : JSON.stringify(body, null, 2)}
        </pre>
      )}
    </>
  )
}

const Findings = ({ found }: { found: readonly Finding[] }) => found.length === 0
  ? <p class='passes'>The validation that follows finds nothing wrong with it.</p>
  : (
    <>
      <p>The validation that follows finds:</p>
      <ul>
        {found.map(({ errorCode, errorType, errorMessage = '' }) => (
          <li key={errorCode}><b>{errorType}</b> <code>{errorCode}</code> {errorMessage}</li>
        ))}
      </ul>
    </>
    )
