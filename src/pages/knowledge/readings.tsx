import { useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { counted } from '../frame/dates.ts'
import { apis, complain, say } from '../frame/state.ts'
import { Source } from '../watch/source.tsx'
import { Choice, Search } from './choice.tsx'
import { useRead } from './read.ts'
import { RuleLinks } from './rule-links.tsx'
import type { Reading } from './replies.ts'

/** The sentences that can be understood in more than one way, and how this sandbox understands them. */
export function Readings ({ rest: [id] }: { rest: readonly string[] }) {
  const [readings, setReadings] = useRead(() => ask<readonly Reading[]>('GET', '/readings'))
  if (!readings) return <><h1>Readings</h1><p class='faint'>One moment …</p></>
  const choose = async (id: string, choice: string) => {
    try {
      setReadings(await ask<readonly Reading[]>('PUT', '/readings', { [id]: choice }))
      say(`From now on “${choice}” is in force for ${id}.`)
    } catch (error) {
      complain(error)
    }
  }
  return id === undefined
    ? <All {...{ readings, choose }} />
    : <One reading={readings.find(it => it.id === id)} {...{ id, choose }} />
}

type Choose = (id: string, choice: string) => void

function All ({ readings, choose }: { readings: readonly Reading[], choose: Choose }) {
  const [text, search] = useState('')
  const [service, setService] = useState('')
  const [isOnlyChanged, setOnlyChanged] = useState(false)
  const titles = apis.value!.apis.map(({ name, title }) => [name, title] as const)
  const words = text.toLowerCase().split(/\s+/)
  const seen = readings.filter(it => (service === '' || it.service === service) && (!isOnlyChanged || it.inForce !== it.usual) &&
    words.every(word => [it.id, it.sentence, ...Object.values(it.choices), ...it.rules].join(' ').toLowerCase().includes(word)))
  return (
    <>
      <h1>Readings</h1>
      <p class='lead'>
        Some sentences of the published pages can be understood in more than one way. Each way is built here; the likelier one is in force
        until another is chosen, and what was decided before stays.
      </p>
      <form class='filters' aria-label='Filter the readings' onSubmit={event => event.preventDefault()}>
        <Search value={text} hint='words, or an id' search={search} />
        <Choice label='API' value={service} choices={titles} choose={setService} />
        <label class='choice'>
          <input type='checkbox' checked={isOnlyChanged} onChange={event => setOnlyChanged(event.currentTarget.checked)} />
          only those that are not as usual
        </label>
      </form>
      <p class='faint' role='status'>{counted(seen.length, 'reading')}</p>
      {titles.map(([name, title]) => {
        const own = seen.filter(it => it.service === name)
        return own.length > 0 && (
          <section key={name} aria-labelledby={`of-${name}`}>
            <h2 id={`of-${name}`}>{title}</h2>
            <div class='readings'>{own.map(reading => <ReadingShown key={reading.id} reading={reading} choose={choose} />)}</div>
          </section>
        )
      })}
    </>
  )
}

function One ({ reading, id, choose }: { reading: Reading | undefined, id: string, choose: Choose }) {
  if (!reading) {
    return (
      <>
        <h1>There is no such reading</h1>
        <p class='bad'>No reading “{id}” exists.</p>
        <p><a href={linkTo('readings')}>All readings</a></p>
      </>
    )
  }
  return (
    <>
      <h1>A reading</h1>
      <div class='readings single'><ReadingShown reading={reading} choose={choose} /></div>
      <p><a href={linkTo('readings')}>All readings</a></p>
    </>
  )
}

function ReadingShown ({ reading, choose }: { reading: Reading, choose: Choose }) {
  const { id, sentence, source, choices, usual, why, rules, bearsOn = [], inForce } = reading
  return (
    <article class='card reading' aria-labelledby={`reading-${id}`}>
      <h3 id={`reading-${id}`}>{sentence}</h3>
      <fieldset>
        <legend class='hidden'>How it is understood: {id}</legend>
        {Object.entries(choices).map(([choice, does]) => (
          <label key={choice} class={choice === inForce ? 'choice chosen' : 'choice'}>
            <input type='radio' name={id} value={choice} checked={choice === inForce} onChange={() => choose(id, choice)} />
            <span><b>{choice}</b>: {does} {choice === usual && <span class='badge'>usual</span>}</span>
          </label>
        ))}
      </fieldset>
      <p><span class='faint'>Why “{usual}” is the usual one:</span> {why}.</p>
      <Source basis={source} />
      <div class='faint'>
        <code>{id}</code>{bearsOn.length > 0 && <> · bears on {bearsOn.join(', ')}</>}
        {rules.length > 0 && <> · rules: <RuleLinks ids={rules} /></>}
      </div>
    </article>
  )
}
