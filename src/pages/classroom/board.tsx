import { useEffect, useState } from 'preact/hooks'
import { linkTo, server } from '../frame/address.ts'
import { Copy } from '../frame/copy.tsx'
import { counted } from '../frame/dates.ts'
import { BoardActions } from './board-actions.tsx'
import { Closing } from './closing.tsx'
import { follow } from './following.ts'
import type { Class } from './replies.ts'
import { SeatRow } from './seat-row.tsx'

/** All seats of a class as they are now, and what can be done with them. */
export function Board ({ id }: { id: string }) {
  const [following] = useState(() => follow(id))
  useEffect(() => following.stop, [])
  const { shown, failure } = following
  if (failure.value !== '') {
    return <><h1>Class</h1><p class='callout'>{failure.value}</p><p><a href={linkTo('class')}>All classes</a></p></>
  }
  if (!shown.value) return <><h1>Class</h1><p class='faint'>One moment …</p></>
  return <Shown of={shown.value} lookAgain={following.lookAgain} />
}

function Shown ({ of, lookAgain }: { of: Class, lookAgain: () => void }) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const { name, seats, tasks } = of
  const choose = (number: number, isChosen: boolean) => {
    const next = new Set(chosen)
    if (isChosen) next.add(number)
    else next.delete(number)
    setChosen(next)
  }
  return (
    <>
      <Head of={of} />
      <BoardActions
        seats={chosen.size > 0 ? seats.filter(({ number }) => chosen.has(number)) : seats} isAll={chosen.size === 0} lookAgain={lookAgain}
      />
      <table class='board'>
        <caption class='hidden'>The seats of {name}</caption>
        <thead>
          <tr>
            <th scope='col'>Seat</th><th scope='col'>Code</th><th scope='col'>Task</th><th scope='col'>Last request</th>
            <th scope='col'>Last refusal</th><th scope='col'>Day</th><th scope='col'><span class='hidden'>Look on</span></th>
          </tr>
        </thead>
        <tbody>
          {seats.map(seat => (
            <SeatRow key={seat.number} seat={seat} tasks={tasks} isChosen={chosen.has(seat.number)} choose={choose} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function Head ({ of }: { of: Class }) {
  const { name, seats, tasks } = of
  const entrance = new URL('#/seat', server).href
  const done = seats.filter(({ atHand }) => atHand === null).length
  return (
    <div class='board-head'>
      <div>
        <h1>{name}</h1>
        <p class='faint'>
          {counted(seats.length, 'seat')}, {counted(tasks.length, 'task')}.
          {tasks.length > 0 && ` ${done} of ${seats.length} ${done === 1 ? 'has' : 'have'} done all.`}
        </p>
      </div>
      <p class='entrance'>
        Trainees come in at <code>{entrance}</code> <Copy text={entrance} named='the address for trainees' />
      </p>
      <Closing of={of} />
    </div>
  )
}
