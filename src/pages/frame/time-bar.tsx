import { useState } from 'preact/hooks'
import { dayInWords, timeInWords } from './dates.ts'
import { Dialog } from './dialog.tsx'
import { toCome } from './moments.ts'
import { index, isFrozen, moveClock, nextMoment, now, reset, today } from './state.ts'

const advance = (body: object) => moveClock('POST', '/clock/advance', body)

const freezeOrNot = () => moveClock('PUT', '/clock', { mode: isFrozen.value ? 'offset' : 'frozen' })

/** What time it is in the sandbox, and what can be done about it. */
export function TimeBar () {
  return (
    <section class='time-bar' aria-label='The sandbox and its time'>
      <Time />
      <div class='controls'>
        <button type='button' onClick={freezeOrNot}>{isFrozen.value ? 'Let it run' : 'Freeze'}</button>
        <button type='button' onClick={() => advance({ by: 'P1D' })}>One day</button>
        <button type='button' onClick={() => advance({ by: 'P7D' })}>One week</button>
        <NextMoment />
        <Reset />
      </div>
    </section>
  )
}

function Time () {
  if (now.value === undefined) return <p class='time'>…</p>
  return (
    <p class='time'>
      <strong>{dayInWords(now.value)}</strong>
      <span class='digits'>{timeInWords(now.value)}</span>
      <span class={isFrozen.value ? 'badge frozen' : 'badge'}>{isFrozen.value ? 'frozen' : 'running'}</span>
      <span class='hidden'>in New Zealand, on the clock of sandbox {index.value?.sandbox}</span>
    </p>
  )
}

function NextMoment () {
  const moment = nextMoment.value
  if (!moment) return <span class='next faint'>Nothing falls due within a year.</span>
  return (
    <button type='button' class='next' title={moment.does} onClick={() => advance({ toEvent: moment.name })}>
      Next moment <span class='says'>{toCome(moment, today.value)}</span>
    </button>
  )
}

function Reset () {
  const [isAsking, setAsking] = useState(false)
  const go = async () => {
    setAsking(false)
    await reset()
  }
  return (
    <>
      <button type='button' class='danger' onClick={() => setAsking(true)}>Reset…</button>
      {isAsking && (
        <Dialog title={`Reset the sandbox “${index.value?.sandbox}”?`} onClose={() => setAsking(false)}>
          <p>Its data and its clock go back to the start, and the list of requests is emptied. What was sent to it is lost.</p>
          <div class='actions'>
            <button type='button' autofocus onClick={() => setAsking(false)}>Cancel</button>
            <button type='button' class='danger' onClick={go}>Reset</button>
          </div>
        </Dialog>
      )}
    </>
  )
}
