import { useEffect, useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { counted } from '../frame/dates.ts'
import { complain } from '../frame/state.ts'
import { Line } from '../demos/text.tsx'
import { Board } from './board.tsx'
import { OpenForm } from './open-form.tsx'
import type { ClassSummary, TaskList } from './replies.ts'

/** What a trainer does with classes: opens one, or looks at the board of one. */
export const Classes = ({ rest: [id] }: { rest: readonly string[] }) => id === undefined ? <List /> : <Board key={id} id={id} />

function List () {
  const [classes, setClasses] = useState<readonly ClassSummary[]>()
  const [known, setKnown] = useState<TaskList>()
  useEffect(() => {
    ask<{ classes: readonly ClassSummary[] }>('GET', '/classes').then(it => setClasses(it.classes), complain)
    ask<TaskList>('GET', '/tasks').then(setKnown, complain)
  }, [])
  if (!classes || !known) return <><h1>Class</h1><p class='faint'>One moment …</p></>
  return (
    <>
      <h1>Class</h1>
      <p class='lead'>
        Everybody in a class has a seat: a sandbox of their own, with tasks that tick themselves off. They come in with a code, in a
        browser, or point their TMS at it; you see how far each has come.
      </p>
      {classes.length > 0 && (
        <section aria-labelledby='under-way'>
          <h2 id='under-way'>Under way</h2>
          <ul class='classes'>
            {classes.map(({ id, name, seats, openedAt }) => (
              <li key={id} class='card'>
                <a href={linkTo('class', id)}>{name}</a>
                <span class='faint'>{counted(seats, 'seat')}, opened at {openedAt.slice(11, 16)} on {openedAt.slice(0, 10)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {known.problems.length > 0 && (
        <section class='callout' aria-label='Files that are not tasks'>
          <ul>{known.problems.map(({ file, line, message }) => <li key={file}><code>{file}:{line}</code> <Line text={message} /></li>)}</ul>
        </section>
      )}
      <OpenForm tasks={known.tasks} />
    </>
  )
}
