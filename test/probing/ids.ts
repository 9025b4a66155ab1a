import t from 'tap'
import { collections } from '../../src/tec/provider-based/collections/collections.ts'
import { open, type Reply } from '../harness.ts'
import { beginProviderBased, beginWorkBased, wholeRecord, workBasedBases } from './bases.ts'
import { at, withValue, type Path } from './members.ts'
import { sendBase } from './outcome.ts'

const warnings = ({ headers: { 'sandbox-warnings': told } }: Reply): string[] => told === undefined ? [] : String(told).split(', ')

/** The operations that make what has a local id, where that stands, and an id that is there already. */
const making: ReadonlyArray<readonly [operationId: string, path: Path, there: string]> = [
  ['CreateLearner', ['learnerLocalId'], 'L1'],
  ['CreateTrainingAgreement', ['trainingAgreementLocalId'], 'A1'],
  ['TransferTrainingAgreement', ['newTrainingAgreementLocalId'], 'A3'],
  ['CreateEnrolment', ['enrolmentLocalId'], 'E1'],
  ['CreateComplexEnrolment', ['enrolment', 'enrolmentLocalId'], 'E1'],
  ['CreateComplexEnrolment', ['subEnrolments', 0, 'enrolmentLocalId'], 'E1'],
  ['CreateTrainingPlan', ['trainingPlanLocalId'], 'P1'],
  ['CreateProgramme', ['programmeLocalId'], 'Q1'],
  ['CreateOffJobDelivery', ['offJobDeliveryLocalId'], 'D1']
]

t.test('Of local ids that differ in case or blanks alone, the second is told of, and is another', async t => {
  const client = await open(t)
  await beginWorkBased(client)
  const start = client.sandbox.store.image()
  for (const [operationId, path, there] of making) {
    const base = workBasedBases[operationId]!
    for (const id of [there.toLowerCase(), ` ${there}`, `${there} `]) {
      client.sandbox.restore(start)
      const sent = withValue(base.body, path, id)
      const reply = await sendBase(client, base, sent)
      t.match([reply.status, warnings(reply).join()], [201, /local-id-unlike-others$/], `${operationId} ${JSON.stringify(id)}`)
      t.equal(at(await base.readBack(client, sent, reply), path), id, 'it reads back as it was sent')
    }
    client.sandbox.restore(start)
    t.strictSame(warnings(await sendBase(client, base, withValue(base.body, path, `${there}-9`))), [], 'one that differs in more is not')
  }
})

t.test('The parts of a complex enrolment, and a plan\'s visits, are held to it as well', async t => {
  const client = await open(t)
  await beginWorkBased(client)
  const base = workBasedBases.CreateComplexEnrolment!
  const parts = await sendBase(client, base, withValue(base.body, ['subEnrolments', 0, 'enrolmentLocalId'], 'e9'))
  t.strictSame([parts.status, warnings(parts)], [201, ['enrolment.local-id-unlike-others']])
  const visit = (visitLocalId: string, visitDate: string) => client.post('/training-plans/P1/visits', { visitLocalId, visitDate })
  t.strictSame(warnings(await visit('V1', '2026-02-16')), [])
  t.strictSame(warnings(await visit('v1 ', '2026-02-17')), ['value.id-without-blanks-around', 'visit.local-id-unlike-others'])
})

t.test('An upload tells of records that take each other\'s place, and of ids that are nearly the same', async t => {
  const client = await open(t)
  const { submissionToken } = await beginProviderBased(client)
  for (const collection of collections) {
    const put = (...ids: string[]) =>
      client.sdr('PUT', `/${collection.name}`, { submissionToken, content: ids.map(id => wholeRecord(collection, id)) })
    for (const [ids, rules] of [
      [['X1'], []],
      [['Y1', 'Y2'], []],
      [['Y1', 'Y1'], ['batch.local-id-once']],
      [['x1'], ['batch.local-id-unlike-others']],
      [['Z1', 'z1 '], ['value.id-without-blanks-around', 'batch.local-id-unlike-others']]
    ] as const) {
      const reply = await put(...ids)
      t.strictSame([reply.status, warnings(reply)], [200, rules], `${collection.name} ${ids.join(' and ')}`)
    }
  }
})
