import t from 'tap'
import { namesOf, noNames } from '../../src/contract/known-names.ts'
import { matchDocuments } from '../../src/contract/match.ts'
import { matchMembers } from '../../src/contract/match-members.ts'
import { matchOperations } from '../../src/contract/match-operations.ts'
import { membersIn } from '../../src/contract/members.ts'
import type { JsonSchema, OfficialDocument, OfficialOperation } from '../../src/contract/official.ts'
import { overlayText, proposalsIn } from '../../src/contract/proposals.ts'

/** What is not gone by: where another has a better claim, or where the one that it would be may be gone. */

const text: JsonSchema = { type: 'string' }
const truth: JsonSchema = { type: 'boolean' }
const object = (properties: Record<string, JsonSchema>, required = Object.keys(properties)): JsonSchema =>
  ({ type: 'object', properties, required })
const list = (...names: string[]): JsonSchema => ({ type: 'array', items: object(Object.fromEntries(names.map(name => [name, text]))) })

const used = (ours: JsonSchema, official: JsonSchema, known = noNames): string[] =>
  matchMembers(membersIn(ours), membersIn(official), known).filter(it => it.isUsed).map(it => `${it.ours} ${it.official} ${it.confidence}`)

t.test('The only one of its kind is that only where no other could be, and where it has to be there', t => {
  t.same(used(object({ isOpen: truth }), object({ on: truth })), ['isOpen on 0.8'])
  t.same(used(object({ isOpen: truth, tags: list('a') }), object({ on: truth })), ['isOpen on 0.8'], 'a list is no truth')
  t.same(used(object({ isOpen: truth }), object({ on: truth, labels: list('a') })), ['isOpen on 0.8'])
  t.same(used(object({ isOpen: truth, isNew: truth }), object({ on: truth })), [])
  t.same(used(object({ isOpen: truth }), object({ on: truth, off: truth })), [])
  t.same(used(object({ isOpen: truth, label: text }), object({ on: truth })), [], 'a text can be a truth')
  t.same(used(object({ isOpen: truth }), object({ on: truth, label: text })), [])
  t.same(used(object({ isOpen: truth }, []), object({ on: truth })), [])
  t.same(used(object({ isOpen: truth }), object({ on: truth }, [])), [])
  t.same(used(object({ opened: { ...text, format: 'date' } }), object({ at: text })), [], 'a text is no date for certain')
  t.same(used(object({ isOpen: truth }), object({ on: truth }), { ...noNames, areOthers: () => true }), [])
  t.same(used(object({ visitKey: text }), object({ key: text }, [])), [])
  t.same(used(object({ visitKey: text }, []), object({ key: text })), [])
  t.same(used(object({ visitKey: text, other: text }), object({ key: text })), [])
  t.same(used(object({ visitKey: text }), object({ key: text }), { ...noNames, areOthers: () => true }), [])
  t.end()
})

t.test('Lists are the same by the names in their items, tables by their codes', t => {
  const lists = (one: string[], other: string[]) =>
    used(object({ a: list(...one), x: list('q') }), object({ b: list(...other), y: list('r') }))
  t.same(lists(['date', 'by', 'on'], ['date', 'by', 'at']).filter(it => /^a\[\] /.test(it)), ['a[] b[] 0.85'])
  t.same(lists(['date', 'by', 'on'], ['date', 'no', 'at']), [])
  t.same(lists(['date'], ['date']), [])
  t.same(used(object({ a: list('p', 'q') }, []), object({ a: text, b: text }, [])), [])
  const table = (...codes: string[]): JsonSchema => object({ code1: { type: 'string', enum: codes } }, [])
  const other = (...codes: string[]): JsonSchema => object({ letter: { type: 'string', enum: codes } }, [])
  t.same(used(table('A', 'B', 'C'), other('a', 'b', 'c', 'd')), ['code1 letter 0.88'])
  t.same(used(table('A', 'B', 'C'), other('a', 'b', 'x')), [])
  t.same(used(table('A', 'B'), other('a', 'b', 'c')), [])
  t.same(used(table('A', 'B', 'C'), other('a', 'b')), [])
  t.same(used(table('A', 'B', 'C'), object({ letter: text }, [])), [])
  t.match(matchMembers(membersIn(table('IN_PROGRESS', 'DONE', 'NEW')), membersIn(other('InProgress', 'Done', 'New')), noNames), [
    { values: Object }
  ])
  t.notOk('values' in matchMembers(membersIn(object({ a: text })), membersIn(object({ a: text })), noNames)[0]!)
  t.end()
})

