import { useEffect, useRef } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { complain, say } from '../frame/state.ts'
import { Source } from '../watch/source.tsx'
import { ExampleOf } from './example.tsx'
import type { Mode, Reading, Rule, Served } from './replies.ts'

interface Props { rule: Rule, operations: readonly Served[], readings: readonly Reading[], change: (changed: Rule) => void }

/** A rule: what it says, where it is known from, what it bears on, what it does here, and what it looks like. */
export function RuleShown ({ rule, operations, readings, change }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => { heading.current?.focus() }, [])
  const bearing = readings.filter(({ id }) => rule.readings.includes(id))
  return (
    <article class='card one' aria-labelledby='rule' onKeyDown={event => { if (event.key === 'Escape') location.hash = linkTo('rules') }}>
      <p class='explanation-head faint'><code>{rule.id}</code><a href={linkTo('rules')}>Close</a></p>
      <h2 id='rule' tabIndex={-1} ref={heading}>{rule.statement}</h2>
      <Source basis={rule.basis} />
      <ModeOf rule={rule} change={change} />
      <dl class='facts'>
        <dt>Is about</dt><dd><code>{rule.field}</code>{rule.code !== null && <> · code <code>{rule.code}</code></>}</dd>
        <dt>Applies to</dt><dd><Operations ids={rule.operations} operations={operations} /></dd>
        {bearing.length > 0 && <><dt>Readings that affect it</dt><dd><Readings readings={bearing} /></dd></>}
      </dl>
      <ExampleOf rule={rule} readings={bearing} />
    </article>
  )
}

const deeds: Readonly<Record<Mode, string>> = { enforce: 'refuse', warn: 'only warn', off: 'not be judged' }

function ModeOf ({ rule: { id, mode, usualMode, modeReason }, change }: Pick<Props, 'rule' | 'change'>) {
  const set = async (wanted: string) => {
    try {
      const changed = await ask<Rule>('PATCH', `/rules/${encodeURIComponent(id)}`, { mode: wanted === usualMode ? 'usual' : wanted })
      change(changed)
      say(`The rule is to ${deeds[changed.mode]} in this sandbox${changed.mode === usualMode ? ', as usual' : ''}.`)
    } catch (error) {
      complain(error)
    }
  }
  return (
    <div class='mode'>
      <label for='mode'>In this sandbox it is to</label>
      <select id='mode' value={mode} onChange={event => { set(event.currentTarget.value) }}>
        {Object.entries(deeds).map(([name, deed]) => <option key={name} value={name}>{deed}{name === usualMode && ' (usual)'}</option>)}
      </select>
      {modeReason !== null && <p class='faint'>Why usually so: {modeReason}</p>}
    </div>
  )
}

/** A rule of who may call is held against all that an API has. */
const mostListed = 6

function Operations ({ ids, operations }: { ids: readonly string[], operations: readonly Served[] }) {
  const summaryOf = (id: string) => operations.find(it => it.operationId === id || it.ours === id)?.summary ?? id
  const list = (some: readonly string[]) =>
    <ul>{some.map(id => <li key={id}>{summaryOf(id)} <code class='faint'>{id}</code></li>)}</ul>
  if (ids.length <= mostListed) return list(ids)
  return <details><summary>{ids.length} operations</summary>{list(ids)}</details>
}

const Readings = ({ readings }: { readings: readonly Reading[] }) => (
  <ul>
    {readings.map(({ id, sentence, inForce }) => <li key={id}><a href={linkTo('readings', id)}>{sentence}</a>: <b>{inForce}</b></li>)}
  </ul>
)
