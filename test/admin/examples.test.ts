import t from 'tap'
import type { Example } from '../../src/core/example.ts'
import { isOfRecords, sendingTo, succeeds, validateAfter } from '../examples.ts'
import { watch } from '../data.ts'
import { isThorough } from '../effort.ts'
import { open, type Reply } from '../harness.ts'
import '../accessplanit/said.ts'
import '../tec/said.ts'
import './rule-modes.ts'

// Nobody is registered, but where an example is about that.
const idsOf = (header: unknown, id: string): string[] =>
  (header === undefined ? [] : String(header).split(', ')).filter(it => it === id || it !== 'user.registered-first')

// There is one funding source, so another than that of the over-arching enrolment is also none.
const alsoBroken: Record<string, string[]> = { 'complex-enrolment.same-funding': ['enrolment.funding-source-type-code'] }

const days = [['empty', '2026-03-02T09:00'], ['demo', '2028-02-29T23:59'], ['empty', '2026-05-31T00:01']] as const

for (const [fixture, at] of days.slice(0, isThorough ? 3 : 2)) {
  t.test(`Each rule accepts its one example and is broken, alone, by the other (${fixture}, ${at})`, async t => {
    const client = await open(t, { fixture, at })
    const comparedBy = async (id: string, { headers }: Reply): Promise<object[]> => {
      const { body: why } = await client.admin('GET', `/requests/${headers['sandbox-request-id']}/explain`)
      return [why.refusedBy, why.warnedBy, why.held].flat().filter(({ rule }) => rule === id).map(({ compared }) => compared)
    }
    const rules = (await client.admin('GET', '/rules')).body as Array<{ id: string, code: string, mode: string }>
    t.ok(rules.some(isOfRecords) && !rules.every(isOfRecords))
    for (const rule of rules) {
      const { id, mode } = rule
      const send = sendingTo(client)
      const { status, body } = await client.admin('GET', `/rules/${id}/examples`)
      t.equal(status, 200, `${id} has examples`)
      const { given, accepted, broken } = body as Example
      for (const request of given) {
        const reply = await send(request)
        t.match(reply.status, succeeds, `${id}: ${request.method} ${request.path} ${reply.text}`)
      }
      if (isOfRecords(rule)) {
        t.same(await validateAfter(accepted, send), [], `${id} accepts`)
        const found = await validateAfter(broken, send)
        t.same(found.map(it => it.errorCode), [rule.code], `${id} is broken alone`)
        t.equal(found[0]!.errorType, mode === 'enforce' ? 'Error' : 'Warning')
        continue
      }
      const good = await send(accepted, true)
      t.match(good.status, succeeds, `${id} accepts: ${good.text}`)
      t.notOk(idsOf(good.headers['sandbox-warnings'], id).includes(id), `${id} does not warn`)

      const written = watch(client.sandbox)
      const bad = await send(broken, mode === 'warn')
      const [refused, warned] = [idsOf(bad.headers['sandbox-rules'], id), idsOf(bad.headers['sandbox-warnings'], id)]
      if (mode === 'enforce') {
        t.ok(bad.status >= 400, `${id} refuses`)
        t.same([refused, warned], [[...(alsoBroken[id] ?? []), id], []], `${id} is broken alone`)
      } else {
        t.match(bad.status, succeeds, `${id} refuses nothing: ${bad.text}`)
        t.same([refused, warned], [[], [id]], `${id} warns alone`)
      }
      t.strictSame(written(), {}, `${id}: nothing is written`)
      if (fixture === 'demo') t.notSame(await comparedBy(id, good), await comparedBy(id, bad), `${id}: what is compared says which`)
    }
  })
}

t.test('An example of a rule that there is not', async t => {
  const client = await open(t)
  const { status, body } = await client.admin('GET', '/rules/visit.no-such/examples')
  t.equal(status, 404)
  t.equal(body.detail, 'No rule "visit.no-such" exists. GET /__admin/rules lists them.')
})
