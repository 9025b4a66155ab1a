import t from 'tap'
import { matchContract, type OperationMatch } from '../../src/contract/match.ts'
import { ourDocument } from '../../src/contract/our-documents.ts'
import { readOverlay } from '../../src/contract/overlay.ts'
import { overlayText, proposalsIn } from '../../src/contract/proposals.ts'
import { readOfficial } from '../../src/contract/read.ts'
import { services } from '../../src/services.ts'
import { runs } from '../effort.ts'
import { disguise } from './disguise.ts'
import { judge } from './judge.ts'

const allIn = (operations: readonly OperationMatch[]) =>
  operations.flatMap(({ parameters, body, reply }) => [...parameters, ...body, ...reply])

t.test('Each of our documents is matched with itself, wholly', async t => {
  for (const service of services) {
    const match = matchContract(ourDocument(service), services)
    t.equal(match.service, service.name)
    t.same([match.operations.length, match.officialOnly, match.oursOnly], [service.operations.length, [], []], service.name)
    t.same(allIn(match.operations).filter(({ isUsed, ours, official }) => !isUsed || ours !== official), [], service.name)
  }
})

for (const name of ['tec-work-based', 'tec-provider-based']) {
  t.test(`In a disguise, no operation or member of ${name} is taken for another, and each whose summary is kept is found`, async t => {
    const ours = ourDocument(services.find(it => it.name === name)!)
    const totals = { operations: 0, used: 0, members: 0, proposed: 0 }
    for (let seed = 0; seed < runs(100); seed += 1) {
      const { wrong, missed, counts } = await judge(ours, disguise(ours, seed))
      if (wrong.length + missed.length > 0) t.same({ wrong, missed }, { wrong: [], missed: [] }, `seed ${seed}`)
      for (const key of Object.keys(totals) as Array<keyof typeof totals>) totals[key] += counts[key]
    }
    t.comment(totals)
    t.ok(totals.used > 0.9 * totals.operations)
    t.ok(totals.members > 5 * totals.proposed)
  })
}

t.test('What is doubtful is proposed, not used, and decided by an overlay', async t => {
  const ours = ourDocument(services.find(it => it.name === 'tec-work-based')!)
  const document = await readOfficial(JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'Visits', version: '3' },
    paths: {
      '/meetings': {
        post: {
          summary: 'Record a Visit against a Training Plan',
          requestBody: {
            content: {
              'application/json': { schema: { type: 'object', properties: { key: { type: 'string' }, planKey: { type: 'string' } } } }
            }
          },
          responses: {}
        },
        get: { summary: 'Meetings of a plan', responses: {} }
      }
    }
  }), 'visits')
  const bodyOf = (overlay?: string) => {
    const { operations } = matchContract(document, services, overlay === undefined ? undefined : readOverlay(overlay, 'o'))
    return operations.find(({ operationId }) => operationId === 'RecordVisit')!.body
  }
  t.same(bodyOf().filter(({ isUsed }) => isUsed), [])
  const decided = bodyOf('{"matches":{"RecordVisit.body.visitLocalId":"key","RecordVisit.body.visitDate":null}}')
  t.match(decided, [{ ours: 'visitLocalId', official: 'key', confidence: 1, isUsed: true }])
  t.equal(decided.length, 1)
  const match = matchContract(document, services)
  t.match(match.officialOnly.map(({ method }) => method), ['GET'])
  t.equal(match.oursOnly.length, ours.operations.length - 1)
  const written = overlayText(match, { matches: { a: 'b' } })
  t.same(readOverlay(written, 'o'), { matches: { a: 'b' } }, 'what was decided stays')
  t.same(Object.keys((JSON.parse(written) as { proposals: object }).proposals), proposalsIn(match).map(({ key }) => key))
  t.throws(() => matchContract(document, services, { matches: { RecordVisit: 'GET /nothing' } }), { message: /has "GET \/nothing" for RecordVisit/ })
})
