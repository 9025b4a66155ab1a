import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { finish } from '../../src/core/in-turns.ts'
import { readingRecords, recordsOf } from '../../src/sandbox/fixture-records.ts'
import { readJson } from '../../src/sandbox/fixtures.ts'

/** What reads records one at a time against what reads a file whole. */

type Read = { is: unknown } | { said: string }

function tried (read: () => unknown): Read {
  try {
    return { is: read() }
  } catch (error) {
    return { said: (error as Error).message }
  }
}

const oneByOne = (path: string): Read => tried(() => [...recordsOf(finish(readingRecords(path)), path)])

const texts = [
  '[]', ' [ ] \n', '[1]', '[1,2]', '\uFEFF[{"a":1}]', '[{"a":"}"}]', '[{"a":"\\""},{"b":"\\\\"}]', '[[1,[2]],{"a":[{"b":{}}]}]',
  '[ null , true\n,"x,y" ]', '["]"]', '["\\\\\\"]"]', '[-1.5e3,"\\u00e9"]', '[{"a":{"b":"[{,"}}]', `[${'['.repeat(500)}${']'.repeat(500)}]`,
  '', ' ', '[', ']', '[1', '[1,', '[1,]', '[,]', '[,1]', '[1,,2]', '[1 2]', '[1}', '[1]}', '[1],[2]', '[1] 2', '[{]', '[}', '[{"a":1]',
  '[{"a":1}}]', '{"a":1}', '5', '"x"', 'null', 'x', '[x]', '["a]', '["a\\"]', '[{"a":"\\ud800"}]', '[1e999]', '[{"a":1,"a":2}]',
  '[1]\u00a0', '[\u00a01]', '[tru]', '[1,{"a":}]', '// a\n[]', '[{"__proto__":{"a":1}}]'
]

t.test('Records that are read one at a time are those of the whole file, and what is broken is told of alike', t => {
  const path = join(t.testdir({}), 'records.json')
  for (const text of texts) {
    writeFileSync(path, text)
    const whole = tried(() => readJson(path))
    const found = oneByOne(path)
    if ('is' in whole && !Array.isArray(whole.is)) {
      t.same(found, { said: `${path}: must be an array of records, but is ${JSON.stringify(whole.is)}` }, text)
    } else t.strictSame(found, whole, text)
  }
  t.end()
})

t.test('What is no JSON is told of by line and column of its file', t => {
  const path = join(t.testdir({}), 'records.json')
  writeFileSync(path, '[\n  {"a": 1 "b"}\n]')
  t.match(oneByOne(path), { said: /records\.json: Expected ',' or '\}' after property value in JSON at position 12.*, which is line 2, column 11$/ })
  t.end()
})

t.test('Of a file that is too large to be read twice, the record is named that is broken', t => {
  const path = join(t.testdir({}), 'records.json')
  const many = Array.from({ length: 40_000 }, (_, n) => `{"name":"A record of many ${n}","with":["some","more"]}`).join(',')
  const cases: Array<[string | Buffer, RegExp | number]> = [
    [`[${many}]`, 40_000],
    [`[${many},{"a":1,"a":2}]`, /records\.json: \/40000\/a: it is written more than once/],
    [`[${many},{"a":"\\ud800"}]`, /records\.json: \/40000\/a: has half of a character/],
    [`[${many},{"a":1 "b"}]`, /records\.json: \/40000: Expected ',' or '\}' after property value in JSON$/],
    [`[${many},{"a":}]`, /records\.json: \/40000: .*JSON/],
    [`[${many}`, /records\.json: \/40000: the array of records does not end after it$/],
    [`[${many}}`, /records\.json: \/40000: the array of records does not end after it$/],
    [`[${many}] 5`, /records\.json: \/40000: something comes after the array of records$/],
    [`{"a":[${many}]}`, /records\.json: \/0: the file must be an array of records$/],
    [Buffer.concat([Buffer.from(`[${many},"`), Buffer.from([0xff]), Buffer.from('"]')]), /records\.json: \/40000: it is not UTF-8/]
  ]
  for (const [written, expected] of cases) {
    writeFileSync(path, written)
    const found = oneByOne(path)
    if (typeof expected === 'number') t.equal('is' in found && (found.is as unknown[]).length, expected)
    else t.match('said' in found && found.said, expected)
  }
  t.end()
})
