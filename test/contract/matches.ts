import t from 'tap'
import { matchContract, type OperationMatch } from '../../src/contract/match.ts'
import { ourDocument } from '../../src/contract/our-documents.ts'
import { readOverlay } from '../../src/contract/overlay.ts'
import { overlayText, proposalsIn } from '../../src/contract/proposals.ts'
import { readOfficial } from '../../src/contract/read.ts'
import { documentOf } from '../../src/http/openapi.ts'
import { schemasIn } from '../../src/contract/resolve.ts'
import { services } from '../../src/services.ts'
import { firstSeed, isThorough, runs } from '../effort.ts'
import { disguise, type Level } from './disguise.ts'
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

/** Of each level how many disguises, and the least share of operations that is used, and how many members are for each one proposed. */
const levels: ReadonlyArray<readonly [Level, count: number, used: number, proposed: number]> =
  [['mild', 30, 0.85, 1000], ['usual', 100, 0.9, 5], ['wild', 60, 0.85, 4]]

/** Nobody looks at what is made from these while writing what matches, so that nothing is fitted to them. */
const heldOut = 60_000

const ranges = [firstSeed, ...isThorough ? [heldOut] : []]

for (const name of ['tec-work-based', 'tec-provider-based']) {
  for (const [level, usual, leastUsed, leastMembers] of levels) {
    t.test(`In a ${level} disguise, nothing of ${name} is taken for anything else, and each summary that is kept is found`, async t => {
      const ours = ourDocument(services.find(it => it.name === name)!)
      const totals = { operations: 0, used: 0, members: 0, proposed: 0 }
      const seeds = ranges.flatMap(first => Array.from({ length: runs(usual) }, (_, index) => first + index))
      for (const seed of seeds) {
        const { wrong, missed, counts } = await judge(ours, disguise(ours, seed, { level }))
        if (wrong.length + missed.length > 0) t.same({ wrong, missed }, { wrong: [], missed: [] }, `seed ${seed}`)
        for (const key of Object.keys(totals) as Array<keyof typeof totals>) totals[key] += counts[key]
      }
      t.comment(totals)
      // Some disguises have neither ids nor paths that say anything, so that the share is one of many disguises.
      if (seeds.length < 30) return
      t.ok(totals.used > leastUsed * totals.operations)
      t.ok(totals.members > leastMembers * totals.proposed)
    })
  }
}

/** A change of our own document, and what is then not gone by: a member, or an operation but the one that is called as is answered. */
const misleading: Record<string, (parts: any) => unknown> = {
  'RecordVisit.body.visitDate is a moment': ({ visit }) => { visit.properties.visitDate = { type: 'string', format: 'date-time' } },
  'RecordVisit.body.visitDate is a truth': ({ visit }) => { visit.properties.visitDate = { type: 'boolean' } },
  'RecordVisit.body.visitLocalId is a code': ({ visit }) => { visit.properties.visitLocalId = { type: 'string', enum: ['A', 'B'] } },
  'RecordVisit.body.visitDate is in another object alone': ({ visit }) => {
    visit.properties = { region: { type: 'object', properties: { visitDate: visit.properties.visitDate } }, key: { type: 'integer' } }
  },
  'RecordVisit has the id of DeleteVisit': ({ record, remove }) => {
    [record.operationId, remove.operationId, record.summary] = [remove.operationId, record.operationId, 'Add a Visit of a Plan']
    return record.summary
  },
  'GetTrainingPlan has the id of UpdateTrainingPlan, and is called by PATCH': ({ item, get, update }) => {
    delete item.get
    item.patch = { ...get, operationId: update.operationId, summary: 'Retrieve Training Plan' }
    item.put = { ...update, operationId: 'op12', summary: 'Amend a Plan' }
    return 'Retrieve Training Plan'
  },
  'UpdateProgrammeVersion has its route taken by what retrieves it': ({ version, move }) => {
    move(version.put, 'Service 27')
    version.put = { ...version.get, summary: 'Retrieve Programme Version', operationId: 'op26' }
    delete version.get
    return 'Service 27'
  }
}

for (const [what, change] of Object.entries(misleading)) {
  t.test(`A name, an id or a route is not believed against the rest: ${what}`, async t => {
    const document = structuredClone(documentOf(services.find(it => it.name === 'tec-work-based')!)) as any
    const [item, version] = ['/training-plans/{trainingPlanLocalId}', '/programmes/{programmeLocalId}/versions/{programmeVersionNumber}']
      .map(ending => document.paths[Object.keys(document.paths).find(path => path.endsWith(ending))!])
    const [record, remove] = ['RecordVisit', 'DeleteVisit'].map(id =>
      Object.values<any>(document.paths).flatMap(it => Object.values<any>(it)).find(it => it.operationId === id))
    const content = record.requestBody.content['application/json']
    const visit = content.schema = structuredClone(schemasIn(document).schema(content.schema))
    const move = (operation: object, summary: string) => {
      document.paths['/moved/{id}'] = { put: { ...operation, summary, operationId: 'op27' } }
    }
    const right = change({ visit, record, remove, item, get: item.get, update: item.put, version, move })
    const { operations } = matchContract(await readOfficial(JSON.stringify(document), 'it'), services)
    const [operation = '', place, ...path] = what.split(' ')[0]!.split('.')
    const match = operations.find(it => it.operationId === operation)
    if (place === undefined) t.ok(!match?.isUsed || match.official.summary === right)
    else t.same([match!.isUsed, match!.body.filter(it => it.ours === path.join('.') && it.isUsed)], [true, []])
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
