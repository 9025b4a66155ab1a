import t from 'tap'
import { asSecondTeo, demand, open } from '../../../harness.ts'
import { apprentice, valid } from '../bodies.ts'
import { agreementStatus, agreementStatuses, enrolmentStatus, everyStatus, standing } from '../every-status.ts'
import { accepted, all, judge, warnedBy, type Request } from '../verdicts.ts'
import {
  elsewhere, transferTo, transfer, canBeTransferred, toAnother, successorNotFinished, successorOfTheLearner, learnerWithAgreement
} from './requests.ts'

const otherwise = warnedBy('transfer.details-of-the-existing-agreement')

t.test('A transfer finishes the old agreement; the new one takes over its open enrolments', async t => {
  const client = await open(t)
  await apprentice(client)
  const transferred = await client.post('/training-agreements/A1/transfer', transferTo('A2'))
  t.equal(transferred.status, 201)
  t.strictSame(transferred.body, transferTo('A2'), 'the reply is the request, without a status')
  t.strictSame((await client.get('/training-agreements/A2')).body, {
    learnerLocalId: 'L1', trainingAgreementLocalId: 'A2', trainingAgreement: elsewhere, trainingAgreementStatus: 'Pending'
  })
  t.strictSame((await client.get('/training-agreements/A1')).body, { ...valid.agreement('A1', 'L1'), trainingAgreementStatus: 'Finished' })
  t.match((await client.get('/enrolments/E1')).body, { trainingAgreementLocalId: 'A2', enrolmentStatus: 'Active' })
})

t.test('A transfer of an agreement in each status', async t => {
  const client = await open(t, { fixture: everyStatus(t) })
  const moved = {
    agreement: 'Finished',
    Pending: 'Active under NEW',
    Active: 'Active under NEW',
    Hold: 'Active under NEW',
    Grace: 'Active under NEW',
    Withdrawn: 'Withdrawn',
    Completed: 'Completed'
  }
  for (const status of agreementStatuses) {
    await client.admin('POST', '/reset')
    const path = `/training-agreements/${status}/transfer`
    if (status === 'Finished') await judge(t, client, (): Request => ['POST', path, transferTo('NEW')], [[status, canBeTransferred]])
    else {
      await client.post(path, transferTo('NEW'))
      t.equal(await agreementStatus(client, 'NEW'), 'Pending', `what takes over from one that was ${status} waits for a plan of its own`)
      t.strictSame(await standing(client, status), moved)
      t.equal((await client.get(`/training-agreements/${status}`)).body.pauseDate, undefined)
    }
  }
})

t.test('A transfer ends a pause: an apprenticeship goes on if it has a plan, else it waits for one', async t => {
  for (const [pause, plan, programme, expected] of [
    ['hold', true, 'DEMO-NZA', 'Active'], ['hold', false, 'DEMO-NZA', 'Pending'], ['hold', false, 'DEMO-IT', 'Active'],
    ['grace', true, 'DEMO-NZA', 'Active'], ['grace', false, 'DEMO-NZA', 'Pending'], ['grace', false, 'DEMO-IT', 'Active'],
    [undefined, true, 'DEMO-NZA', 'Active'], [undefined, false, 'DEMO-NZA', 'Pending'], [undefined, false, 'DEMO-IT', 'Active']
  ] as const) {
    const client = await open(t)
    await learnerWithAgreement(client)
    await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1', '2025-06-09', { programmeLocalId: programme }))
    if (plan) await client.post('/training-plans', valid.plan('P1', 'A1'))
    if (pause) {
      await client.put(`/training-agreements/A1/${pause}`, { pauseDate: '2026-02-02', onHoldReasonCode: 'PL', graceReasonCode: 'RD' })
    }
    await client.post('/training-agreements/A1/transfer', transferTo('A2'))
    const name = `${programme} ${plan ? 'with' : 'without'} a plan, ${pause ?? 'no pause'}: ${expected}`
    t.equal(await enrolmentStatus(client, 'E1'), expected, name)
    t.equal(await agreementStatus(client, 'A2'), programme === 'DEMO-IT' ? 'Active' : 'Pending', 'a new employer has yet to sign a plan')
  }
})

t.test('A transfer can be to an agreement of the same learner that is not Finished', async t => {
  const client = await open(t)
  await learnerWithAgreement(client)
  await client.post('/learners', valid.learner('L2'))
  for (const [id, learner] of [['PENDING', 'L1'], ['WITHDRAWN', 'L1'], ['OTHERS', 'L2'], ['OTHERS-OVER', 'L2']] as const) {
    demand(await client.post('/training-agreements', valid.agreement(id, learner, '2025-06-02', { employerName: `Of ${id}` })))
  }
  for (const id of ['WITHDRAWN', 'OTHERS-OVER']) {
    await client.put(`/training-agreements/${id}/withdraw`, { withdrawalDate: '2026-02-02', withdrawalReasonCode: 'CC' })
  }
  await client.call('POST', '/learners', valid.learner('L2'), asSecondTeo)
  await client.call('POST', '/training-agreements', valid.agreement('SECOND-TEO', 'L2'), asSecondTeo)
  await judge(t, client, id => transfer(transferTo(id)), [
    ['NEW', accepted], ['PENDING', otherwise], ['A1', toAnother], ['WITHDRAWN', successorNotFinished], ['OTHERS', successorOfTheLearner],
    ['OTHERS-OVER', all(successorNotFinished, successorOfTheLearner)], ['SECOND-TEO', accepted, 'an id of another TEO']
  ])
  await judge(t, client, id => ['POST', '/training-agreements/WITHDRAWN/transfer', transferTo(id)], [
    ['NEW', canBeTransferred], ['WITHDRAWN', all(canBeTransferred, toAnother, successorNotFinished)],
    ['OTHERS', all(canBeTransferred, successorOfTheLearner)]
  ])
  const before = (await client.get('/training-agreements/PENDING')).body
  const { body, headers } = await client.post('/training-agreements/A1/transfer', transferTo('PENDING'))
  t.strictSame(body, transferTo('PENDING', before.trainingAgreement), 'it keeps its employer and dates')
  t.equal(headers['sandbox-warnings'], 'transfer.details-of-the-existing-agreement')
  t.strictSame((await client.get('/training-agreements/PENDING')).body, before)
})
