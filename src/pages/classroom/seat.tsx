import { useEffect, useState } from 'preact/hooks'
import { ask, isTrainee, leaveSeat } from '../frame/ask.ts'
import { hear } from '../frame/listening.ts'
import { complain, say } from '../frame/state.ts'
import { Addresses } from './addresses.tsx'
import { Entrance } from './entrance.tsx'
import type { OwnSeat as Seat } from './replies.ts'
import { TaskShown } from './task.tsx'

/** A trainee's own place; who has no code yet is asked for it. */
export const OwnSeat = ({ rest: [why] }: { rest: readonly string[] }) => isTrainee() ? <Sitting /> : <Entrance isOver={why === 'over'} />

/** So long, in milliseconds, what happens is gathered before it is asked whether something is done. */
const patience = 300

function Sitting () {
  const [seat, setSeat] = useState<Seat>()
  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined
    const read = () => {
      waiting = undefined
      ask<Seat>('GET', '/seat').then(setSeat, complain)
    }
    const soon = () => { waiting ??= setTimeout(read, patience) }
    const stops = ['answered', 'reset', 'restored', 'clock-moved'].map(event => hear(event, soon))
    read()
    return () => {
      for (const stop of stops) stop()
      clearTimeout(waiting)
    }
  }, [])
  if (!seat) return <><h1>My seat</h1><p class='faint'>One moment …</p></>
  const done = seat.tasks.filter(({ doneAt }) => doneAt !== null).length
  return (
    <>
      <div class='seat-head'>
        <div>
          <h1>Seat {seat.number} of {seat.class}</h1>
          <p class='lead' role='status'>
            {seat.tasks.length === 0 ? 'This seat has no tasks.' : `${done} of ${seat.tasks.length} tasks done.`}
            {seat.tasks.length > 0 && done === seat.tasks.length && ' That is all of them.'}
          </p>
        </div>
        <Who seat={seat} setSeat={setSeat} />
      </div>
      <ol class='tasks'>
        {seat.tasks.map((task, n) => (
          <TaskShown key={task.id} n={n} task={task} sandbox={seat.sandbox} isAtHand={task.id === seat.atHand} />
        ))}
      </ol>
      <Addresses />
      <p><button type='button' class='quiet' onClick={() => leaveSeat()}>Leave this seat</button></p>
    </>
  )
}

function Who ({ seat: { who }, setSeat }: { seat: Seat, setSeat: (seat: Seat) => void }) {
  const save = async (event: SubmitEvent) => {
    event.preventDefault()
    try {
      const given = String(new FormData(event.target as HTMLFormElement).get('who')).trim()
      setSeat(await ask<Seat>('PUT', '/seat', { who: given === '' ? null : given }))
      say(given === '' ? 'You have no name here.' : `You are ${given} here.`)
    } catch (error) {
      complain(error)
    }
  }
  return (
    <form class='who' onSubmit={save}>
      <label for='who'>Your name, if you like</label>
      <div>
        <input id='who' name='who' defaultValue={who ?? ''} maxLength={80} autocomplete='name' /> <button type='submit'>Save</button>
      </div>
    </form>
  )
}
