import fc from 'fast-check'
import t from 'tap'
import { inferred } from '../../src/core/basis.ts'
import { daysAfter } from '../../src/core/civil-date.ts'
import {
  after, atLeast, atMost, before, codeOf, exists, notInFuture, onOrAfter, onOrBefore, required, sameAs, statusIn, unused
} from '../../src/core/rule-kinds.ts'
import { message, type Rule } from '../../src/core/rule.ts'
import { runs } from '../effort.ts'

const basis = inferred('Of a test')

interface Facts {
  value: any
  limit: any
  today: string
}

const about = {
  id: 'some.rule',
  field: 'visitDate',
  basis,
  called: 'the day of signing',
  value: ({ value }: Facts) => value,
  limit: ({ limit }: Facts) => limit
}

const day = fc.integer({ min: 0, max: 100_000 }).map(days => daysAfter('1900-01-01', days))
const number = fc.integer({ min: -1000, max: 1000 })

const next = (value: string | number, step: number) => typeof value === 'number' ? value + step : daysAfter(value, step)

/** Each kind with a limit: its values, how far from the limit the last that passes is, and in which direction the next one lies. */
const kinds: Array<[name: string, rule: Rule, values: fc.Arbitrary<string | number>, offset: number, outwards: number]> = [
  ['onOrAfter', onOrAfter<Facts>(about), day, 0, -1],
  ['after', after<Facts>(about), day, 1, -1],
  ['onOrBefore', onOrBefore<Facts>(about), day, 0, 1],
  ['before', before<Facts>(about), day, -1, 1],
  ['notInFuture', notInFuture<Facts>(about), day, 0, 1],
  ['onOrAfter, of numbers', onOrAfter<Facts>(about), number, 0, -1],
  ['after, of numbers', after<Facts>(about), number, 1, -1],
  ['atLeast', atLeast<Facts>(about), number, 0, -1],
  ['atMost', atMost<Facts>(about), number, 0, 1]
]

for (const [name, rule, values, offset, outwards] of kinds) {
  t.test(`${name}: the rule holds at its boundary, and the next value breaks it`, async t => {
    t.doesNotThrow(() => fc.assert(fc.property(values, limit => {
      const facts = (value: unknown) => ({ value, limit, today: limit })
      const boundary = next(limit, offset)
      const [outside, inside] = [next(boundary, outwards), next(boundary, -outwards)]
      const judged = [boundary, outside, inside].flatMap(it => [rule.holds(facts(it)), rule.atBoundary!(facts(it))])
      return judged.join() === 'true,true,false,false,true,false' &&
        rule.proposal!(facts(outside)) === boundary && rule.wouldPass(facts(outside)).includes(String(boundary))
    }), { numRuns: runs(200) }))
  })
}

t.test('A rule is judged where its value and its limit are known; one that has no limit holds', async t => {
  for (const rule of [onOrAfter<Facts>(about), before<Facts>(about), sameAs<Facts>({ ...about, other: about.limit })]) {
    const facts = (value: unknown, limit: unknown) => ({ value, limit, today: '2026-03-02' })
    t.same([rule.canJudge(facts(undefined, 1)), rule.unknown(facts(undefined, 1))], [false, ['visitDate']])
    t.same([rule.canJudge(facts(1, undefined)), rule.unknown(facts(1, undefined))], [false, ['the day of signing']])
    for (const open of [facts(null, 1), facts(1, null)]) {
      t.same([rule.canJudge(open), rule.unknown(open), rule.holds(open)], [true, [], true])
    }
  }
})

t.test('What passes is what the other rules about the value leave', async t => {
  const rule = onOrAfter<Facts & { from?: string, to?: string }>({ ...about, window: ({ from, to }) => ({ from, to }) })
  const facts = { value: '2025-09-21', limit: '2025-09-22', today: '2026-03-02' }
  const cases: Array<[window: { from?: string, to?: string }, wouldPass: string, proposal: string | undefined]> = [
    [{}, 'A visitDate from 2025-09-22 on passes.', '2025-09-22'],
    [{ to: '2026-03-02' }, 'A visitDate from 2025-09-22 to 2026-03-02 passes.', '2025-09-22'],
    [{ from: '2025-10-01', to: '2026-03-02' }, 'A visitDate from 2025-10-01 to 2026-03-02 passes.', '2025-10-01'],
    [{ from: '2025-01-01' }, 'A visitDate from 2025-09-22 on passes.', '2025-09-22'],
    [{ to: '2025-09-22' }, 'Only visitDate 2025-09-22 passes.', '2025-09-22'],
    [{ to: '2025-09-21' }, 'No visitDate passes now: it must be on or after 2025-09-22 and on or before 2025-09-21.', undefined]
  ]
  for (const [window, wouldPass, proposal] of cases) {
    t.same([rule.wouldPass({ ...facts, ...window }), rule.proposal!({ ...facts, ...window })], [wouldPass, proposal])
  }
})

