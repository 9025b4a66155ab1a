import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import t from 'tap'
import { keptBytes } from '../../src/http/kept-bodies.ts'
import { mostBytes, mostEntries } from '../../src/sandbox/journal.ts'
import { isThorough } from '../effort.ts'
import { open, type Client } from '../harness.ts'
import { valid } from '../tec/work-based/bodies.ts'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Bytes of the heap that nobody lets go of. */
function heap (): number {
  for (let time = 0; time < 3; time++) collect()
  return process.memoryUsage().heapUsed
}

const name = (n: number, length: number): string => `${n}`.padEnd(length, 'x')
const whole = keptBytes - 100

/** Bodies of which a journal keeps the most for what they are, each other than the one before. */
const dear: Readonly<Record<string, (n: number) => unknown>> = {
  'one member with a long name': n => ({ [name(n, whole)]: 1 }),
  'many members': n => Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`m${n}x${i}`, 1])),
  'many lists': n => ({ [`m${n}`]: Array.from({ length: 5000 }, () => []) }),
  'many numbers': n => ({ [`m${n}`]: Array.from({ length: 7000 }, (_, i) => i / 10) }),
  'a long text': n => ({ [`m${n}`]: name(n, whole) }),
  'a text of letters that take two bytes': n => ({ [`m${n}`]: 'ā'.repeat(whole / 2 - 10) }),
  'what is wrong in many places': n => ({
    ...valid.learner(`L${n}`), demographics: Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`m${n}x${i}`, {}]))
  })
}

async function fill (client: Client, bodyOf: (n: number) => unknown): Promise<void> {
  for (let n = 0; n < mostEntries; n++) {
    const payload = JSON.stringify(bodyOf(n))
    await client.send({
      method: 'POST',
      url: `/work-submission-api/v1.0/learners?${name(n, 300)}=1`,
      headers: { authorization: 'Bearer demo-token-9001', eid: '9001', 'content-type': 'application/json', 'x-note': name(n, 2000) },
      payload
    })
  }
}

t.test('A journal takes no more of the heap than it may, whatever is sent', {
  skip: !isThorough && 'thousands of requests take a while'
}, async t => {
  const client = await open(t, { fixture: 'empty' })
  const { journal } = client.sandbox
  await fill(client, dear['a long text']!)
  for (const [kind, bodyOf] of Object.entries(dear)) {
    await fill(client, bodyOf)
    const [size, full] = [journal.size(), heap()]
    journal.clear()
    const taken = full - heap()
    t.ok(taken < 1.25 * mostBytes, `${kind}: ${Math.round(taken / 1024)} KiB, of ${size} requests`)
  }
})
