import BetterSqlite from 'better-sqlite3'
import { loadSource } from './source.js'

/**
 * What is done to sandboxes of the demo fixture, in milliseconds each, by turns with opening a copy of the same image, which is the least
 * that any of it could take.
 */
export async function measureOperations (rounds) {
  const { contents, findFixture, openSandboxes } = await loadSource()
  const sandboxes = openSandboxes(
    { fixture: findFixture('demo'), clock: { mode: 'frozen', at: Date.parse('2026-03-02T09:00+13:00') }, mostAwake: 10_000 }, contents
  )
  const sandbox = sandboxes.create('measured')
  const learners = ({ db }) => db.prepare('SELECT count(*) FROM learner').pluck().get()
  const expected = learners(sandbox)
  const image = sandbox.store.image()
  let created = 0

  const copy = () => {
    const db = new BetterSqlite(Buffer.from(image))
    db.prepare('SELECT count(*) FROM learner').pluck().get()
    db.close()
  }
  const change = (it) => {
    it.store.transact(() => it.db.exec('DELETE FROM visit; UPDATE learner SET eid = eid'))
    return it
  }
  const ways = {
    'a new sandbox': { work: () => sandboxes.create(`s${++created}`), after: () => sandboxes.delete(`s${created}`) },
    reset: {
      before: () => change(sandboxes.find('measured')),
      work: async () => { await sandboxes.find('measured').reset(); return sandboxes.find('measured') }
    },
    restore: {
      before: () => change(sandboxes.find('measured')),
      work: () => { sandboxes.find('measured').restore(image); return sandboxes.find('measured') }
    },
    wake: { before: () => { change(sandboxes.find('measured')); sandboxes.sleep('measured') }, work: () => sandboxes.find('measured') }
  }
  const measured = []
  for (const [title, { before, work, after }] of Object.entries(ways)) {
    const all = []
    for (let round = 0; round < rounds + 5; round++) {
      before?.()
      const [time, it] = await timed(work)
      if (learners(it) !== expected) throw new Error(`${title} gives ${learners(it)} learners, not ${expected}`)
      after?.()
      const [least] = await timed(copy)
      if (round >= 5) all.push({ sandbox: { milliseconds: time }, copy: { milliseconds: least } })
    }
    measured.push({ title, rounds: all })
  }
  return measured
}

async function timed (work) {
  const before = performance.now()
  const result = await work()
  return [performance.now() - before, result]
}
