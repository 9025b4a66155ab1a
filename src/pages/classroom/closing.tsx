import { useState } from 'preact/hooks'
import { linkTo } from '../frame/address.ts'
import { ask, send } from '../frame/ask.ts'
import { Dialog } from '../frame/dialog.tsx'
import { complain, say } from '../frame/state.ts'
import type { Class } from './replies.ts'

/** Saves what a class has come to, and closes it. */
export function Closing ({ of: { id, name } }: { of: Class }) {
  const [isAsking, setAsking] = useState(false)
  const close = async () => {
    setAsking(false)
    try {
      await ask('DELETE', `/classes/${encodeURIComponent(id)}`)
      say(`The class ${name} is closed.`)
      location.hash = linkTo('class')
    } catch (error) {
      complain(error)
    }
  }
  return (
    <div class='closing'>
      <button type='button' onClick={() => save(id, 'csv')}>Results as CSV</button>
      <button type='button' onClick={() => save(id, 'json')}>Results as JSON</button>
      <button type='button' class='danger' onClick={() => setAsking(true)}>Close the class…</button>
      {isAsking && (
        <Dialog title={`Close the class “${name}”?`} onClose={() => setAsking(false)}>
          <p>Its sandboxes go, and its codes open nothing any more. Save the results before.</p>
          <div class='actions'>
            <button type='button' autofocus onClick={() => setAsking(false)}>Leave it open</button>
            <button type='button' class='danger' onClick={close}>Close it</button>
          </div>
        </Dialog>
      )}
    </div>
  )
}

/** A plain link could not show the token. */
async function save (id: string, format: 'csv' | 'json'): Promise<void> {
  try {
    const response = await send(`/classes/${encodeURIComponent(id)}/results?format=${format}`)
    const link = document.createElement('a')
    link.href = URL.createObjectURL(await response.blob())
    link.download = `${id}.${format}`
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
    say(`The results are in ${link.download}.`)
  } catch (error) {
    complain(error)
  }
}
