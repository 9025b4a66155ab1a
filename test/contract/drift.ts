import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { driftOf, type Drift } from '../../src/contract/drift.ts'
import { matchContract, matchDocuments } from '../../src/contract/match.ts'
import type { OfficialDocument } from '../../src/contract/official.ts'
import { ourDocument } from '../../src/contract/our-documents.ts'
import { readOfficial } from '../../src/contract/read.ts'
import { rulesOf, rulesThrough } from '../../src/contract/rules-about.ts'
import { driftAsJunit } from '../../src/pages/drift-junit.ts'
import { driftAsHtml } from '../../src/pages/drift.ts'
import { services } from '../../src/services.ts'

const folder = new URL('official/', import.meta.url)

const fragment = (name: string) => readFileSync(new URL(name, folder), 'utf8')

const serviceNamed = (name: string) => services.find(it => it.name === name)!

function driftIn (document: OfficialDocument): Drift[] {
  const match = matchContract(document, services)
  const service = serviceNamed(match.service)
  return driftOf(ourDocument(service), match, rulesOf(service))
}

t.test('Our own documents have no drift', async t => {
  for (const service of services) t.same(driftIn(ourDocument(service)), [], service.name)
})

for (const name of readdirSync(folder)) {
  t.test(`What the published page states, ours has: ${name}`, async t => {
    const document = await readOfficial(fragment(name), name)
    const match = matchContract(document, services)
    t.same(match.officialOnly, [])
    t.same(match.operations.filter(it => !it.isUsed).map(it => it.operationId), [])
    const here = new Set(match.operations.map(it => it.operationId))
    t.same(driftIn(document).filter(it => it.basis === 'documented' && here.has(it.operation)), [])
  })
}

const changes: Record<string, [from: string, to: string, Partial<Drift>]> = {
  moved: ['/plans/{trainingPlanLocalId}/visit:', '/visits/{trainingPlanLocalId}:', {
    place: 'route', kind: 'moved', ours: 'POST /work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits', basis: 'inferred'
  }],
  renamed: ['visitDate: { type: string, format: date }', 'dateOfVisit: { type: string, format: date }', {
    place: 'body.visitDate', kind: 'renamed', official: 'dateOfVisit', basis: 'documented'
  }],
  new: ['properties:', 'properties:\n                region: { type: string }', { place: 'body.region', kind: 'new', basis: 'inferred' }],
  gone: ['visitLocalId: { type: string, minLength: 1, maxLength: 20 }', 'region: { type: object }', {
    place: 'body.visitLocalId', kind: 'gone', basis: 'documented'
  }],
  type: ['visitLocalId: { type: string,', 'visitLocalId: { type: integer,', {
    place: 'body.visitLocalId', kind: 'type', ours: 'string', official: 'integer', basis: 'documented'
  }],
  format: ['format: date }', 'format: date-time }', { place: 'body.visitDate', kind: 'format', ours: 'date', official: 'date-time' }],
  length: ['maxLength: 20', 'maxLength: 36', { place: 'body.visitLocalId', kind: 'length', ours: '1 to 20', official: '1 to 36' }],
  enumeration: ['visitLocalId: { type: string,', 'visitLocalId: { type: string, enum: [a, b],', {
    place: 'body.visitLocalId', kind: 'enumeration', official: ['a', 'b']
  }],
  required: ['required: [visitLocalId, visitDate]', 'required: [visitDate]', {
    place: 'body.visitLocalId', kind: 'required', ours: true, official: false, basis: 'documented'
  }],
  nullable: ['visitDate: { type: string, format: date }', 'visitDate: { type: string, format: date, nullable: true }', {
    place: 'body.visitDate', kind: 'nullable', ours: false, official: true, basis: 'inferred'
  }],
  status: ["'201':", "'200':", { place: 'replies', kind: 'status' }],
  'media-type': ['application/json:', 'application/xml:', { place: 'body', kind: 'media-type', official: ['application/xml'] }]
}

for (const [kind, [from, to, expected]] of Object.entries(changes)) {
  t.test(`What differs is told of: ${kind}`, async t => {
    const text = fragment('record-a-visit.yaml')
    t.match(text, from)
    const drift = driftIn(await readOfficial(text.replace(from, to), 'visits')).filter(it => it.operation === 'RecordVisit')
    t.match(drift.find(it => it.kind === kind && it.place === expected.place), expected)
  })
}

t.test('A member that drifts names the rules that are about it, and an operation that is gone all of its own', async t => {
  const text = fragment('record-a-visit.yaml').replace('visitDate: {', 'dateOfVisit: {')
  const drift = driftIn(await readOfficial(text, 'visits'))
  t.ok(drift.find(it => it.place === 'body.visitDate')!.rules!.includes('visit.date-on-or-after-plan-signed'))
  t.ok(drift.find(it => it.operation === 'CreateLearner' && it.kind === 'gone')!.rules!.includes('learner.local-id-unused'))
})

t.test('Of two official documents it is told what the newer one changes, and which of our rules are concerned', async t => {
  const text = fragment('record-a-visit.yaml')
  const older = await readOfficial(text, 'older')
  const newer = await readOfficial(text.replaceAll('maxLength: 20', 'maxLength: 36').replaceAll('visitDate', 'visit_date'), 'newer')
  const match = matchContract(older, services)
  const drift = driftOf(older, matchDocuments(older, newer), rulesThrough(match, rulesOf(serviceNamed(match.service))))
  t.same(drift.map(({ kind, place, basis }) => `${kind} ${place} ${basis}`), [
    'length body.visitLocalId documented', 'renamed body.visitDate documented', 'length reply.visitLocalId documented',
    'renamed reply.visitDate documented'
  ])
  t.ok(drift[1]!.rules!.includes('visit.date-by-today'))
  t.same(driftOf(older, matchDocuments(older, older), () => []), [])
})

t.test('It goes out as JUnit\'s XML and as a page', async t => {
  const drift = driftIn(await readOfficial(fragment('record-a-visit.yaml').replace('visitDate: {', 'dateOfVisit: {'), 'visits'))
  const xml = driftAsJunit('A & B', drift)
  t.match(xml, '<testsuites name="drift of A &amp; B">')
  t.match(xml, /<testcase classname="RecordVisit" name="body.visitDate renamed"><failure message="documented: visitDate is dateOfVisit"/)
  const page = driftAsHtml('A & B', drift)
  t.match(page, '<title>Drift: A &amp; B</title>')
  t.match(page, /In what was documented.*visit\.date-by-today.*In what was guessed/s)
  t.match(driftAsHtml('A', []), 'No drift')
})
