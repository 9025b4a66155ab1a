import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hostile } from './hostile.ts'
import type { Watched } from './server.ts'

const json = { 'content-type': 'application/json' }

/** As many as one may well have, and as the largest have. */
const [users, most] = [20_000, 100_000]

let count = 0

/** On another day each time, so that the fixture is laid out anew. */
const anotherDay = (mode = 'frozen') => ({ mode, now: `${new Date(Date.UTC(2027, 0, ++count)).toISOString().slice(0, 10)}T09:00` })

/** A fixture of many users, which goes with this process; `about` is what each is said to be. */
function largeFixture (users: number, about = 'One of many'): string {
  const folder = mkdtempSync(join(tmpdir(), 'tms-sandbox-large-'))
  process.once('exit', () => { rmSync(folder, { recursive: true, force: true }) })
  writeFileSync(join(folder, 'fixture.json'), JSON.stringify({ about: 'Many users', extends: 'demo' }))
  writeFileSync(join(folder, 'accessplanit-users.json'), JSON.stringify(Array.from({ length: users }, (_, n) => ({
    id: String(100_000 + n), forenames: 'Kiri', surname: `Walker ${n}`, email: `kiri${n}@example.org`, about
  }))))
  return folder
}

/** What is laid out of a large fixture. */
export function ofLargeFixture (): Hostile[] {
  const [fixture, largest, ofTheMoment] = [largeFixture(users), largeFixture(most), largeFixture(users, 'now')]
  const post = (path: string, body: object) => ({ method: 'POST', path, headers: json, body: JSON.stringify(body) })
  async function onAnotherDay (server: Watched): Promise<object> {
    await server.send(post('/__admin/sandboxes', { id: 'of-many', fixture }))
    await server.ask('PUT', '/sandboxes/of-many/__admin/clock', anotherDay())
    return {}
  }
  return [
    {
      name: `A new sandbox of ${most} users on another day`,
      status: 201,
      sent: () => post('/__admin/sandboxes', { id: `largest-${count}`, fixture: largest, clock: anotherDay() })
    },
    {
      name: `A new sandbox of ${users} users on another day`,
      status: 201,
      sent: () => post('/__admin/sandboxes', { id: `many-${count}`, fixture, clock: anotherDay() })
    },
    {
      name: `A reset to ${users} users on another day`,
      status: 200,
      sent: post('/sandboxes/of-many/__admin/reset', { scope: ['data'] }),
      prepare: onAnotherDay
    },
    {
      name: `A class whose seats have ${users} users each`,
      status: 201,
      sent: () => post('/__admin/classes', { name: `Many ${count}`, seats: 5, fixture, clock: anotherDay() })
    },
    {
      name: `A class whose seats have ${users} users of the very moment each`,
      status: 201,
      sent: () => post('/__admin/classes', { name: `Many ${count}`, seats: 5, fixture: ofTheMoment, clock: anotherDay('offset') })
    }
  ]
}
