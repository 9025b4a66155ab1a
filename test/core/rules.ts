import t from 'tap'
import { documented, inferred } from '../../src/core/basis.ts'
import {
  after, atLeast, atMost, before, codeOf, exists, meansSomething, notInFuture, onOrAfter, onOrBefore, required, sameAs, statusIn, unused
} from '../../src/core/rule-kinds.ts'
import {
  brokenBy, explainVerdict, message, modeOf, refusingWhere, ruleOver, type Compared, type Rule
} from '../../src/core/rule.ts'
import { machine } from '../../src/core/state-machine.ts'
import { article, asWritten, both, capital, cut, either, lastPart, plural, quoted } from '../../src/core/words.ts'

const [page, guess] = [documented('https://example.test/page'), inferred('Of a test')]

interface Facts { value?: any, limit?: any, today: string, id?: string | undefined, found?: unknown, window?: object }

const facts = (more: Partial<Facts> = {}): Facts => ({ value: 'x', limit: 'y', today: '2026-03-02', id: 'L-9', found: undefined, ...more })
const about = { id: 'some.rule', field: 'visit.visitDate', basis: guess }
const value = (it: Facts): any => it.value
const limit = (it: Facts): any => it.limit
const ordered = { ...about, called: 'the limit', value, limit }

t.test('Whether a rule refuses is as its basis has it, unless there is a reason', t => {
  t.same(modeOf({ ...about, basis: page }), { mode: 'enforce', modeReason: undefined })
  t.same(modeOf({ ...about, basis: page, warnsBecause: 'of this' }), { mode: 'warn', modeReason: 'of this' })
  t.same(modeOf({ ...about, basis: page, enforcedBecause: 'of this' }), { mode: 'enforce', modeReason: undefined })
  t.same(modeOf(about), { mode: 'warn', modeReason: undefined })
  t.same(modeOf({ ...about, enforcedBecause: 'of this' }), { mode: 'enforce', modeReason: 'of this' })
  const rule = refusingWhere<Facts>(required<Facts>({ ...about, value }), it => it.limit === 'y')
  t.same([rule.id, rule.modeOver!(facts()), rule.modeOver!(facts({ limit: 'z' }))], ['some.rule', 'enforce', 'warn'])
  t.end()
})

const ownRule = ruleOver<{ a?: number | null, b?: number }>()
const text = { statement: 'a must be b', compares: () => ({}), refusal: () => 'It is not.', wouldPass: () => 'Make it so.' }
const same = ownRule({ ...about, ...text, needs: ['a', 'b'], holds: ({ a, b }) => a === b })
const never = ownRule({ ...about, ...text, id: 'never', failure: 'forbidden', holds: () => false })

t.test('A rule of its own kind is judged where all that it needs is known', t => {
  t.same([same.failure, never.failure, same.statement, same.mode], ['unacceptable', 'forbidden', 'a must be b', 'warn'])
  t.notOk('needs' in same || 'enforcedBecause' in same || 'warnsBecause' in same)
  t.same([same.canJudge({ a: 1, b: 2 }), same.unknown({ a: 1, b: 2 })], [true, []])
  t.same([same.canJudge({ a: null, b: 2 }), same.unknown({ a: null, b: 2 })], [false, ['a']])
  t.same([same.canJudge({}), same.unknown({})], [false, ['a', 'b']])
  t.same([never.canJudge({}), never.unknown({})], [true, []])
  const noted: unknown[] = []
  const broken = brokenBy({ a: 1, b: 2 }, [same, never], (rule, _facts, holds) => noted.push([rule.id, holds]))
  t.same(broken.map(it => it.id), ['some.rule', 'never'])
  t.same(noted, [['some.rule', false], ['never', false]])
  t.same(brokenBy({ a: 1, b: 1 }, [same]), [])
  t.same(brokenBy({ a: 1 }, [same], () => t.fail('It is not judged')), [])
  t.end()
})

