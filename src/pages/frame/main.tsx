import { render } from 'preact'
import { pageOf } from './address.ts'
import { ask, isTrainee } from './ask.ts'
import { Frame } from './frame.tsx'
import { listen } from './listening.ts'
import { complain, readAll } from './state.ts'

render(<Frame />, document.body)
begin().catch(complain)

/** A trainee is nowhere but at their own seat. */
async function begin (): Promise<void> {
  if (isTrainee()) {
    const own = pageOf((await ask<{ sandbox: string }>('GET', '/seat')).sandbox)
    if (own.pathname !== location.pathname) return location.replace(`${own.href}#/seat`)
  }
  listen()
  await readAll()
}
