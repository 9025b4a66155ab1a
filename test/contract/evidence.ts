import t from 'tap'
import { namesOf, noNames } from '../../src/contract/known-names.ts'
import { matchMembers, type MemberMatch } from '../../src/contract/match-members.ts'
import { matchOperations } from '../../src/contract/match-operations.ts'
import { matchParameters } from '../../src/contract/match-parameters.ts'
import { haveSameName, isCommon, titleOf } from '../../src/contract/member-names.ts'
import { allOf, membersIn, objectOf, type Member } from '../../src/contract/members.ts'
import { compact, deedOf, doOtherwise, isPartOf, sameWords, shareOf, wordsOf } from '../../src/contract/names.ts'
import type { JsonSchema, OfficialOperation, OfficialParameter } from '../../src/contract/official.ts'
import { likenessOfMembers, likenessOfShapes } from '../../src/contract/member-evidence.ts'
import { likenessOfOperations } from '../../src/contract/operation-evidence.ts'
import { wordsIn } from '../../src/contract/operation-words.ts'

/** What speaks for two names, members or operations of two documents being the same, one at a time. */

t.test('A name is taken as its words, in the singular and in their usual form', t => {
  const cases: Record<string, string> = {
    trainingPlanLocalId: 'training plan local id',
    NSNNumber: 'nsn number',
    'visit_date-time': 'visit date time',
    eftsByMonth: 'eft month',
    level2Course: 'level2 course',
    'A Visit of the Plan': 'visit plan',
    companies: 'company',
    statuses: 'statuse',
    address: 'address',
    status: 'status',
    basis: 'basis',
    gas: 'gas',
    days: 'day',
    'an and or with including in on against from its to for': '',
    Tūranga: 'tūranga',
    addr: 'address',
    cd: 'code',
    desc: 'description',
    dt: 'date',
    enrollment: 'enrolment',
    'identifier identification ident': 'id id id',
    'no nr num nbr': 'number number number number',
    'org organization': 'organisation organisation',
    'program prog': 'programme programme',
    qty: 'quantity',
    qual: 'qualification',
    ref: 'reference',
    ver: 'version'
  }
  for (const [name, words] of Object.entries(cases)) {
    t.equal(wordsOf(name).join(' '), words, name)
    t.equal(wordsOf(name), wordsOf(name), 'it is worked out once')
  }
  t.equal(wordsOf('x'.repeat(400))[0]!.length, 300)
  t.same([compact('training_plan-ID 2'), compact('Tūranga!'), compact('_')], ['trainingplanid2', 'tūranga', ''])
  t.end()
})

t.test('What an operation does is the same, whichever verb it is called by', t => {
  const verbs: Record<string, string> = {
    create: 'create add post new insert submit',
    get: 'get retrieve read view fetch show',
    update: 'update amend change modify edit put',
    delete: 'delete remove'
  }
  for (const [deed, words] of Object.entries(verbs)) {
    for (const word of words.split(' ')) t.same(deedOf(`${word} a Visit`), [deed, 'visit'], word)
  }
  t.ok(doOtherwise(['get', 'visit'], ['create', 'visit']))
  t.notOk(doOtherwise(['create', 'visit'], ['create', 'plan']))
  t.notOk(doOtherwise(['visit'], ['visit']) || doOtherwise(['get'], ['create', 'get']))
  t.end()
})

t.test('Words are the same in any order, and share as many as they have in common', t => {
  t.same([sameWords([], []), sameWords(['a', 'b'], ['b', 'a']), sameWords(['a'], ['a', 'a']), sameWords(['a', 'b'], ['a', 'c'])],
    [false, true, false, false])
  t.same([shareOf([], ['a']), shareOf(['a'], []), shareOf(['a', 'b'], ['b', 'c']), shareOf(['a', 'a'], ['a', 'b']), shareOf(['a'], ['a'])],
    [0, 0, 0.5, 0.5, 1])
  t.same([isPartOf([], ['a']), isPartOf(['a'], ['b', 'a']), isPartOf(['a', 'c'], ['a'])], [false, true, false])
  t.end()
})

