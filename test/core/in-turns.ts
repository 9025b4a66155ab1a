import { setImmediate as loop } from 'node:timers/promises'
import t from 'tap'
import { finish, finishInTurns, inTurns, nextTurn } from '../../src/core/in-turns.ts'

/** Steps that take longer than a turn. */
function * work (told: string[], name: string, steps: number): Generator<void, string> {
  for (let step = 1; step <= steps; step++) {
    const began = performance.now()
    while (performance.now() - began < 6);
    told.push(`${name}${step}`)
    yield
  }
  return name
}

t.test('However many work for long, one step is made in a turn of the event loop, each in its turn', async t => {
  const told: string[] = []
  const names = ['a', 'b', 'c']
  const all = Promise.all(names.map(name => finishInTurns(work(told, name, 3))))
  const stepsBy: number[] = []
  const isOver = () => told.length === 9
  const watch = (async () => { while (!isOver()) { await loop(); stepsBy.push(told.length) } })()
  t.same(await all, names)
  await watch
  t.same([...told].sort(), ['a1', 'a2', 'a3', 'b1', 'b2', 'b3', 'c1', 'c2', 'c3'])
  const made = stepsBy.map((steps, n) => steps - (stepsBy[n - 1] ?? 1))
  t.ok(made.every(steps => steps <= 1), `steps in each turn: ${made.join(', ')}`)
  t.ok(told.indexOf('c1') < told.indexOf('a3'), `none has to wait for another to be over: ${told.join(' ')}`)
})

t.test('Who comes while others wait goes behind them', async t => {
  const told: string[] = []
  const first = finishInTurns(work(told, 'a', 2))
  const second = (async () => { for await (const it of inTurns(['b1', 'b2'])) told.push(it) })()
  await Promise.all([first, second])
  t.same(told, ['a1', 'a2', 'b1', 'b2'])
  t.equal(finish(work(told, 'c', 1)), 'c')
  const order: number[] = []
  await Promise.all([1, 2, 3].map(async n => { await nextTurn(); order.push(n) }))
  t.same(order, [1, 2, 3])
})
