import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import t from 'tap'
import { createKeptBytes } from '../../src/sandbox/kept-bytes.ts'
import { runs } from '../effort.ts'

const kib = 1024

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

function arrayBuffers (): number {
  // What one collection finds is let go of beside it; the next waits for that.
  for (let time = 0; time < 3; time++) collect()
  return process.memoryUsage().arrayBuffers
}

t.test('The last texts are there as they were put, whatever their lengths, up to the bytes that there are', t => {
  const lengths = fc.array(fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 30 * kib })), { minLength: 1, maxLength: 120 })
  fc.assert(fc.property(lengths, fc.integer({ min: 1, max: 20 }), fc.constantFrom(64, 128, 512), (all, most, limit) => {
    const kept = createKeptBytes(limit * kib, most)
    const put: Array<{ text: string, place: number, length: number }> = []
    for (const [n, length] of all.entries()) {
      const text = `${n}:${'ā'.repeat(length / 2)}`
      put.push({ text, ...kept.put(n % 2 === 0 ? text : Buffer.from(text)) })
      const latest = put.slice(-most)
      // What would need a block too many begins with one; what lies before that is lost.
      const isRoomForAll = latest.reduce((sum, it) => sum + it.length, 0) <= (limit - 32) * kib
      for (const it of latest) {
        const found = kept.textAt(it.place, it.length)
        if (found !== it.text && (isRoomForAll || found !== undefined)) return false
      }
    }
    return true
  }), { numRuns: runs(60) })
  t.end()
})

t.test('Texts that are let go of make room for others, which take no more', t => {
  const before = process.memoryUsage().arrayBuffers
  const kept = createKeptBytes(64 * 1024 * kib, 100)
  let last = { place: 0, length: 0 }
  for (let n = 0; n < 20_000; n++) last = kept.put('x'.repeat(1000))
  t.equal(kept.textAt(last.place, last.length), 'x'.repeat(1000))
  t.ok(process.memoryUsage().arrayBuffers - before < 1024 * kib, 'a hundred of 1,000 bytes take no 20 MB')
  t.equal(kept.textAt(0, 1000), undefined, 'the first is long gone')
  t.end()
})

t.test('However long the texts are, and however they come, the room is never more than they need', t => {
  const most = 500
  const kept = createKeptBytes(64 * 1024 * kib, most)
  const lengths: number[] = []
  const before = arrayBuffers()
  let needed = 0
  let last = { place: 0, length: 0 }
  for (let n = 0, seed = 1; n < 40 * most; n++) {
    seed = seed * 48_271 % 2_147_483_647
    lengths.push(seed % (20 * kib))
    last = kept.put('x'.repeat(lengths.at(-1)!))
    if (n % 100 === 0) needed = Math.max(needed, lengths.slice(-most).reduce((sum, it) => sum + it, 0))
  }
  const used = arrayBuffers() - before
  t.ok(used > needed / 2 && used < needed * 1.05 + 64 * kib, `${used} bytes for at most ${needed}`)
  t.equal(kept.textAt(last.place, last.length)?.length, last.length)
  t.end()
})

t.test('A text that is larger than all that is kept is not', t => {
  const kept = createKeptBytes(64 * kib, 10)
  const small = kept.put('small')
  const large = kept.put('x'.repeat(65 * kib))
  t.equal(kept.textAt(large.place, large.length), undefined)
  t.equal(kept.textAt(small.place, small.length), 'small')
  t.end()
})