t.test('What is called so elsewhere is called so here, if its name says anything', t => {
  const known = namesOf([{ ours: 'visits[].gender', official: 'visits[].sex', confidence: 1, reason: '…', isUsed: true }])
  const ours = (more: string[]) => object(Object.fromEntries(['gender', 'alpha', ...more].map(it => [it, text])), [])
  t.same(used(ours([]), object({ sex: text, beta: text }, []), known), ['gender sex 0.9'])
  t.same(used(ours([]), object({ sex: text, beta: text }, [])), [])
  const common = namesOf([{ ours: 'gender', official: 'code', confidence: 1, reason: '…', isUsed: true }])
  t.same(used(ours([]), object({ code: text, beta: text }, []), common), [])
  t.same(used(object({ learner: object({ name: text }) }), object({ name: object({ learner: text }) })), ['learner.name name.learner 0.92'])
  t.end()
})

const operation = (more: Partial<OfficialOperation>): OfficialOperation =>
  ({ method: 'GET', path: '/x', parameters: [], replies: {}, ...more })
const sends = (...names: string[]): Pick<OfficialOperation, 'body'> => ({
  body: { mediaTypes: ['application/json'], schema: object(Object.fromEntries(names.map(it => [it, text]))), required: true }
})
const pairs = (ours: OfficialOperation[], official: OfficialOperation[]): string[] =>
  matchOperations(ours, official).filter(it => it.isUsed).map(it => `${it.ours.path} ${it.official.path} ${it.confidence}`)

t.test('An id is not believed where another operation has the better claim, by its summary or its route', t => {
  const one = operation({ operationId: 'a', summary: 'Visit of plans', path: '/1' })
  const its = operation({ operationId: 'a', summary: 'Learner', path: '/2' })
  t.same(pairs([one], [its]), ['/1 /2 0.95'])
  t.same(pairs([one], [its, operation({ summary: 'Visit of learners', path: '/3' })]), [])
  t.same(pairs([one, operation({ summary: 'Learner of visits', path: '/3' })], [its]), [])
  t.same(pairs([one], [its, operation({ summary: 'Colours', path: '/3' })]), ['/1 /2 0.95'])
  t.same(pairs([one, operation({ summary: 'Colours', path: '/3' })], [its]), ['/1 /2 0.95'])
  t.same(pairs([one, operation({ summary: 'Colours', path: '/2' })], [its]), [], 'the route is another\'s')
  t.same(pairs([one], [its, operation({ summary: 'Colours', path: '/1' })]), [])
  t.same(pairs([one], [its, operation({ path: '/1', method: 'PUT' })]), ['/1 /2 0.95'])
  t.same(pairs([one], [{ ...its, path: '/1' }, operation({ summary: 'Visit of learners', path: '/3' })]), [])
  t.end()
})

