import t, { type Test } from 'tap'
import type { Example, ExampleRequest } from '../../src/core/example.ts'
import type { Rule } from '../../src/core/rule.ts'
import { isOfRecords, sendingTo, succeeds } from '../examples.ts'
import { open, type Client } from '../harness.ts'

/** Rules whose field is not a member of the body, and where it is instead; what they propose cannot be put there by this test. */
const notInTheBody: Readonly<Record<string, string>> = {}

for (const [fixture, at] of [['empty', '2026-03-02T09:00'], ['demo', '2028-02-29T23:59']] as const) {
  t.test(`What the refusal of a rule proposes is accepted (${fixture}, ${at})`, async t => {
    const client = await open(t, { fixture, at })
    const rules = (await client.admin('GET', '/rules')).body as Array<{ id: string, mode: string }>
    let tried = 0
    for (const { id, mode } of rules) {
      if (mode !== 'enforce' || isOfRecords({ id }) || id in notInTheBody) continue
      if (await tryProposal(t, client, id)) tried++
    }
    t.ok(tried >= 30, `${tried} rules propose a value`)
  })
}

/** Breaks a rule by its example, and sends the same again with the value that the rule proposes. False for a rule that proposes none. */
async function tryProposal (t: Test, client: Client, id: string): Promise<boolean> {
  const { given, broken } = (await client.admin('GET', `/rules/${id}/examples`)).body as Example
  const send = sendingTo(client)
  for (const request of given) await send(request)
  const refused = await send(broken, true)
  const verdict = verdictOn(client, id)
  if (!verdict?.rule.proposal) return false
  const { rule, facts } = verdict
  const proposed = rule.proposal!(facts)
  // What comes next after a moment is too small a step to be of use.
  if (proposed === undefined) return false
  t.match(withoutQuotes(refused.text), withoutQuotes(`${rule.refusal(facts)} ${rule.wouldPass(facts)}`), `${id} says so`)
  const reply = await send({ ...broken, body: withMember(broken, rule.field, proposed) }, true)
  t.match(reply.status, succeeds, `${id}: ${rule.field} ${proposed} passes: ${reply.text}`)
  return true
}

/** What the last request broke: the rule as it was judged, and the facts. */
function verdictOn (client: Client, id: string): { rule: Rule, facts: object } | undefined {
  for (const { broken, facts } of client.sandbox.journal.entries().at(-1)!.judgements) {
    const rule = broken.find(it => it.id === id)
    if (rule) return { rule, facts }
  }
}

/** JSON writes them with a stroke, and OAuth takes no double ones. */
const withoutQuotes = (text: string): string => text.replaceAll(/\\?["']/g, '')

/**
 * The body of a request with another value at `subEnrolments[0].modeOfDeliveryCode`, or in a field of a form. Throws where it has no such
 * member.
 */
function withMember ({ body }: ExampleRequest, field: string, value: unknown): unknown {
  if (typeof body === 'string') {
    const form = new URLSearchParams(body)
    if (!form.has(field)) throw new Error(`${field} is not in the form: ${body}`)
    form.set(field, String(value))
    return form.toString()
  }
  const copy = structuredClone(body)
  const names = field.split(/[.[\]]+/).filter(Boolean)
  const last = names.pop()!
  const target = names.reduce<any>((at, name) => at?.[name], copy)
  if (target?.[last] === undefined) throw new Error(`${field} is not in the body: ${JSON.stringify(body)}`)
  target[last] = value
  return copy
}
