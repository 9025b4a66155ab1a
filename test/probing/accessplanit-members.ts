import t from 'tap'
import type { TSchema } from '@sinclair/typebox'
import { runs } from '../effort.ts'
import { open } from '../harness.ts'
import { accessplanitProbed, asTheyCome, faultOf, probesFor, send } from './accessplanit.ts'
import { isKnown } from './known.ts'
import { tellings } from './outcome.ts'
import { formOf, turns } from './share.ts'

/** Of the members of version 2 that are stored as they come and are of one form, a few; all of them in CI. */
function membersOf (form: TSchema): Array<[name: string, schema: TSchema]> {
  const met: Record<string, number> = {}
  return Object.entries(form.properties as Record<string, TSchema>).filter(([name, schema]) => {
    const isOften = asTheyCome.has(name) && runs(1) <= 1
    return !isOften || (met[formOf(schema)] = (met[formOf(schema)] ?? 0) + 1) <= 2
  })
}

t.test('Nothing that is sent for a member of accessplanit changes or gets lost in silence', async t => {
  t.setTimeout(300_000)
  const client = await open(t, { fixture: 'demo' })
  await client.v2('POST', 'Webhook', { Module: 'User', Url: 'http://127.0.0.1:9/', Enabled: false })
  const inTurn = turns()
  for (const base of accessplanitProbed()) {
    const { url, method, body, form, version } = base
    const first = await send(client, base, body)
    t.ok(first.status < 300, `${method} ${url}: the request to start from is accepted, ${first.text}`)
    t.strictSame(await tellings(client, first), [], 'and nothing is told of it')
    for (const [name, schema] of membersOf(form)) {
      for (const probe of inTurn(`${version} ${method} ${formOf(schema)}`, probesFor(schema, name, body[name]))) {
        const fault = await faultOf(client, await send(client, base, { ...body, [name]: probe.value }), name, probe, schema)
        if (!fault || isKnown(`${method} ${url} ${name}`, probe.kind, probe.value)) continue
        t.fail(`${method} ${url} ${name}, ${probe.kind}: ${JSON.stringify(probe.value)?.slice(0, 60)} is ${fault}`.slice(0, 260))
      }
    }
  }
})