t.test('What is taken does not pass, and is named', async t => {
  const rule = notInFuture<Facts & { except: string[], from?: string }>({ ...about, window: ({ from, except }) => ({ from, except }) })
  const facts = { value: '2026-03-03', limit: null, today: '2026-03-02', from: '2026-02-20' }
  const days = (...numbers: number[]) => numbers.map(number => daysAfter('2026-02-20', number))
  const cases: Array<[more: { from?: string | undefined, except: string[] }, wouldPass: string, proposal: string | undefined]> = [
    [{ except: days(3) }, 'A visitDate from 2026-02-20 to 2026-03-02 passes, except 2026-02-23.', '2026-03-02'],
    [{ except: days(10, 9, 0) }, 'A visitDate from 2026-02-21 to 2026-02-28 passes.', '2026-02-28'],
    [{ except: days(5, 3, 5, 40) }, 'A visitDate from 2026-02-20 to 2026-03-02 passes, except 2026-02-23 and 2026-02-25.', '2026-03-02'],
    [{ except: days(3, 10), from: undefined }, 'A visitDate up to 2026-03-01 passes, except 2026-02-23.', '2026-03-01'],
    [{ except: days(9, 8, 7, 6, 5, 4, 3, 2, 1, 0) }, 'Only visitDate 2026-03-02 passes.', '2026-03-02'],
    [{ except: days(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) },
      'No visitDate passes now: all from 2026-02-20 to 2026-03-02 are taken.', undefined],
    [{ except: days(10), from: '2026-03-02' }, 'No visitDate passes now: it would have to be 2026-03-02, which is taken.', undefined],
    [{ except: days(1, 3, 5, 7, 9) }, 'A visitDate from 2026-02-20 to 2026-03-02 passes, ' +
      'except 2026-02-21, 2026-02-23, 2026-02-25, 2026-02-27 and 2026-03-01.', '2026-03-02'],
    [{ except: days(1, 3, 5, 7, 8, 9) }, 'A visitDate from 2026-02-22 to 2026-03-02 passes, ' +
      'except 2026-02-23, 2026-02-25, 2026-02-27, 2026-02-28 and 2026-03-01.', '2026-03-02']
  ]
  for (const [more, wouldPass, proposal] of cases) {
    t.same([rule.wouldPass({ ...facts, ...more }), rule.proposal!({ ...facts, ...more })], [wouldPass, proposal])
  }
  t.same(rule.passing!({ ...facts, except: days(3) }), { from: '2026-02-20', to: '2026-03-02', except: days(3) })
})

t.test('Of what a sentence says that passes, nothing is taken', async t => {
  const days = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 31 }).map(all => all.map(it => daysAfter('2026-02-01', it)))
  for (const rule of [onOrAfter, onOrBefore].map(make => make<Facts & { window: object }>({ ...about, window: it => it.window }))) {
    t.doesNotThrow(() => fc.assert(fc.property(days, fc.boolean(), fc.boolean(), (except, hasFrom, hasTo) => {
      const window = { except, ...(hasFrom && { from: '2026-02-03' }), ...(hasTo && { to: '2026-02-25' }) }
      const facts = { value: '2026-02-10', limit: '2026-02-10', today: '2026-03-02', window }
      const [sentence, proposal] = [rule.wouldPass(facts), rule.proposal!(facts) as string | undefined]
      if (proposal === undefined) return sentence.startsWith('No ')
      const [range, excepted = ''] = sentence.split(' except ')
      const [, only, from = only ?? '2026-01-01', to = only ?? '2026-04-01'] =
        /(?:Only visitDate (\S+)|A visitDate(?: from (\S+)(?: on)?)?(?: (?:up )?to (\S+))?) passes/.exec(range!)!
      const passes = (it: string) => it >= from && it <= to && !excepted.includes(it)
      const all = Array.from({ length: 91 }, (_, i) => daysAfter('2026-01-01', i)).filter(passes)
      return passes(proposal) && all.length > 0 && all.every(it => !except.includes(it))
    }), { numRuns: runs(200) }))
  }
})

