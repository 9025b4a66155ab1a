import { useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask } from '../frame/ask.ts'
import { complain } from '../frame/state.ts'
import { Line } from '../demos/text.tsx'
import type { Class, TaskList } from './replies.ts'

/** Opens a class. */
export function OpenForm ({ tasks }: Pick<TaskList, 'tasks'>) {
  const [isBusy, setBusy] = useState(false)
  const open = async (event: SubmitEvent) => {
    event.preventDefault()
    if (isBusy) return
    setBusy(true)
    try {
      const { id } = await ask<Class>('POST', '/classes', bodyOf(new FormData(event.target as HTMLFormElement)))
      location.hash = linkTo('class', id)
    } catch (error) {
      complain(error)
    }
    setBusy(false)
  }
  return (
    <form class='card open-class' onSubmit={open} aria-labelledby='open-class'>
      <h2 id='open-class'>Open a class</h2>
      <div class='fields'>
        <p><label for='class-name'>Name</label><input id='class-name' name='name' required maxLength={80} placeholder='Monday' /></p>
        <p>
          <label for='class-seats'>Seats</label>
          <input id='class-seats' name='seats' type='number' min={1} defaultValue='12' required />
        </p>
      </div>
      <fieldset>
        <legend>Tasks, in this order</legend>
        {tasks.map(({ id, title, about, isOwn }) => (
          <label key={id} class='choice'>
            <input type='checkbox' name='tasks' value={id} defaultChecked={!isOwn} />
            <span><b>{title}</b>{isOwn && <span class='badge'>yours</span>} <span class='faint'><Line text={about} /></span></span>
          </label>
        ))}
      </fieldset>
      <Beginning />
      <button type='submit' class='primary' aria-disabled={isBusy}>Open the class</button>
    </form>
  )
}

const Beginning = () => (
  <details>
    <summary>What each sandbox begins with</summary>
    <p class='faint'>Left empty, it is what the tasks want: those that come with it are laid for Monday, 2 March 2026.</p>
    <div class='fields'>
      <p><label for='class-fixture'>Fixture</label><input id='class-fixture' name='fixture' placeholder='demo' /></p>
      <p>
        <label for='class-clock'>Clock, which stands still</label>
        <input id='class-clock' name='clock' type='datetime-local' />
      </p>
    </div>
  </details>
)

function bodyOf (form: FormData): object {
  const text = (name: string) => String(form.get(name) ?? '').trim()
  return {
    name: text('name'),
    seats: Number(text('seats')),
    tasks: form.getAll('tasks').map(String),
    ...text('fixture') !== '' && { fixture: text('fixture') },
    ...text('clock') !== '' && { clock: { mode: 'frozen', now: text('clock') } }
  }
}
