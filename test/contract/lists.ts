import t from 'tap'
import { listUnder } from '../../src/contract/edge/listed.ts'
import { createShapes } from '../../src/contract/edge/shapes.ts'
import type { OperationMatch } from '../../src/contract/match.ts'
import type { OfficialOperation } from '../../src/contract/official.ts'

/** A member of ours, its place in a contract, and what values are called there. */
type Pairs = ReadonlyArray<readonly [ours: string, official: string, values?: ReadonlyArray<readonly [string, string]>]>

const records = Array.from({ length: 40 }, (_, n) => ({
  id: String(n),
  name: n % 3 ? `"name": ${n}` : null,
  status: n % 2 ? 'Open' : 'Shut',
  dates: Array.from({ length: n % 4 }, (_, m) => ({ day: m }))
}))

const members: Pairs = [['id', 'Key'], ['name', 'place.called'], ['status', 'State', [['Open', 'OPEN']]], ['dates[].day', 'days[].on']]

const within = (ours: string, official: string): Pairs => members.map(([a, b, values]) => [`${ours}.${a}`, `${official}.${b}`, values])

const count: Pairs = [['count', 'total']]

/** How a contract may have a list of ours, and whether its items are together there. */
const cases: ReadonlyArray<readonly [name: string, before: string, after: string, pairs: Pairs, isTogether: boolean]> = [
  ['a list', '[', ']', within('[]', '[]'), true],
  ['a list that is in something', '[', ']', within('[]', 'page.items[]'), true],
  ['a list in an object', '{"count":40,"results":[', ']}', [...count, ...within('results[]', 'records[]')], true],
  ['one that is deeper in', '{"count":40,"results":[', ']}', [['count', 'data.count'], ...within('results[]', 'data.page.items[]')], true],
  ['one that was in something', '{"results":[', ']}', within('results[]', '[]'), true],
  ['a list that is spread over two', '{"results":[', ']}', [['results[].id', 'ids[].id'], ['results[].name', 'names[].name']], false],
  ['the first of a list', '{"results":[', ']}', [['results[].id', 'id']], false],
  ['something else in the list', '{"count":40,"results":[', ']}', [['results[].id', 'items[].id'], ['count', 'items[].count']], false],
  ['no list', '{"count":40,"results":[', ']}', count, false]
]

const shapesOf = (pairs: Pairs) => createShapes(
  { replies: { 200: { schema: { type: 'object' } } } } as unknown as OfficialOperation,
  {
    reply: pairs.map(([ours, official, pairs]) => ({ ours, official, isUsed: true, values: pairs && { pairs } }))
  } as unknown as OperationMatch
)

for (const items of [[], records.slice(0, 1), records]) {
  for (const [name, before, after, pairs, isTogether] of cases) {
    t.test(`${items.length} items: ${name}`, async t => {
      const shapes = shapesOf(pairs)
      const texts = items.map(it => JSON.stringify(it))
      const translate = (reply: unknown) => shapes.toOfficial()(reply).value
      const atOneGo = JSON.stringify(translate(JSON.parse(before + texts.join() + after)))
      const made = listUnder(shapes, translate, { before, items: texts, after })
      t.equal(made.before + [...made.items].join() + made.after, atOneGo)
      t.equal([...made.items].length, isTogether ? items.length : 0)
    })
  }
}