const text: JsonSchema = { type: 'string' }
const object = (properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema =>
  ({ type: 'object', properties, required })
const list = (items?: JsonSchema): JsonSchema => ({ type: 'array', ...items && { items } })
const membersOf = (schema: JsonSchema): Member[] => [...membersIn(schema)]
const member = (name: string, schema: JsonSchema = text): Member => membersOf(object({ [name]: schema }))[0]!

t.test('Members are those of the objects, and those of a list are the list\'s', t => {
  const schema = object({
    id: text,
    identity: object({ birthDate: text, name: object({ first: text }, []) }),
    none: object({}),
    tags: list(text),
    bare: list(),
    nullable: { type: ['array', 'null'] },
    visits: list(object({ date: text, notes: list(list(object({ by: text }))) }))
  }, ['id', 'identity', 'visits'])
  t.same(allOf(membersOf(schema)).map(({ path, name, names, isRequired }) => [path, name, names.join('.'), isRequired]), [
    ['id', 'id', 'id', true], ['identity.birthDate', 'birthDate', 'identity.birthDate', true],
    ['identity.name.first', 'first', 'identity.name.first', false], ['none', 'none', 'none', false], ['tags[]', 'tags', 'tags', false],
    ['bare[]', 'bare', 'bare', false], ['nullable[]', 'nullable', 'nullable', false], ['visits[]', 'visits', 'visits', true],
    ['visits[].date', 'date', 'date', true], ['visits[].notes[]', 'notes', 'notes', true], ['visits[].notes[][]', '', '', true],
    ['visits[].notes[][].by', 'by', 'by', true]
  ])
  t.equal(membersIn(schema), membersIn(schema))
  t.same([membersIn(undefined), membersIn(text)], [[], []])
  t.same(membersOf(list(object({ a: text }))).map(it => [it.path, it.items!.length]), [['[]', 1]])
  t.same(membersOf(schema).slice(0, 3).map(objectOf), ['', 'identity', 'identity.name'])
  t.same([member('id').items, member('tags', list(text)).items, member('tags', { items: text }).items], [undefined, [], []])
  let deep: JsonSchema = object({ last: text })
  for (let depth = 0; depth < 20; depth++) deep = object({ a: deep })
  t.equal(membersOf(deep)[0]!.names.length, 12)
  t.end()
})

t.test('A member has a title by what is said of it first, and some names say little', t => {
  const titled = (schema: JsonSchema) => titleOf(member('x', { ...text, ...schema })).join(' ')
  t.same([
    titled({ title: 'Visit date' }), titled({ title: 'Visit', description: 'Other' }), titled({ description: '  Visit date. When it was' }),
    titled({ description: 'Visit date: when' }), titled({ description: 'Visit date (day)' }), titled({ description: 'Visit date\nWhen' }),
    titled({}), titled({ title: `${'x'.repeat(39)} ${'y'.repeat(41)}` }), titled({ title: 'x'.repeat(80) })
  ], ['visit date', 'visit', 'visit date', 'visit date', 'visit date', 'visit date', '', '', 'x'.repeat(80)])
  for (const name of 'id code name type status state date value number title description reason detail comment key'.split(' ')) {
    t.ok(isCommon(member(name)), name)
  }
  t.same(['visitDate', 'gender', 'codeList', 'dateOfBirth', '_', 'codes'].map(it => isCommon(member(it))),
    [false, false, false, false, true, true])
  const same = (a: string, b: string, schema?: JsonSchema) => haveSameName(member(a), member(b, { ...text, ...schema }), noNames)
  t.same([same('visitDate', 'visit_date'), same('visitDate', 'dateOfVisit'), same('visitDate', 'met', { title: 'Date of the visit' }),
    same('visitDate', 'met')], [true, true, true, false])
  t.ok(haveSameName(member('visitDate'), member('met'), { ...noNames, areSame: (a, b) => a === 'visitDate' && b === 'met' }))
  t.end()
})

const found = (ours: string, official: string, isUsed = true): MemberMatch => ({ ours, official, confidence: 1, reason: '…', isUsed })

t.test('What a name stands for elsewhere is known where it stands for nothing else', t => {
  const names = namesOf([
    found('visits[].visitDate', 'meetings[].met_on'), found('body.visit_date', 'metOn'),
    found('tags[]', 'labels[]'), found('a', 'x'), found('a', 'y'), found('b', 'x'),
    found('c', 'z', false)
  ])
  t.same([names.areSame('visitDate', 'metOn'), names.areSame('a', 'x'), names.areSame('b', 'x'), names.areSame('c', 'z')],
    [true, false, false, false])
  t.same([names.areOthers('visitDate', 'metOn'), names.areOthers('visitDate', 'other'), names.areOthers('other', 'metOn'),
    names.areOthers('c', 'z'), names.areOthers('a', 'y'), names.areOthers('b', 'y')], [false, true, true, false, false, true])
  t.ok(names.areSame('tags', 'labels'))
  t.same([noNames.areSame('a', 'a'), noNames.areOthers('a', 'b')], [false, false])
  t.end()
})

const pairsOf = (ours: JsonSchema, official: JsonSchema, decisions?: Parameters<typeof matchMembers>[3]) =>
  matchMembers(membersIn(ours), membersIn(official), noNames, decisions)
    .map(({ ours, official, confidence, reason, isUsed }) => `${ours} ${official} ${confidence} ${isUsed} ${reason}`)

t.test('A member is known by the strongest of what speaks for it', t => {
  const date: JsonSchema = { type: 'string', format: 'date' }
  const truth: JsonSchema = { type: 'boolean' }
  const codes = (...all: string[]): JsonSchema => ({ type: 'string', enum: all })
  const cases: Array<[string, JsonSchema, JsonSchema, string[]]> = [
    ['the same name', object({ visitDate: date }), object({ visit_date: date }), ['visitDate visit_date 0.99 true it has the same name']],
    ['in another object', object({ a: object({ gender: text, age: text }) }), object({ b: object({ gender: text, age: text }) }), [
      'a.gender b.gender 0.97 true it has the same name, in another object', 'a.age b.age 0.97 true it has the same name, in another object'
    ]],
    ['a common one', object({ a: object({ gender: text, code: text }) }), object({ b: object({ gender: text, code: text }) }), [
      'a.code b.code 0.95 true it has the same name, in the same object as others',
      'a.gender b.gender 0.93 true its name has the same words'
    ]],
    ['the same words', object({ visitDate: date }), object({ dateOfVisit: date }), [
      'visitDate dateOfVisit 0.93 true its name has the same words'
    ]],
    ['the object and the name', object({ learnerName: text }), object({ learner: object({ name: text }) }), [
      'learnerName learner.name 0.92 true its name and the object have the same words'
    ]],
    ['what is said of it', object({ visitDate: text }), object({ met: { ...text, title: 'Visit date' } }), [
      'visitDate met 0.9 true what is said of it begins with our name'
    ]],
    ['a table', object({ gender: codes('M', 'F', 'D') }), object({ sex: codes('m', 'f', 'd') }), [
      'gender sex 0.88 true it has the same table of codes'
    ]],
    ['a table of two', object({ gender: codes('M', 'F') }, []), object({ sex: codes('m', 'f') }, []), [
      'gender sex 0.75 false it is the closest of what is left'
    ]],
    ['items', object({ visits: list(object({ date: text, by: text })) }), object({ meetings: list(object({ date: text, by: text })) }), [
      'visits[] meetings[] 0.85 true its items have the same members', 'visits[].date meetings[].date 0.99 true it has the same name',
      'visits[].by meetings[].by 0.99 true it has the same name'
    ]],
    ['its kind', object({ isOpen: truth, a: text }), object({ on: truth, a: text }), [
      'a a 0.99 true it has the same name', 'isOpen on 0.8 true it is the only one of its kind'
    ]],
    ['a part of the name', object({ visitKey: text }), object({ key: text }), [
      'visitKey key 0.8 true its name is a part of ours, and nothing else is left that it could be'
    ]],
    ['another kind', object({ visitDate: date }), object({ visitDate: truth }), [
      'visitDate visitDate 0.75 false it has the same name, but is of another kind'
    ]],
    ['nothing', object({ alpha: text }, []), object({ beta: text }, []), [
      'alpha beta 0.3 false it is of the same kind, and is nothing else'
    ]]
  ]
  for (const [what, ours, official, pairs] of cases) t.same(pairsOf(ours, official), pairs, what)
  const both = object({ a: text, b: text, c: text })
  t.same(pairsOf(both, object({ x: text, y: text, a: text }), { matches: { a: 'x', b: null, c: 'gone' }, news: new Set(['y']) }), [
    'a x 1 true somebody decided so', 'c a 0.3 false it is of the same kind, and is nothing else'
  ])
  t.end()
})

t.test('How like two members are goes by words, kinds and tables', t => {
  const codes: JsonSchema = { type: 'string', enum: ['A', 'B'] }
  const like = (a: Member, b: Member) => Math.round(100 * likenessOfMembers(a, b)) / 100
  t.same([
    like(member('visitDate'), member('visitDate')), like(member('visitDate'), member('visitDay')), like(member('x'), member('y')),
    like(member('x', codes), member('y', codes)), like(member('x', { type: 'boolean' }), member('y', { type: 'boolean' })),
    like(member('x', { type: 'boolean' }), member('x', { type: 'integer' })),
    like(member('x', { type: 'boolean' }), member('y', { type: 'integer' })),
    like(member('visitDate'), member('met', { ...text, title: 'Visit date' }))
  ], [0.8, 0.5, 0.2, 0.8, 0.4, 0.5, 0, 0.8])
  const shapes = (a: JsonSchema, b: JsonSchema) => Math.round(100 * likenessOfShapes(membersOf(a)[0]!, membersOf(b)[0]!))
  t.same([
    shapes(object({ a: text }), object({ b: text })), shapes(object({ a: text }), object({ b: text }, [])),
    shapes(object({ a: text }), object({ b: { ...text, maxLength: 3 } })), shapes(object({ a: text }), object({ c: object({ b: text }) })),
    shapes(object({ a: text }), object({ b: { type: 'integer', format: 'int32' } }))
  ], [30, 25, 25, 20, 20])
  t.end()
})

const operation = (more: Partial<OfficialOperation>): OfficialOperation =>
  ({ method: 'GET', path: '/x', parameters: [], replies: {}, ...more })
const sends = (schema: JsonSchema): Pick<OfficialOperation, 'body'> =>
  ({ body: { mediaTypes: ['application/json'], schema, required: true } })

t.test('An operation is known by its words, by its route and by its members', t => {
  const visit = operation({
    operationId: 'recordVisit',
    summary: 'Add a Visit',
    method: 'POST',
    path: '/v1.0/training-plans/{id}/visits/',
    ...sends(object({ visitDate: text })),
    replies: { 201: { mediaTypes: [], schema: list(object({ planKey: text })) } }
  })
  t.same(wordsIn(visit), {
    id: 'recordvisit',
    summary: 'add visit',
    deeds: { summary: ['create', 'visit'], id: ['record', 'visit'] },
    shape: 'training plan/{}/visit',
    names: ['visit date', '', 'plan key']
  })
  t.equal(wordsIn(operation({ path: '/v12.34/{id}s/xv1/v1.10.2' })).shape, 'id s/xv1')
  t.same(wordsIn(operation({ path: '/V2/x{id}/v2x' })), { id: undefined, summary: undefined, deeds: {}, shape: 'x id/v2x', names: [] })
  const [day, key] = [object({ visitDate: text, by: text }), object({ colour: text, size: text, weight: text })]
  const cases: Array<[Partial<OfficialOperation>, Partial<OfficialOperation>, string]> = [
    [{ operationId: 'a', summary: 'A visit' }, { operationId: 'A', summary: 'Visits', path: '/y' },
      '0.99 it has the same operationId and summary'],
    [{ operationId: 'a', summary: 'A visit' }, { operationId: 'b', summary: 'Visits' }, '0.98 it has the same summary, method and path'],
    [{ operationId: 'a', summary: 'A visit' }, { operationId: 'b', summary: 'Visits', path: '/y' }, '0.97 it has the same summary'],
    [{ operationId: 'a', summary: 'A visit' }, { operationId: 'a', summary: 'Other', path: '/y' }, '0.95 it has the same operationId'],
    [{ operationId: 'a', ...sends(day) }, { operationId: 'a', path: '/y', ...sends(day) }, '0.95 it has the same operationId'],
    [{ operationId: 'GetVisit' }, { operationId: 'retrieveVisit', path: '/y' }, '0.88 what it does is called by the same words'],
    [{ operationId: 'ab', ...sends(day) }, sends(day),
      '0.85 it has the same method and shape of the path, and like members'],
    [{ operationId: 'a', ...sends(day) }, { operationId: 'b', ...sends(key) }, '0.3 it is the closest of what is left']
  ]
  for (const [ours, official, found] of cases) {
    const pairs = matchOperations([operation(ours)], [operation(official)])
    t.same(pairs.map(it => `${it.confidence} ${it.reason}`), [found], found)
    t.same(pairs.map(it => it.isUsed), [!/closest/.test(found)])
  }
  const [one, other] = [operation({ summary: 'One' }), operation({ summary: 'Other' })]
  const decided = { official: other, confidence: 1, reason: 'somebody decided so', isUsed: true }
  t.match(matchOperations([one], [one, other], [[one, other]]), [decided])
  t.same(matchOperations([one], [one], [[one, null]]), [])
  const like = (more: Partial<OfficialOperation>): number => Math.round(100 * likenessOfOperations(one, operation(more)))
  t.same([like({ summary: 'One' }), like({ method: 'PUT' }), like({ path: '/y' })], [82, 46, 28])
  t.end()
})

t.test('A parameter is looked for in its place, then elsewhere, then by its order in the path', t => {
  const parameter = (place: string, isRequired = true): OfficialParameter => {
    const [where, name] = place.split('.') as ['path' | 'query' | 'header', string]
    return { name, in: where, required: isRequired, schema: text }
  }
  const matched = (ours: string[], official: string[], isRequired = true) => matchParameters(
    operation({ parameters: ours.map(it => parameter(it)) }),
    operation({ parameters: official.map(it => parameter(it, isRequired)) }),
    noNames
  ).map(({ ours, official, confidence, reason, isUsed }) => `${ours} ${official} ${confidence} ${isUsed} ${reason}`)
  t.same(matched(['path.planId'], ['path.plan_id']), ['path.planId path.plan_id 0.99 true it has the same name'])
  t.same(matched(['header.EID'], ['query.eid']), ['header.EID query.eid 0.99 true it has the same name'])
  t.same(matched(['header.EID'], ['query.eid'], false), ['header.EID query.eid 0.75 false it has the same name'])
  t.same(matched(['header.EID'], ['query.eid', 'header.other']), [
    'header.EID header.other 0.3 false it is of the same kind, and is nothing else'
  ])
  t.same(matched(['path.alpha'], ['path.beta']), ['path.alpha path.beta 0.9 true nothing else is left in the path'])
  t.same(matched(['path.alpha'], ['path.beta', 'query.gamma'])[0], 'path.alpha path.beta 0.7 false it has the same place in the path')
  t.same(matched(['path.alpha', 'path.gamma'], ['path.beta', 'path.delta']), [
    'path.alpha path.beta 0.7 false it has the same place in the path', 'path.gamma path.delta 0.7 false it has the same place in the path'
  ])
  t.same(matched(['path.alpha', 'path.gamma'], ['path.beta']).filter(it => /true/.test(it)), [])
  t.end()
})
