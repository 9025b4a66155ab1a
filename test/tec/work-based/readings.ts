import './guesses.ts'
import './histories.ts'
import './plausible.ts'
import './ways-on.ts'
import t from 'tap'
import { demand, open, type Client } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { agreementStatus, enrolmentStatus } from './every-status.ts'
import { accepted, all, judge, refusedBy, warnedBy, type Request, type Verdict } from './verdicts.ts'
import { workBasedReadings } from '../../../src/tec/work-based/readings.ts'
import './readings/pauses.ts'
import './readings/members.ts'

/** What each reading comes to that decides whether a request is refused, warned of or taken. */

interface Case {
  given?: (client: Client) => Promise<unknown>
  request: Request
  verdicts: Record<string, Verdict>
}

const details = (id: string, signed = '2025-06-02', more: object = {}) => valid.agreement(id, 'L1', signed, more).trainingAgreement
const transferTo = (to: string, newTrainingAgreement: object = details(to, '2026-02-02')): Request =>
  ['POST', '/training-agreements/A1/transfer', { newTrainingAgreementLocalId: to, newTrainingAgreement }]
const same = { employerName: 'Kererū Joinery Ltd' }

const cases: Record<string, Case | readonly Case[]> = {
  'same-agreement': [
    {
      request: ['POST', '/training-agreements', valid.agreement('A2', 'L1', '2025-06-02', same)],
      verdicts: {
        refused: refusedBy('agreement.unique-by-learner-employer-signed-date', 'trainingAgreementLocalId'),
        warned: warnedBy('agreement.unique-by-learner-employer-signed-date')
      }
    },
    {
      given: async client => client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'OT' }),
      request: ['POST', '/training-agreements', valid.agreement('A2', 'L1', '2025-06-02', same)],
      verdicts: {
        refused: warnedBy('agreement.unique-by-learner-employer-signed-date'),
        warned: warnedBy('agreement.unique-by-learner-employer-signed-date')
      }
    },
    {
      request: transferTo('A2', details('A1')),
      verdicts: {
        refused: all(
          refusedBy('transfer.unique-by-learner-employer-signed-date', 'newTrainingAgreementLocalId'),
          warnedBy('transfer.to-another-employer')
        ),
        warned: warnedBy('transfer.unique-by-learner-employer-signed-date', 'transfer.to-another-employer')
      }
    }
  ],
  'agreement-details': {
    request: ['POST', '/training-agreements', { learnerLocalId: 'L1', trainingAgreementLocalId: 'A2' }],
    verdicts: {
      required: refusedBy('agreement.details-given', 'trainingAgreement'), optional: warnedBy('agreement.details-given')
    }
  },
  'transfer-target': {
    request: transferTo('A2'),
    verdicts: {
      any: accepted, existing: refusedBy('transfer.new-agreement-of-the-learner', 'newTrainingAgreementLocalId')
    }
  },
  'restart-of-unpaused': {
    request: ['PUT', '/training-agreements/A1/restart', { restartDate: '2026-03-02' }],
    verdicts: {
      refused: refusedBy('agreement.can-be-restarted', 'trainingAgreementLocalId'), taken: warnedBy('agreement.can-be-restarted')
    }
  },
  'restart-from-grace': {
    given: async client => client.put('/training-agreements/A1/grace', { pauseDate: '2026-02-16', graceReasonCode: 'RD' }),
    request: ['PUT', '/training-agreements/A1/restart', { restartDate: '2026-02-15' }],
    verdicts: {
      refused: refusedBy('agreement.restart-on-or-after-grace', 'restartDate'),
      warned: warnedBy('agreement.restart-on-or-after-grace')
    }
  },
  'second-pause': {
    given: async client => client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }),
    request: ['PUT', '/training-agreements/A1/grace', { pauseDate: '2026-02-17', graceReasonCode: 'RD' }],
    verdicts: { taken: accepted, refused: refusedBy('agreement.can-be-in-grace', 'trainingAgreementLocalId') }
  },
  'withdrawal-start': {
    given: async client => {
      await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2026-02-16'))
      await client.put('/enrolments/E2/withdraw', { withdrawalDate: '2026-02-17', withdrawalReasonCode: 'OT' })
    },
    request: ['PUT', '/training-agreements/A1/withdraw', { withdrawalDate: '2026-02-15', withdrawalReasonCode: 'OT' }],
    verdicts: { open: accepted, all: refusedBy('agreement.withdrawal-on-or-after-participation-start', 'withdrawalDate') }
  },
  'deletion-of-ended': {
    given: async client => client.put('/enrolments/E1/withdraw', { withdrawalDate: '2026-02-17', withdrawalReasonCode: 'OT' }),
    request: ['DELETE', '/enrolments/E1', { deletionReason: 'IS', deletionDate: '2026-03-02' }],
    verdicts: { taken: accepted, refused: refusedBy('enrolment.not-withdrawn-or-completed', 'enrolmentLocalId') }
  },
  'pathway-mode': {
    request: ['POST', '/enrolments', valid.enrolment('E2', 'L1', 'A1', '2026-01-01', { modeOfDeliveryCode: 25 })],
    verdicts: {
      warned: warnedBy('enrolment.pathway-while-it-lasted'), refused: refusedBy('enrolment.pathway-while-it-lasted', 'modeOfDeliveryCode')
    }
  },
  'plan-enrolments': {
    given: async client => {
      await client.post('/enrolments', valid.enrolment('E2', 'L1', 'A1', '2026-02-16', { programmeLocalId: 'DEMO-IT' }))
      await client.put('/enrolments/E2/withdraw', { withdrawalDate: '2026-02-17', withdrawalReasonCode: 'AP' })
      await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-20', onHoldReasonCode: 'PL' })
    },
    request: ['POST', '/training-plans', valid.plan('P2', 'A1', '2026-02-16')],
    verdicts: { open: accepted, all: refusedBy('plan.enrolments-are-apprenticeships', 'trainingAgreementLocalId') }
  },
  'future-plan': {
    request: ['PUT', '/training-plans/P1', { trainingPlanSignedDate: '2026-03-03' }],
    verdicts: { taken: warnedBy('plan.signed-by-today'), refused: refusedBy('plan.signed-by-today', 'trainingPlanSignedDate') }
  },
  'plan-update-status': {
    request: ['PUT', '/training-plans/P1', { trainingPlanSignedDate: '2025-06-17' }],
    verdicts: { any: accepted, 'as-created': refusedBy('plan.agreement-pending-hold-or-grace', 'trainingAgreementLocalId') }
  },
  'visit-id-scope': [
    {
      given: async client => {
        await client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-02-16' })
        await client.post('/training-agreements', valid.agreement('A2', 'L1'))
        await client.post('/training-plans', valid.plan('P2', 'A2', '2025-06-17'))
      },
      request: ['POST', '/training-plans/P2/visits', { visitLocalId: 'V1', visitDate: '2026-02-17' }],
      verdicts: { teo: refusedBy('visit.local-id-unused', 'visitLocalId'), plan: accepted }
    },
    {
      given: async client => client.post('/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-02-16' }),
      request: ['POST', '/training-plans/P1/visits', { visitLocalId: 'V1', visitDate: '2026-02-17' }],
      verdicts: {
        teo: refusedBy('visit.local-id-unused', 'visitLocalId'), plan: refusedBy('visit.local-id-unused', 'visitLocalId')
      }
    }
  ],
  'second-local-id': {
    request: ['POST', '/learners', { ...valid.learner('L1'), learnerLocalId: 'L2' }],
    verdicts: {
      refused: refusedBy('learner.local-id-constant', 'learnerLocalId'), warned: warnedBy('learner.local-id-constant')
    }
  },
  'short-ird-number': {
    request: ['POST', '/learners', valid.learner('L2', { irdNumber: '12-345-678' })],
    verdicts: { refused: refusedBy('learner.ird-number-form', 'irdNumber'), taken: accepted }
  }
}

