import type { Scalar, Verdict } from '../frame/replies.ts'
import { Choices } from './choices.tsx'
import { placesOf } from './line.ts'
import { Line } from './line.tsx'
import { Source } from './source.tsx'

const shown = (value: Scalar | readonly string[] | undefined): string =>
  value == null ? '(nothing)' : Array.isArray(value) ? value.join(', ') : String(value)

/** What came of a rule: the sentence, the values drawn, the same values as a table, what would pass, and the source. */
export function VerdictShown ({ verdict, today }: { verdict: Verdict, today: string }) {
  const { rule, mode, code, statement, message = statement, wouldPass = '', compared = {}, nearest = [], basis } = verdict
  const places = placesOf(verdict, today)
  const wrong = message.replace(wouldPass, '').replace(code ? `${code}: ` : '', '').trim()
  return (
    <section class={mode === 'enforce' ? 'verdict broken' : 'verdict warns'}>
      <h3>{statement}</h3>
      <p class='sentence'>{wrong}</p>
      {places && <Line places={places} says={`${wrong} ${wouldPass}`} />}
      {!places && <Choices verdict={verdict} />}
      {wouldPass !== '' && <p class='passes'><b>What would pass:</b> {wouldPass}</p>}
      {nearest.length > 0 && <p>Closest matches: {nearest.map((id, n) => <span key={id}>{n > 0 && ', '}<code>{id}</code></span>)}.</p>}
      <table>
        <caption class='hidden'>The values that were compared</caption>
        <thead><tr><th scope='col'>Compared</th><th scope='col'>Value</th></tr></thead>
        <tbody>
          {Object.entries(compared).map(([name, value]) => <tr key={name}><th scope='row'>{name}</th><td>{shown(value)}</td></tr>)}
        </tbody>
      </table>
      <Source basis={basis} />
      <p class='faint'><code>{rule}</code>{code && ` · code ${code}`}{mode === 'warn' && ' · only warns'}</p>
    </section>
  )
}
