import t, { type Test } from 'tap'
import type { Example, ExampleRequest } from '../../src/core/example.ts'
import { message, type Rule } from '../../src/core/rule.ts'
import { isOfRecords, sendingTo, succeeds, type Send } from '../examples.ts'
import { open, type Client } from '../harness.ts'

/** Rules whose field is not a member of the body, and where it is instead; what they propose cannot be put there by this test. */
const notInTheBody: Readonly<Record<string, string>> = {}

const moments = [['empty', '2026-03-02T09:00'], ['demo', '2028-02-29T23:59']] as const

for (const [fixture, at] of moments) {
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

/** What takes a value away from a rule's next proposal: a record that only one can have on that day. */
type Taking = (given: readonly ExampleRequest[], broken: ExampleRequest, day: string) => ExampleRequest[]

const taking: Readonly<Record<string, Taking>> = {
  visit: (_given, broken, day) => [{ ...broken, body: { visitLocalId: `V${idOf(broken)}-${day}`, visitDate: day } }],
  // A plan of the same learner, under an agreement of its own.
  plan: (given, broken, day) => {
    const agreement = given.find(it => it.path.endsWith('/training-agreements'))!
    const taken = { trainingAgreementLocalId: `A${idOf(broken)}-${day}` }
    const body = agreement.body as { trainingAgreement: object }
    const employed = { ...body, trainingAgreement: { ...body.trainingAgreement, employerName: `Employer of ${day} ${idOf(broken)}` } }
    return [
      { ...agreement, body: { ...employed, ...taken } },
      { ...broken, body: { ...taken, trainingPlanLocalId: `P${idOf(broken)}-${day}`, trainingPlanSignedDate: day } }
    ]
  }
}

/** What sets the records of one example apart from those of the others, in a few characters. */
const idOf = ({ path, body }: ExampleRequest): string => {
  const text = `${path}${JSON.stringify(body)}`
  let sum = 0
  for (const character of text) sum = (sum * 31 + character.codePointAt(0)!) % 46_656
  return sum.toString(36)
}

for (const [fixture, at] of moments) {
  t.test(`What is proposed is accepted where the days that were proposed before are taken (${fixture}, ${at})`, async t => {
    const client = await open(t, { fixture, at })
    const rules = (await client.admin('GET', '/rules')).body as Array<{ id: string, mode: string, field: string }>
    let tried = 0
    for (const { id, mode, field } of rules) {
      const take = taking[id.split('.')[0]!]
      if (!take || mode !== 'enforce' || !/Date$/.test(field)) continue
      await takeAllThatIsProposed(t, client, id, take)
      tried++
    }
    t.equal(tried, 7)
  })
}

/** More than a sentence lists. */
const rounds = 12

/** Breaks a rule again and again, taking the day that it proposes each time, until it proposes none. */
async function takeAllThatIsProposed (t: Test, client: Client, id: string, take: Taking): Promise<void> {
  const { given, broken } = (await client.admin('GET', `/rules/${id}/examples`)).body as Example
  const send = sendingTo(client)
  for (const request of given) await send(request)
  for (let round = 0; round < rounds; round++) {
    await send(broken, true)
    const { rule, facts } = verdictOn(client, id)!
    const day = rule.proposal!(facts) as string | undefined
    if (day === undefined) {
      t.match(rule.wouldPass(facts), /^No /, `${id} says that nothing passes`)
      return
    }
    const reply = await send({ ...broken, body: withMember(broken, rule.field, day) }, true)
    t.match(reply.status, succeeds, `${id}: ${rule.wouldPass(facts)} ${day}: ${reply.text}`)
    for (const request of take(given, broken, day)) t.match((await send(request)).status, succeeds, `${id}: ${day} is taken`)
  }
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
  t.match(withoutQuotes(refused.text), withoutQuotes(message({ ...rule, code: undefined }, facts)), `${id} says so`)
  const reply = await send({ ...broken, body: withMember(broken, rule.field, proposed) }, true)
  t.match(reply.status, succeeds, `${id}: ${rule.field} ${proposed} passes: ${reply.text}`)
  await tryAfterIt(t, client, send, id, { ...broken, body: withMember(broken, rule.field, proposed) }, broken)
  return true
}

/** Keeps what was proposed and breaks the rule once more: what is proposed then is refused for nothing that was not told of. */
async function tryAfterIt (
  t: Test, client: Client, send: Send, id: string, accepted: ExampleRequest, broken: ExampleRequest
): Promise<void> {
  await send(accepted)
  await send(broken, true)
  const verdict = verdictOn(client, id)
  const proposed = verdict?.rule.proposal!(verdict.facts)
  if (!verdict || proposed === undefined) return
  const told = refusingLast(client).filter(it => it !== id)
  await send({ ...broken, body: withMember(broken, verdict.rule.field, proposed) }, true)
  t.strictSame(refusingLast(client).filter(it => !told.includes(it)), [], `${id} proposes ${proposed} the second time`)
}

/** The rules that refused the last request. */
const refusingLast = (client: Client): string[] =>
  client.sandbox.journal.entries().at(-1)!.judgements.flatMap(it => it.refusing.map(rule => rule.id))

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