t.test('A day that would pass is told as today where nothing else in the message says what today is', t => {
  const said = (wouldPass: string, refusal = 'It is not.', it: object = { today: '2026-03-02' }) =>
    message({ code: undefined, refusal: () => refusal, wouldPass: () => wouldPass }, it)
  t.equal(said('Up to 2026-03-02.'), 'It is not. Up to 2026-03-02 (today).')
  t.equal(said('Up to 2026-03-02 or 2026-03-02.'), 'It is not. Up to 2026-03-02 (today) or 2026-03-02.', 'once')
  t.equal(said('Up to 2026-03-01.'), 'It is not. Up to 2026-03-01.')
  t.equal(said('Up to 2026-03-02.', 'It is not today.'), 'It is not today. Up to 2026-03-02.')
  t.equal(said('Up to today, 2026-03-02.'), 'It is not. Up to today, 2026-03-02.')
  t.equal(said('At 2026-03-02T09:00.'), 'It is not. At 2026-03-02T09:00.', 'a time is none')
  t.equal(said('Up to 2026-03-02.', 'It is not.', {}), 'It is not. Up to 2026-03-02.', 'where no today is known')
  t.equal(said('Of 2026 in all.', 'It is not.', { today: 2026 }), 'It is not. Of 2026 in all.', 'nor a day')
  t.equal(message({ code: 'DT1', refusal: () => 'It is not.', wouldPass: () => 'Make it so.' }, {}), 'DT1: It is not. Make it so.')
  t.end()
})

t.test('Texts and numbers are as they were written, and nothing else is a word', t => {
  t.same(['x', '', 5, 0, null, undefined, true, {}, ['x']].map(asWritten), ['x', '', '5', '0', '', '', '', '', ''])
  t.end()
})

t.test('A verdict is explained by what was compared, and a broken one by what would pass', t => {
  const rule = onOrAfter<Facts>({ ...ordered, code: 'DT1', window: it => it.window ?? {} })
  const { statement, field, basis } = rule
  const told = { rule: 'some.rule', mode: 'warn', code: 'DT1', statement, field, basis }
  const days = { value: '2026-01-01', limit: '2026-02-01' }
  const broken = facts(days)
  t.strictSame(explainVerdict(rule, facts({ value: undefined, limit: '2026-02-01' }), [], []), {
    ...told, verdict: 'not judged', unknown: ['visitDate']
  })
  const late = { value: '2026-02-02', limit: '2026-02-01' }
  const compared = ({ value, limit }: typeof days): Compared => ({ 'visit.visitDate': value, 'the limit': limit })
  t.strictSame(explainVerdict(rule, facts(late), [], [rule]), { ...told, verdict: 'holds', compared: compared(late) })
  const message = 'DT1: visit.visitDate 2026-01-01 is before the limit (2026-02-01). A visitDate from 2026-02-01 on passes.'
  const wouldPass = 'A visitDate from 2026-02-01 on passes.'
  const isBroken = { ...told, verdict: 'broken', message, compared: compared(days), wouldPass, proposal: '2026-02-01' }
  t.strictSame(explainVerdict(rule, broken, [rule], []), { ...isBroken, passing: { from: '2026-02-01' } })
  t.equal(explainVerdict(rule, broken, [rule], [rule]).mode, 'enforce')
  t.match(explainVerdict(rule, facts({ ...days, window: { to: '2026-03-01', except: ['2026-02-03'] } }), [rule], []), {
    passing: { from: '2026-02-01', to: '2026-03-01', except: ['2026-02-03'] }
  })
  const upTo = onOrBefore<Facts>(ordered)
  t.match(explainVerdict(upTo, facts({ value: 9, limit: 5 }), [upTo], []), { passing: { to: 5 } })
  t.strictSame(Object.keys((explainVerdict(upTo, facts({ value: 9, limit: 5 }), [upTo], []) as { passing: object }).passing), ['to'])
  t.strictSame(rule.passing!(facts({ value: 9, limit: null, window: { to: 4 } })), { from: undefined, to: undefined, except: [] })
  t.same(Object.keys(explainVerdict(never, {}, [never], [never])),
    ['rule', 'verdict', 'mode', 'statement', 'field', 'basis', 'message', 'compared', 'wouldPass'])
  t.end()
})