t.test('An id, a deed or a route is not believed against what is said, or against the members', t => {
  const [day, other] = [sends('visitDate', 'visitKey', 'by'), sends('colour', 'size', 'weight')]
  t.same(pairs([operation({ operationId: 'visit', summary: 'Get a visit', path: '/1' })],
    [operation({ operationId: 'visit', summary: 'Delete it', path: '/2' })]), [])
  t.same(pairs([operation({ operationId: 'a', path: '/1', ...day })], [operation({ operationId: 'a', path: '/2', ...other })]), [])
  const sameRoute = operation({ operationId: 'a', path: '/1', ...other })
  t.same(pairs([operation({ operationId: 'a', path: '/1', ...day })], [sameRoute]), ['/1 /1 0.95'])
  t.same(pairs([operation({ operationId: 'a', path: '/1', ...day })], [operation({ operationId: 'a', path: '/2' })]), [])
  const get = (more: Partial<OfficialOperation>) => operation({ operationId: 'GetVisit', path: '/1', ...more })
  const read = (more: Partial<OfficialOperation>) => operation({ operationId: 'readVisit', path: '/2', ...more })
  t.same(pairs([get(day)], [read(day)]), ['/1 /2 0.88'])
  t.same(pairs([get({ ...day, method: 'PUT' })], [read(day)]), [])
  t.same(pairs([get(day)], [read(other)]), [])
  t.same(pairs([get({ summary: 'Get a plan' })], [read({ summary: 'Read a learner' })]), [], 'an id is not for people')
  t.same(pairs([get({ summary: 'Get a visit' })], [read({})]), ['/1 /2 0.88'])
  const at = (more: Partial<OfficialOperation>) => operation({ path: '/visits', ...day, ...more })
  t.same(pairs([at({ operationId: 'a' })], [at({})]), ['/visits /visits 0.85'])
  t.same(pairs([at({ operationId: 'a' })], [at({ operationId: 'b' })]), [])
  t.same(pairs([at({ operationId: 'GetVisit' })], [at({ summary: 'Delete' })]), [])
  t.same(pairs([at({})], [at({ summary: 'Delete' })]), ['/visits /visits 0.85'], 'nothing is said of the one')
  t.same(pairs([at({ operationId: 'a' })], [at(other)]), [])
  t.same(pairs([at({ operationId: 'a' })], [at({ method: 'PUT' })]), [])
  t.same(pairs([operation({})], [operation(day)]), [])
  t.same(pairs([operation(day)], [operation({})]), [])
  t.same(pairs([operation({})], [operation({})]), ['/x /x 0.85'])
  t.end()
})

t.test('An overlay decides of operations, and says what is proposed and why', t => {
  const document = (title: string, ...operations: OfficialOperation[]): OfficialDocument =>
    ({ title, version: '1', hash: 'abc', basePath: '', operations })
  const ours = document('Ours', operation({ operationId: 'RecordVisit', method: 'POST', path: '/visits', ...sends('visitDate', 'note') }))
  const theirs = document('Theirs',
    operation({ operationId: 'meet', method: 'PUT', path: '/meetings', ...sends('metOn', 'note') }), operation({ path: '/other' }))
  const decided = (place: string | null) => matchDocuments(ours, theirs, { matches: { RecordVisit: place } })
  for (const place of ['PUT /meetings', 'meet']) {
    t.match(decided(place).operations, [{ operationId: 'RecordVisit', official: { path: '/meetings' }, confidence: 1 }])
  }
  t.match(decided(null), { operations: [], oursOnly: ['RecordVisit'], officialOnly: [{}, {}] })
  t.throws(() => decided('GET /nothing'), { message: /has "GET \/nothing" for RecordVisit; the document has no such operation/ })
  const match = decided('meet')
  const reason = match.operations[0]!.body.find(it => !it.isUsed)!
  t.same(proposalsIn(match).map(it => [it.key, it.official]), [['RecordVisit.body.visitDate', 'metOn']])
  const plain = { document: { title: 'Theirs', version: '1', hash: 'abc' }, matches: { RecordVisit: 'meet' } }
  const told = {
    proposals: { 'RecordVisit.body.visitDate': 'metOn' },
    reasons: { 'RecordVisit.body.visitDate': `${reason.confidence}: ${reason.reason}` }
  }
  const question = { start: 'RecordVisit.body', ours: ['visitDate'], theirs: ['metOn'] }
  t.strictSame(JSON.parse(overlayText(match, { matches: plain.matches })), { ...plain, ...told })
  t.strictSame(JSON.parse(overlayText(match, { matches: plain.matches, news: ['x'] }, [question as never])), {
    ...plain, new: ['x'], ...told, undecided: { 'RecordVisit.body.visitDate': 'metOn' }
  })
  const replies = (...names: string[]) => ({ replies: { 200: { mediaTypes: [], schema: sends(...names).body!.schema! } } })
  const answered = matchDocuments(
    document('Ours', operation({ operationId: 'a', summary: 'Visit', ...replies('visitDate') })),
    document('Theirs', operation({ operationId: 'a', summary: 'Visit', ...replies('metOn') })))
  t.same(proposalsIn(answered).map(it => it.key), ['a.reply.visitDate'])
  const doubtful = matchDocuments(ours, document('Theirs', theirs.operations[0]!))
  t.same(proposalsIn(doubtful).map(it => [it.key, it.official]), [['RecordVisit', 'PUT /meetings']])
  t.end()
})
