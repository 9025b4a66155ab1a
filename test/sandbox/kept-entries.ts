import t from 'tap'
import type { Rule } from '../../src/core/rule.ts'
import { createJournal, type Judgement } from '../../src/sandbox/journal.ts'
import { open } from '../harness.ts'

const request = { at: 5, method: 'POST', url: '/a?b=1', headers: { eid: '9001' }, operation: undefined, dryRun: false, service: 'some' }
const rules: readonly Rule[] = []

const judged = (facts: object, more: Partial<Judgement> = {}): Judgement => ({ rules, facts, broken: [], refusing: [], ...more })

t.test('An entry of which less is kept is the one that was closed', async t => {
  const journal = createJournal()
  const facts: Record<string, object> = {
    plain: { visit: { visitLocalId: 'Māui' }, days: ['2026-03-02', null, 0.5], is: true, nested: { deep: [{ er: [] }] } },
    'of a set': { used: new Set(['a']) },
    'of a map': { used: new Map([['a', 1]]) },
    'with a function': { look: () => 'up' },
    'with a date': { at: new Date(0) },
    'with no number': { sum: NaN },
    'with a gap in a list': { days: [undefined] },
    'of many members': { all: Array.from({ length: 1000 }, (_, n) => n) },
    'with itself inside': (() => {
      const facts: Record<string, unknown> = {}
      return Object.assign(facts, { facts })
    })()
  }
  for (const [title, fact] of Object.entries(facts)) {
    const entry = journal.open(request)
    entry.body = { visitDate: '2026-03-02' }
    entry.caller = { id: '9001', label: 'EID 9001' }
    entry.judgements.push(judged({ today: '2026-03-02' }), judged(fact))
    Object.assign(entry, { status: 201, reply: '{}', replyType: 'application/json', took: 1.5 })
    journal.close(entry)
    const found = journal.find(entry.id)!
    t.strictSame(found, entry, `facts ${title}`)
    t.equal(found.judgements[1]!.facts, fact, 'the very same')
    t.equal(found.judgements[1]!.rules, rules)
  }
  t.equal(journal.entries().length, Object.keys(facts).length)
})

t.test('What else is to be told of a request is kept with it', async t => {
  const journal = createJournal()
  const told: Array<[string, (entry: ReturnType<typeof journal.open>) => void]> = [
    ['a remark', entry => { entry.remarks.push({ kind: 'unusual', member: 'a', message: 'b' } as never) }],
    ['an ignored member', entry => { entry.ignored.push('a') }],
    ['a fault', entry => { entry.fault = { id: 'f', effect: {} as never } }],
    ['readings', entry => { entry.readings = new Map() }],
    ['a broken rule', entry => { entry.judgements.push(judged({}, { broken: [{ id: 'a' } as Rule] })) }],
    ['rules that are off', entry => { entry.judgements.push(judged({}, { off: [] })) }]
  ]
  for (const [title, tell] of told) {
    const entry = journal.open(request)
    tell(entry)
    journal.close(entry)
    t.equal(journal.find(entry.id), entry, title)
  }
})

t.test('Requests of other callers, headers and rules keep their own', async t => {
  const journal = createJournal()
  const callers = ['9001', '9002', '9001']
  for (const id of callers) {
    const entry = journal.open({ ...request, headers: { eid: id } })
    entry.caller = { id, label: `EID ${id}` }
    entry.judgements.push({ ...judged({}), rules: [{ id } as Rule] })
    journal.close(entry)
  }
  t.same(journal.entries().map(({ caller }) => caller?.id), callers)
  t.same(journal.entries().map(({ headers }) => headers.eid), callers)
  t.same(journal.entries().map(({ judgements }) => judgements[0]!.rules[0]!.id), callers)
})

t.test('What was accepted is explained as ever, with what its rules compared', async t => {
  const client = await open(t, { fixture: 'demo' })
  const visit = { visitLocalId: 'V-1', visitDate: '2026-02-02' }
  const sent = await client.post('/training-plans/DEMO-TP04/visits', visit)
  t.equal(sent.status, 201, sent.text)
  const { body } = await client.admin('GET', '/requests/last/explain')
  t.equal(body.outcome, 'accepted')
  const held = body.held.find((it: { rule: string }) => it.rule === 'visit.date-on-or-after-plan-signed')
  t.strictSame(Object.keys(held.compared), ['visitDate', 'the day the training plan was signed'])
  t.equal(held.compared.visitDate, '2026-02-02')
  t.strictSame(client.sandbox.journal.find(body.id)!.body, visit)
  const { body: { requests: [listed] } } = await client.admin('GET', '/requests?limit=1')
  t.match(listed, { id: body.id, status: 201, method: 'POST' })
})