t.test('A moment that has no next one proposes none', async t => {
  const facts = { value: '2026-03-02T09:00:00.000Z', limit: '2026-03-02T09:00:00.000Z', today: '2026-03-02' }
  for (const [rule, word] of [[after<Facts>(about), 'after'], [before<Facts>(about), 'before']] as const) {
    t.same([rule.holds(facts), rule.atBoundary!(facts), rule.proposal!(facts), rule.wouldPass(facts)],
      [false, false, undefined, `A visitDate ${word} 2026-03-02T09:00:00.000Z passes.`])
  }
})

t.test('Each kind says what is wrong, with the limit, and what to do', async t => {
  const facts = { value: 'x', limit: 'y', today: '2026-03-02', id: 'L-9', found: undefined as string | undefined }
  const draft = { id: 'some.rule', field: 'identity.gender', basis }
  const cases: Array<[Rule, object, string]> = [
    [onOrAfter<Facts>(about), { value: '2025-09-21', limit: '2025-09-22' },
      'visitDate 2025-09-21 is before the day of signing (2025-09-22). A visitDate from 2025-09-22 on passes.'],
    [notInFuture<Facts>({ ...about, code: 'DT1' }), { value: '2026-03-03', today: '2026-03-02' },
      'DT1: visitDate 2026-03-03 is in the future; today is 2026-03-02. A visitDate up to 2026-03-02 passes.'],
    [atMost<Facts>({ ...about, field: 'pageSize', called: 'the most that there can be' }), { value: 11, limit: 10 },
      'pageSize 11 is more than the most that there can be (10). A pageSize up to 10 passes.'],
    [codeOf<Facts>({ ...draft, value: it => it.value, codes: { M: 'Male', F: 'Female' } }), {},
      'identity.gender "x" is not a known code. Use M (Male) or F (Female).'],
    [codeOf<Facts>({ ...draft, value: it => it.value, codes: [...'ABCDEFGHIJ'] }), {},
      'identity.gender "x" is not a known code. Use A, B, C, D, E, F, G, H, I or J.'],
    [sameAs<Facts>({ ...draft, value: it => it.value, other: it => it.limit, called: 'that of the other' }), {},
      'identity.gender "x" is not that of the other ("y"). Use gender "y".'],
    [exists<typeof facts>({
      ...draft, field: 'learnerLocalId', noun: 'learner', key: it => it.id, found: it => it.found, where: () => 'for EID 9001'
    }), {},
    'No learner "L-9" exists for EID 9001. Create it first, or check learnerLocalId.'],
    [unused<typeof facts>({ ...draft, field: 'learnerLocalId', noun: 'learner', value: it => it.id, usedBy: () => true }), {},
      'learnerLocalId "L-9" is already used by another learner. Use a learnerLocalId that is not taken.'],
    [unused<typeof facts>({ ...draft, field: 'name', noun: 'programme', value: it => it.value, usedBy: it => it.id }), {},
      'name "x" is already used by programme "L-9". Use a name that is not taken.'],
    [statusIn<typeof facts>({ ...draft, noun: 'enrolment', key: it => it.id, status: it => it.value, allowed: ['Pending', 'Active'] }), {},
      'Enrolment "L-9" is x. The enrolment must be Pending or Active.'],
    [statusIn<typeof facts>({
      ...draft, noun: 'enrolment', key: it => it.id, status: it => it.value, allowed: ['Hold'], remedy: 'Pause it first.'
    }), {},
    'Enrolment "L-9" is x; it must be Hold. Pause it first.'],
    [required<typeof facts>({ ...draft, value: it => it.found }), {}, 'identity.gender is missing. Send identity.gender.']
  ]
  for (const [rule, more, expected] of cases) {
    const judged = { ...facts, ...more }
    t.same([rule.canJudge(judged), rule.holds(judged)], [true, false], expected)
    t.equal(message(rule, judged), expected)
    t.match(rule.statement, / must /)
  }
})
