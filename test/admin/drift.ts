import { readFileSync } from 'node:fs'
import t from 'tap'
import { demand, open } from '../harness.ts'

const document = readFileSync(new URL('../../docs/official/work-based.yaml', import.meta.url), 'utf8')

const overlay = { matches: { 'RecordVisit.body.visitLocalId': 'visitKey', 'RecordVisit.reply.visitLocalId': 'visitKey' } }

t.test('What is otherwise in a contract that was adopted, mistakes first', async t => {
  const { admin } = await open(t)
  t.same((await admin('GET', '/contract/drift')).body, { contracts: [] }, 'none, as a rule')
  demand(await admin('PUT', '/contract', { document, overlay }))
  const { contracts: [drift, ...others] } = demand(await admin('GET', '/contract/drift')).body
  t.same(others, [])
  t.match(drift, { service: 'tec-work-based', title: 'Work Based Submissions', version: '2.0' })
  const { differences, documented } = drift
  t.ok(documented > 0 && documented < differences.length)
  t.same(new Set(differences.slice(0, documented).map((it: any) => it.basis)), new Set(['documented']))
  t.same(new Set(differences.slice(documented).map((it: any) => it.basis)), new Set(['inferred']))
  const find = (kind: string, operation: string, place: string) =>
    differences.find((it: any) => it.kind === kind && it.operation === operation && it.place === place)
  t.match(find('moved', 'RecordVisit', 'route'), {
    ours: 'POST /work-submission-api/v1.0/training-plans/{trainingPlanLocalId}/visits', official: 'POST /wbl/v2/plans/{planKey}/meetings'
  })
  t.match(find('renamed', 'RecordVisit', 'path.trainingPlanLocalId'), { official: 'path.planKey', rules: ['plan.exists'] })
  t.match(find('gone', 'CreateLearner', 'route'), { ours: 'POST /v1.0/learners' })
  t.match(find('renamed', 'RecordVisit', 'body.visitLocalId'), { official: 'visitKey' })
  demand(await admin('DELETE', '/contract'))
  t.same((await admin('GET', '/contract/drift')).body, { contracts: [] })
})