for (const [reading, its] of Object.entries(cases)) {
  t.test(`Both choices of ${reading}`, async t => {
    for (const { given, request, verdicts } of [its].flat() as Case[]) {
      for (const [choice, verdict] of Object.entries(verdicts)) {
        const client = await open(t, { reading: `${reading}=${choice}` })
        await apprentice(client)
        await given?.(client)
        await judge(t, client, () => request, [[choice, verdict]])
      }
    }
  })
}

t.test('Codes are taken in capitals alone, or in any case and kept in capitals, as the sandbox is told', async t => {
  for (const choice of ['exact', 'any']) {
    const client = await open(t, { reading: `code-case=${choice}` })
    await apprentice(client)
    const statuses = []
    for (const [method, path, body] of [
      ['PUT', '/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'sw' }],
      ['PUT', '/training-agreements/A1/grace', { pauseDate: '2026-02-17', graceReasonCode: 'rd' }],
      ['POST', '/enrolments', valid.enrolment('E2', 'L1', 'A1', '2026-02-16', { studyTypeCode: 'nza' })],
      ['DELETE', '/enrolments/E2', { deletionReason: 'ie', deletionDate: '2026-03-02' }],
      ['PUT', '/enrolments/E1/withdraw', { withdrawalDate: '2026-02-20', withdrawalReasonCode: 'cc' }],
      ['PUT', '/training-agreements/A1/withdraw', { withdrawalDate: '2026-02-20', withdrawalReasonCode: 'cc' }]
    ] as const) statuses.push((await client.call(method, path, body)).status)
    if (choice === 'exact') t.same(statuses, [400, 400, 400, 400, 400, 400])
    else {
      t.same(statuses, [200, 200, 201, 200, 200, 400], 'the agreement is over with its enrolment')
      t.equal((await client.get('/enrolments/E1')).body.withdrawalReasonCode, 'CC')
    }
  }
})

t.test('A transfer to an agreement that is there keeps what it says, or takes what the request says', async t => {
  for (const [choice, employer] of [['keeps', 'Kererū A2 Ltd'], ['takes', 'Tūī Builders Ltd']] as const) {
    const client = await open(t, { reading: `transfer-to-existing=${choice}` })
    await apprentice(client)
    demand(await client.post('/training-agreements', valid.agreement('A2', 'L1')))
    const [method, path, body] = transferTo('A2', details('A2', '2026-02-02', { employerName: 'Tūī Builders Ltd' }))
    const reply = demand(await client.call(method, path, body))
    t.equal(reply.headers['sandbox-warnings'], 'transfer.details-of-the-existing-agreement', 'and it is told of')
    t.equal(reply.body.newTrainingAgreement.employerName, employer)
    t.equal((await client.get('/training-agreements/A2')).body.trainingAgreement.employerName, employer)
  }
})

t.test('An agreement about which nothing was said can be paused, planned and withdrawn', async t => {
  const client = await open(t, { reading: 'agreement-details=optional' })
  demand(await client.post('/learners', valid.learner('L1')))
  const created = demand(await client.post('/training-agreements', { learnerLocalId: 'L1', trainingAgreementLocalId: 'A1' }))
  t.strictSame(created.body, { learnerLocalId: 'L1', trainingAgreementLocalId: 'A1', trainingAgreementStatus: 'Pending' })
  demand(await client.post('/enrolments', valid.enrolment('E1', 'L1', 'A1')))
  demand(await client.post('/training-plans', valid.plan('P1', 'A1')))
  demand(await client.put('/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }))
  t.equal((await client.put('/training-agreements/A1/restart', { restartDate: '2026-02-15' })).status, 400)
  demand(await client.put('/training-agreements/A1/restart', { restartDate: '2026-02-16' }))
  t.same([await agreementStatus(client, 'A1'), await enrolmentStatus(client, 'E1')], ['Active', 'Active'])
  demand(await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' }))
})

t.test('A restart of an agreement that is not paused leaves it as it is, where it is taken', async t => {
  const client = await open(t, { reading: 'restart-of-unpaused=taken' })
  await apprentice(client)
  demand(await client.put('/training-agreements/A1/restart', { restartDate: '2026-03-02' }))
  t.same([await agreementStatus(client, 'A1'), await enrolmentStatus(client, 'E1')], ['Active', 'Active'])
  demand(await client.post('/training-agreements', valid.agreement('A2', 'L1')))
  demand(await client.put('/training-agreements/A2/restart', { restartDate: '2026-03-02' }))
  t.equal(await agreementStatus(client, 'A2'), 'Pending')
  demand(await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' }))
  t.equal((await client.put('/training-agreements/A1/restart', { restartDate: '2026-03-02' })).status, 400, 'Finished is Finished')
})

t.test('Every reading names rules that there are, and its usual choice', async t => {
  const client = await open(t)
  const rules = ((await client.admin('GET', '/rules')).body as Array<{ id: string }>).map(({ id }) => id)
  for (const { id, rules: its, choices, usual } of workBasedReadings) {
    t.same(its.filter(rule => !rules.includes(rule)), [], id)
    t.ok(Object.keys(choices).includes(usual))
  }
})
