import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { counted } from '../frame/dates.ts'
import { apis, complain, say } from '../frame/state.ts'
import { Status } from '../frame/status.tsx'
import { useRead } from './read.ts'
import type { CoveredOperation, CoveredRule, Coverage as Covered } from './replies.ts'

const read = () => ask<Covered>('GET', '/rules/coverage?format=json')

/** What the requests so far have met: which operations, with which statuses, and which rules; what is missing first. */
export function Coverage () {
  const [covered, setCovered] = useRead(read)
  if (!covered) return <><h1>Coverage</h1><p class='faint'>One moment …</p></>
  const again = () => read().then(setCovered, complain)
  const clear = async () => {
    try {
      await ask('DELETE', '/rules/coverage')
      await again()
      say('The counts start again from zero.')
    } catch (error) {
      complain(error)
    }
  }
  const called = covered.operations.filter(wasCalled)
  return (
    <>
      <div class='titled'>
        <h1>Coverage</h1>
        <div class='controls'>
          <button type='button' onClick={again}>Look again</button>
          <button type='button' onClick={clear}>Reset the counts</button>
        </div>
      </div>
      <p class='lead'>
        A test that never breaks a rule does not know what its program does when the real service refuses. This is what was met since
        the counts were last reset; a reset of the sandbox does not change it.
      </p>
      <Summary covered={covered} called={called.length} />
      {called.length === 0
        ? <p>Nothing was asked yet. Run your tests against this sandbox, or <a href={linkTo()}>send a first call</a>.</p>
        : <Called operations={called} />}
      <NotCalled operations={covered.operations.filter(it => !wasCalled(it))} />
    </>
  )
}

const wasCalled = ({ statuses, rules }: CoveredOperation): boolean =>
  Object.keys(statuses).length > 0 || rules.some(({ passed, failed }) => passed + failed > 0)

function Summary ({ covered: { summary, operations }, called }: { covered: Covered, called: number }) {
  const { rules, failed, neverMet, percent } = summary
  const how = outcomesOf(summary)
  const passed = rules - failed - neverMet
  const says = `${failed} of ${rules} rules were broken, ${passed} always held, ${neverMet} were not met`
  return (
    <section class='card summary' aria-label='In short'>
      <p class='figures'>
        <span><b>{failed}</b> of {rules} rules were broken at least once ({percent} %)</span>
        <span><b>{called}</b> of {operations.length} operations were called</span>
      </p>
      <svg viewBox='0 0 100 3' preserveAspectRatio='none' role='img' aria-label={says}>
        <rect class='never' width='100' height='3' />
        <rect class='held' width={(failed + passed) / Math.max(1, rules) * 100} height='3' />
        <rect class='broken' width={failed / Math.max(1, rules) * 100} height='3' />
      </svg>
      <ul class='legend'>
        <li><i class='broken' /> broken at least once: {failed}{how.length > 0 && ` (${how.join(', ')})`}</li>
        <li><i class='held' /> met, and always held: {passed}</li>
        <li><i class='never' /> not met: {neverMet}</li>
      </ul>
    </section>
  )
}

/** What became of rules that were broken. */
const outcomesOf = ({ refused, warned, found }: Pick<CoveredRule, 'refused' | 'warned' | 'found'>): string[] =>
  Object.entries({ refused, warned, found }).filter(([, count]) => count > 0).map(([how, count]) => `${count} ${how}`)

/** How much of an operation's rules was never broken: what misses most stands first. */
const missing = ({ rules }: CoveredOperation): number => rules.filter(({ failed }) => failed === 0).length / Math.max(1, rules.length)

const titleOf = (service: string): string => apis.value!.apis.find(({ name }) => name === service)?.title ?? service

const Called = ({ operations }: { operations: readonly CoveredOperation[] }) => (
  <section aria-labelledby='called'>
    <h2 id='called'>Operations that were called</h2>
    {[...operations].sort((a, b) => missing(b) - missing(a)).map(it => <Operation key={it.operation} operation={it} />)}
  </section>
)

function Operation ({ operation: { service, operation, summary, statuses, rules } }: { operation: CoveredOperation }) {
  const broken = rules.filter(({ failed }) => failed > 0).length
  const sorted = [...rules].sort((a, b) => Number(a.failed > 0) - Number(b.failed > 0) || a.passed - b.passed)
  return (
    <details class='covered'>
      <summary>
        <span class='name'>{summary} <span class='faint'>{titleOf(service)}</span></span>
        <span class='statuses'>
          {Object.entries(statuses).map(([status, times]) => <span key={status}><Status status={Number(status)} /> × {times}</span>)}
        </span>
        <span class='squares' aria-hidden='true'>{rules.map(it => <i key={it.id} class={classOf(it)} />)}</span>
        <span class='count'>{broken} of {counted(rules.length, 'rule')} broken</span>
      </summary>
      <table>
        <caption class='hidden'>Rules of {operation}, and what they met</caption>
        <thead>
          <tr><th scope='col'>Rule</th><th scope='col'>Broken</th><th scope='col'>Held</th><th scope='col'>At its limit</th></tr>
        </thead>
        <tbody>{sorted.map(it => <Row key={it.id} rule={it} />)}</tbody>
      </table>
    </details>
  )
}

const classOf = ({ passed, failed, boundary }: CoveredRule): string =>
  `${failed > 0 ? 'broken' : passed > 0 ? 'held' : 'never'}${(boundary ?? 0) > 0 ? ' edge' : ''}`

const Row = ({ rule }: { rule: CoveredRule }) => (
  <tr>
    <th scope='row'><i class={classOf(rule)} /> {rule.statement} <a href={linkTo('rules', rule.id)}><code>{rule.id}</code></a></th>
    <td class={rule.failed === 0 ? 'none' : undefined}>{outcomesOf(rule).join(', ') || 'never'}</td>
    <td>{rule.passed || 'never'}</td>
    <td class={rule.boundary === 0 ? 'none' : undefined}>{rule.boundary === null ? '–' : rule.boundary || 'never'}</td>
  </tr>
)

function NotCalled ({ operations }: { operations: readonly CoveredOperation[] }) {
  const services = [...new Set(operations.map(({ service }) => service))]
  if (operations.length === 0) return null
  return (
    <section aria-labelledby='not-called'>
      <h2 id='not-called'>Operations that were not called</h2>
      {services.map(service => {
        const own = operations.filter(it => it.service === service)
        return (
          <details key={service} class='uncalled'>
            <summary>{titleOf(service)}: {own.length}</summary>
            <ul>
              {own.map(({ operation, summary, rules }) => (
                <li key={operation}>{summary} <span class='faint'>{counted(rules.length, 'rule')}</span></li>
              ))}
            </ul>
          </details>
        )
      })}
    </section>
  )
}
