import { useEffect, useState } from 'preact/hooks'
import { ask } from '../frame/ask.ts'
import { counted } from '../frame/dates.ts'
import { Dialog } from '../frame/dialog.tsx'
import { complain } from '../frame/state.ts'
import { act, actions, faultNamed, type Action } from './acting.ts'
import type { Seat } from './replies.ts'

interface Preset { readonly name: string, readonly does: string }

/** What is done for all seats, or for those that are chosen. */
export function BoardActions ({ seats, isAll, lookAgain }: { seats: readonly Seat[], isAll: boolean, lookAgain: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const go = (action: Action) => { act(seats, lookAgain, action).catch(complain) }
  const whom = isAll ? `all ${counted(seats.length, 'seat')}` : `${counted(seats.length, 'seat')} chosen`
  const reset = () => {
    setAsking(false)
    go(actions.reset)
  }
  return (
    <section class='board-actions' aria-label={`For ${whom}`}>
      <p><b>For {whom}</b> {isAll && <span class='faint'>or choose some</span>}</p>
      <button type='button' onClick={() => go(actions.day)}>One day</button>
      <button type='button' onClick={() => go(actions.week)}>One week</button>
      <FaultChoice go={go} />
      <button type='button' class='danger' onClick={() => setAsking(true)}>Reset…</button>
      {isAsking && (
        <Dialog title={`Reset ${whom}?`} onClose={() => setAsking(false)}>
          <p>Data and clock go back to the start, and the list of requests is emptied. Tasks that were done stay done.</p>
          <div class='actions'>
            <button type='button' autofocus onClick={() => setAsking(false)}>Cancel</button>
            <button type='button' class='danger' onClick={reset}>Reset</button>
          </div>
        </Dialog>
      )}
    </section>
  )
}

function FaultChoice ({ go }: { go: (action: Action) => void }) {
  const [presets, setPresets] = useState<readonly Preset[]>([])
  const [name, setName] = useState('unavailable')
  useEffect(() => { ask<{ scenarios: readonly Preset[] }>('GET', '/faults').then(it => setPresets(it.scenarios), complain) }, [])
  const inject = () => faultNamed(name).then(go, complain)
  return (
    <div class='fault-choice'>
      <label class='hidden' for='fault'>A fault for every request</label>
      <select id='fault' value={name} onChange={event => setName(event.currentTarget.value)}>
        {presets.map(({ name, does }) => <option key={name} value={name}>{name}: {does}</option>)}
      </select>
      <button type='button' onClick={inject}>Add the fault</button>
      <button type='button' onClick={() => go(actions.mend)}>No faults</button>
    </div>
  )
}