t.test('A table of transitions says where an event leads from a status, and from which it can happen', t => {
  const steps = machine([
    { event: 'open', from: ['Shut'], to: 'Open' },
    { event: 'shut', from: ['Open', 'Ajar'], to: 'Shut' },
    { event: 'open', from: ['Ajar'], to: 'Wide' }
  ])
  t.same([steps.next('open', 'Shut')?.to, steps.next('open', 'Ajar')?.to, steps.next('shut', 'Ajar')?.to], ['Open', 'Wide', 'Shut'])
  t.same([steps.next('open', 'Open'), steps.next('shut', 'Shut')], [undefined, undefined])
  t.same([steps.from('open'), steps.from('shut')], [['Shut', 'Ajar'], ['Open', 'Ajar']])
  t.end()
})

t.test('Values and names are put into words', t => {
  t.same(['x', 5, '2026-03-02', 'a"b', '2026-13-02'].map(quoted), ['"x"', '5', '2026-03-02', '"a\\"b"', '"2026-13-02"'])
  const long = 'x'.repeat(100)
  t.same([cut(long), cut(`${long}y`), quoted(`${long}y`)], [long, `${long}…`, `"${long}…"`])
  t.equal(cut(`${'x'.repeat(99)}👩y`), `${'x'.repeat(99)}…`)
  t.equal(cut(`👩${long}`), `👩${'x'.repeat(98)}…`)
  t.same(['enrolment', 'unit', 'unknown', 'plan', 'Activity'].map(article),
    ['an enrolment', 'a unit', 'an unknown', 'a plan', 'an Activity'])
  t.same([either([]), either(['a']), either(['a', 'b']), both(['a', 'b', 'c'])], ['', 'a', 'a or b', 'a, b and c'])
  t.same([plural(0, 'day'), plural(1, 'day'), plural(2, 'day'), capital('a plan'), lastPart('a.b.c'), lastPart('c')],
    ['0 days', '1 day', '2 days', 'A plan', 'c', 'c'])
  t.end()
})

t.test('Each kind of rule states itself, and says what it compared', t => {
  const learner = { ...about, field: 'learnerLocalId', noun: 'learner' }
  const codes = { M: 'Male', F: 'Female' }
  const day = facts({ value: '2026-03-03', limit: '2026-03-03' })
  const held = { 'visit.visitDate': '2026-03-03', 'the limit': '2026-03-03' }
  const cases: Array<[Rule, statement: string, of: Facts, compared: Compared]> = [
    [onOrAfter<Facts>(ordered), 'visitDate must be on or after the limit', day, held],
    [after<Facts>(ordered), 'visitDate must be after the limit', day, held],
    [onOrBefore<Facts>(ordered), 'visitDate must be on or before the limit', day, held],
    [before<Facts>(ordered), 'visitDate must be before the limit', day, held],
    [atLeast<Facts>(ordered), 'visitDate must be at least the limit', day, held],
    [atMost<Facts>(ordered), 'visitDate must be at most the limit', day, held],
    [notInFuture<Facts>({ ...about, value }), 'visitDate must not be in the future', day,
      { 'visit.visitDate': '2026-03-03', today: '2026-03-02' }],
    [codeOf<Facts>({ ...about, value, codes }), 'visitDate must be a known code', facts(), { 'visit.visitDate': 'x', allowed: ['M', 'F'] }],
    [statusIn<Facts>({ ...learner, key: it => it.id, status: value, allowed: ['A', 'B'] }), 'The learner must be A or B', facts(),
      { status: 'x', allowed: ['A', 'B'] }],
    [sameAs<Facts>({ ...about, value, other: limit, called: 'that' }), 'visitDate must be that', facts(),
      { 'visit.visitDate': 'x', that: 'y' }],
    [exists<Facts>({ ...learner, key: it => it.id, found: it => it.found }), 'learnerLocalId must name a learner that exists', facts(),
      { learnerLocalId: 'L-9' }],
    [unused<Facts>({ ...learner, value, usedBy: it => it.found }), 'learnerLocalId must be unique', facts({ found: 5 }),
      { learnerLocalId: 'x', 'used by': 'learner 5' }],
    [unused<Facts>({ ...learner, value, usedBy: it => it.found, within: 'within the TEO' }),
      'learnerLocalId must be unique within the TEO', facts(), { learnerLocalId: 'x', 'used by': undefined }],
    [required<Facts>({ ...about, value }), 'visitDate must be given', facts(), { 'visit.visitDate': 'given' }],
    [required<Facts>({ ...about, value, when: 'when it is new' }), 'visitDate must be given when it is new', facts({ value: '' }),
      { 'visit.visitDate': null }],
    [meansSomething<Facts>({ ...about, field: 'a value', member: () => 'age', value, nothing: () => undefined }),
      'A value must not be what programs send for nothing', facts({ value: -1 }), { age: '-1' }]
  ]
  for (const [rule, statement, of, compared] of cases) t.strictSame([rule.statement, rule.compares(of)], [statement, compared])
  const own = { statement: 'It must be so', also: () => ({ more: 1 }), remedy: (it: Facts) => `Not ${it.value}.`, refusal: () => 'No.' }
  const rule = required<Facts>({ ...about, ...own, value })
  t.same([rule.statement, rule.compares(facts()), rule.wouldPass(facts()), rule.refusal(facts())],
    ['It must be so', { 'visit.visitDate': 'given', more: 1 }, 'Not x.', 'No.'])
  t.end()
})

