import t from 'tap'
import type { TSchema } from '@sinclair/typebox'
import { runs } from '../effort.ts'
import { open } from '../harness.ts'
import { accessplanitProbed, asTheyCome, faultOf, probesFor, send } from './accessplanit.ts'
import { isKnown } from './known.ts'
import { tellings } from './outcome.ts'

const share = Math.min(1, runs(100) / 100)
const some = <Item>(items: readonly Item[]): Item[] => items.filter((_, n) => Math.floor((n + 1) * share) > Math.floor(n * share))

/** Of the members of version 2 that are stored as they come and are of one type, a few; all of them in CI. */
function membersOf (form: TSchema): Array<[name: string, schema: TSchema]> {
  const seen: Record<string, number> = {}
  return Object.entries(form.properties as Record<string, TSchema>).filter(([name, { description: _, ...schema }]) => {
    if (!asTheyCome.has(name) || runs(1) > 1) return true
    const kind = JSON.stringify(schema)
    seen[kind] = (seen[kind] ?? 0) + 1
    return seen[kind] <= 2
  })
}

t.test('Nothing that is sent for a member of accessplanit changes or gets lost in silence', async t => {
  t.setTimeout(300_000)
  const client = await open(t, { fixture: 'demo' })
  await client.v2('POST', 'Webhook', { Module: 'User', Url: 'http://127.0.0.1:9/', Enabled: false })
  for (const base of accessplanitProbed()) {
    const { url, method, body, form } = base
    const first = await send(client, base, body)
    t.ok(first.status < 300, `${method} ${url}: the request to start from is accepted, ${first.text}`)
    t.strictSame(await tellings(client, first), [], 'and nothing is told of it')
    for (const [name, schema] of membersOf(form)) {
      for (const probe of some(probesFor(schema, name, body[name]))) {
        const fault = await faultOf(client, await send(client, base, { ...body, [name]: probe.value }), name, probe, schema)
        if (!fault || isKnown(`${method} ${url} ${name}`, probe.kind, probe.value)) continue
        t.fail(`${method} ${url} ${name}, ${probe.kind}: ${JSON.stringify(probe.value)?.slice(0, 60)} is ${fault}`.slice(0, 260))
      }
    }
  }
})
