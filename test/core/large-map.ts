import t from 'tap'
import { createLargeMap } from '../../src/core/large-map.ts'

t.test('A large map has what a Map has', t => {
  const [large, plain] = [createLargeMap<number>(), new Map<string, number>()]
  const many = Array.from({ length: 20_000 }, (_, n) => `[9001,"L${n % 15_000}"]`)
  const keys = ['', 'a', '__proto__', 'constructor', '[1,"ā\ud83d\ude00"]', ...many]
  for (const [n, key] of keys.entries()) {
    large.set(key, n)
    plain.set(key, n)
  }
  t.ok([...plain].every(([key, value]) => large.get(key) === value && large.has(key)))
  t.notOk(large.has('[9001,"L15000"]'))
  t.equal(large.get('b'), undefined)
  t.end()
})