t.test('Each kind of order says which way a value is off', t => {
  const off = (make: typeof onOrAfter, value: number) => make<Facts>(ordered).refusal(facts({ value, limit: 5 }))
  const cases: Array<[typeof onOrAfter, number, string]> = [
    [onOrAfter, 4, 'before'], [after, 5, 'not after'], [onOrBefore, 6, 'after'], [before, 5, 'not before'],
    [atLeast as typeof onOrAfter, 4, 'less than'], [atMost as typeof onOrAfter, 6, 'more than']
  ]
  for (const [make, value, isNot] of cases) t.equal(off(make, value), `visit.visitDate ${value} is ${isNot} the limit (5).`)
  const within = onOrAfter<Facts>({ ...ordered, window: it => it.window ?? {} })
  t.equal(within.wouldPass(facts({ value: 1, limit: 5, window: { to: 4 } })),
    'No visitDate passes now: it must be at least 5 and at most 4.')
  const upTo = onOrBefore<Facts>({ ...ordered, window: it => it.window ?? {} })
  t.equal(upTo.wouldPass(facts({ value: 9, limit: 5, window: { from: 3, to: 4 } })), 'A visitDate from 3 to 4 passes.')
  t.equal(upTo.wouldPass(facts({ value: 9, limit: 5, window: { from: 3, to: 7 } })), 'A visitDate from 3 to 5 passes.')
  t.equal(before<Facts>({ ...ordered, window: () => ({ except: [4, 3] }) }).proposal!(facts({ value: 9, limit: 5 })), 2)
  t.end()
})

t.test('A kind judges what is there, and says what it needs', t => {
  const learner = { ...about, field: 'learnerLocalId', noun: 'learner' }
  const nothing = facts({ value: undefined, id: undefined })
  for (const [rule, unknown] of [
    [codeOf<Facts>({ ...about, value, codes: ['A'] }), 'visitDate'], [notInFuture<Facts>({ ...about, value }), 'visitDate'],
    [statusIn<Facts>({ ...learner, key: it => it.id, status: value, allowed: [] }), 'learner'],
    [exists<Facts>({ ...learner, key: it => it.id, found: value }), 'learnerLocalId'],
    [unused<Facts>({ ...learner, value, usedBy: value }), 'learnerLocalId'],
    [required<Facts>({ ...about, value, partOf: it => it.id }), 'visit'],
    [required<Facts>({ ...about, field: 'visitDate', value, partOf: it => it.id }), 'what it is a part of']
  ] as Array<[Rule, string]>) t.same([rule.canJudge(nothing), rule.unknown(nothing)], [false, [unknown]])
  const code = codeOf<Facts>({ ...about, value, codes: { 1: 'One', 2: 'Two' } })
  t.same(['1', 1, null, '3'].map(it => code.holds(facts({ value: it }))), [true, true, true, false])
  t.strictSame([code.proposal!(facts({ value: 3 })), code.proposal!(facts({ value: '3' }))], [1, '1'])
  const held = (rule: Rule, ...values: unknown[]) => values.map(it => rule.holds(facts({ value: it, found: it })))
  t.same(held(notInFuture<Facts>({ ...about, value }), null, '2026-03-02', '2026-03-03'), [true, true, false])
  t.same(held(required<Facts>({ ...about, value }), 'x', 0, '', false, null, undefined), [true, true, false, false, false, false])
  t.same(held(unused<Facts>({ ...learner, value, usedBy: it => it.found }), undefined, null, false, 0, '', 'x'),
    [true, true, true, false, false, false])
  t.same(held(exists<Facts>({ ...learner, key: it => it.id, found: value }), undefined, null, false, 'x'), [false, false, true, true])
  t.same(held(sameAs<Facts>({ ...about, value, other: limit, called: 'that' }), 'y', 'x', null), [true, false, true])
  t.same([exists<Facts>({ ...learner, key: it => it.id, found: value }).failure, code.failure], ['missing', 'unacceptable'])
  t.equal(exists<Facts>({ ...learner, key: it => it.id, found: value }).names!(facts()), 'L-9')
  t.equal(notInFuture<Facts>({ ...about, value }).atBoundary!(facts({ value: '2026-03-02' })), true)
  t.end()
})

t.test('Of codes those are named that the other rules accept, with their meanings where they are few', t => {
  const eight = Object.fromEntries([...'ABCDEFGH'].map(it => [it, `Of ${it}`]))
  const fitting = (fits: (facts: Facts, code: string) => boolean) =>
    codeOf<Facts>({ ...about, value, codes: { M: 'Male', F: 'Female' }, fits })
  t.match(codeOf<Facts>({ ...about, value, codes: eight }).wouldPass(facts()), /^Use A \(Of A\), .* or H \(Of H\)\.$/)
  t.equal(codeOf<Facts>({ ...about, value, codes: { ...eight, I: 'Of I' } }).wouldPass(facts()), 'Use A, B, C, D, E, F, G, H or I.')
  t.equal(codeOf<Facts>({ ...about, value, codes: ['A', 'B'] }).wouldPass(facts()), 'Use A or B.')
  t.same([fitting((_, it) => it === 'F').wouldPass(facts()), fitting((_, it) => it === 'F').proposal!(facts())], ['Use F (Female).', 'F'])
  t.equal(fitting(() => false).wouldPass(facts()), 'Use M (Male) or F (Female).')
  const other = (fits?: () => boolean) =>
    sameAs<Facts>({ ...about, value, other: limit, called: 'that', ...fits && { fits, otherwise: 'Ask somebody.' } })
  t.same([other().wouldPass(facts()), other().proposal!(facts())], ['Use visitDate "y".', 'y'])
  t.same([other(() => true).proposal!(facts()), other(() => true).proposal!(facts({ limit: null }))], ['y', undefined])
  t.same([other(() => false).wouldPass(facts()), other(() => false).proposal!(facts())], ['Ask somebody.', undefined])
  t.end()
})

t.test('A refusal names what it is about, as far as that is known', t => {
  const learner = { ...about, field: 'learnerLocalId', noun: 'learner' }
  const status = statusIn<Facts>({ ...learner, key: it => it.id, status: value, allowed: ['A'] })
  t.same([status.refusal(facts()), status.refusal(facts({ id: undefined }))], ['Learner "L-9" is x.', 'The learner is x.'])
  const missing = (where?: () => string) => exists<Facts>({ ...learner, key: it => it.id, found: value, ...where && { where } })
  t.same([missing().refusal(facts()), missing(() => 'for EID 9').refusal(facts())],
    ['No learner "L-9" exists.', 'No learner "L-9" exists for EID 9.'])
  const taken = (usedBy: unknown, where?: () => string) =>
    unused<Facts>({ ...learner, value, usedBy: () => usedBy, ...where && { where } }).refusal(facts())
  t.same([taken(5), taken(true), taken('L-1', () => 'under plan "P"')], [
    'learnerLocalId "x" is already used by learner 5.', 'learnerLocalId "x" is already used by another learner.',
    'learnerLocalId "x" is already used by learner "L-1" under plan "P".'
  ])
  const noAge = ({ value }: Facts): string | undefined => value === -1 ? 'no age' : undefined
  const unsaid = meansSomething<Facts>({ ...about, member: () => 'age', value, nothing: noAge })
  t.same([unsaid.holds(facts({ value: 3 })), unsaid.holds(facts({ value: -1 })), unsaid.canJudge({})], [true, false, true])
  t.same([unsaid.refusal(facts({ value: -1 })), unsaid.wouldPass(facts())],
    ['age -1 is what programs send for no age.', 'Send the real value, or leave age out.'])
  t.end()
})
