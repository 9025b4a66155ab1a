import t from 'tap'
import { asSecondTeo, demand, open, type Client } from '../../harness.ts'
import { apprentice, valid } from './bodies.ts'
import { enrolmentStatus } from './every-status.ts'
import { accepted, all, isTriedAndMade, judge, keepsToItsTeo, refusedBy, takesShape, warnedBy, type Request } from './verdicts.ts'
import {
  whole, create, createWith, change, transfer, remove, withdrawal, deletion, exists, learnerExists, agreementExists, programmeVersionExists,
  localIdUnused, ofTheLearner, agreementNotFinished, fundingSource, modeOfDelivery, assessmentMode, studyType, onOrAfterEnrolment,
  onOrAfterPlan, programmeActive, openWithHalfYear, programme
} from './enrolments/requests.ts'
import './enrolments/creation.ts'
import './enrolments/changes.ts'
import './enrolments/transfers.ts'

const pathway = warnedBy('enrolment.pathway-while-it-lasted')

const part = (enrolmentLocalId: string, more: object = {}) => {
  const { learnerLocalId, trainingAgreementLocalId, ...members } = valid.enrolment(enrolmentLocalId, 'L1', 'A1', '2026-02-16', {
    studyTypeCode: 'NZA', ...more
  })
  return members
}
/** In programmes below that of the whole. */
const first = (more: object = {}) => part('C1', { programmeLocalId: 'DEMO-CORE', ...more })
const second = (more: object = {}) => part('C2', { programmeLocalId: 'SECOND', ...more })
const complex = {
  learnerLocalId: 'L1',
  trainingAgreementLocalId: 'A1',
  enrolment: part('C0'),
  subEnrolments: [first(), second({ participationStartDate: '2026-03-03' })]
}
const createComplex = (body: unknown): Request => ['POST', '/complex-enrolments', body]
const withSub = (changes: object): Request => createComplex({ ...complex, subEnrolments: [{ ...first(), ...changes }] })

/** An apprentice, and a programme more for parts of a complex enrolment. */
async function apprenticeWithParts (client: Client, how: { plan?: boolean } = {}): Promise<void> {
  await apprentice(client, how)
  const { eids, about, programmeVersionNumber, ...version } = programme
  const more = { programmeLocalId: 'SECOND', programmeLocalName: 'Of another part', modeOfDeliveryCode: 24, expiryDate: undefined }
  demand(await client.post('/programmes', { ...version, ...more }))
}
const inSub = (rule: string, member: string, i = 0) => refusedBy(rule, `subEnrolments[${i}].${member}`)

t.test('A complex enrolment is created with its parts, answered whole, and each part is read back', async t => {
  const client = await open(t)
  await apprenticeWithParts(client)
  const created = await isTriedAndMade(t, client, createComplex(complex))
  const whose = { learnerLocalId: 'L1', trainingAgreementLocalId: 'A1' }
  t.strictSame(created.body, {
    enrolment: { ...whose, ...complex.enrolment, enrolmentStatus: 'Active' },
    subEnrolments: [
      { ...whose, ...complex.subEnrolments[0], enrolmentStatus: 'Active', overarchingEnrolmentLocalId: 'C0' },
      { ...whose, ...complex.subEnrolments[1], enrolmentStatus: 'Pending', overarchingEnrolmentLocalId: 'C0' }
    ]
  })
  for (const enrolment of [created.body.enrolment, ...created.body.subEnrolments]) {
    t.strictSame((await client.get(`/enrolments/${enrolment.enrolmentLocalId}`)).body, enrolment)
  }
})

t.test('A sub-enrolment has the funding source, the mode and the agreement of its over-arching enrolment, ' +
  'and an id of its own', async t => {
  const client = await openWithHalfYear(t)
  await apprenticeWithParts(client)
  await judge(t, client, withSub, [
    [{}, accepted],
    [{ fundingSourceTypeCode: '38' }, all(
      inSub('complex-enrolment.same-funding', 'fundingSourceTypeCode'), inSub('enrolment.funding-source-type-code', 'fundingSourceTypeCode')
    )],
    [{ modeOfDeliveryCode: 25 }, all(inSub('complex-enrolment.same-mode', 'modeOfDeliveryCode'), pathway)],
    [{ modeOfDeliveryCode: 26, programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 2 },
      all(inSub('complex-enrolment.same-mode', 'modeOfDeliveryCode'), programmeActive)],
    [{ trainingAgreementLocalId: 'A1' }, accepted],
    [{ trainingAgreementLocalId: 'A2' }, inSub('complex-enrolment.one-agreement', 'trainingAgreementLocalId')],
    [{ enrolmentLocalId: 'C0' }, inSub('complex-enrolment.local-ids-differ', 'enrolmentLocalId')],
    [{ enrolmentLocalId: 'c0' }, warnedBy('enrolment.local-id-unlike-others'), 'the id in another case']
  ])
  await judge(t, client, createComplex, [
    [{ ...complex, enrolment: part('C0', { modeOfDeliveryCode: 25 }), subEnrolments: [first({ modeOfDeliveryCode: 25 })] },
      pathway, 'both 25'],
    [{ ...complex, subEnrolments: [first(), second({ enrolmentLocalId: 'C1' })] }, all(
      inSub('complex-enrolment.local-ids-differ', 'enrolmentLocalId'), inSub('complex-enrolment.local-ids-differ', 'enrolmentLocalId', 1)
    )]
  ])
})

t.test('A part of a complex enrolment in the programme of another part is told of, in whatever version', async t => {
  const client = await openWithHalfYear(t)
  await apprenticeWithParts(client)
  const { body: { programmeVersionNumber, ...next } } = demand(await client.get('/programmes/DEMO-CORE/versions/1'))
  demand(await client.post('/programmes/DEMO-CORE/versions', next))
  const twice = warnedBy('complex-enrolment.programmes-differ')
  await judge(t, client, ([whole, ...subs]: object[]) => createComplex({ ...complex, enrolment: whole, subEnrolments: subs }), [
    [[part('C0'), first(), second()], accepted],
    [[part('C0'), part('C1')], twice, 'the programme of the whole'],
    [[part('C0'), first(), second({ programmeLocalId: 'DEMO-CORE' })], twice, 'the programme of a part before it'],
    [[part('C0'), first(), second({ programmeLocalId: 'DEMO-CORE', programmeVersionNumber: 2 })], twice, 'another version of it'],
    [[part('C0'), first(), second(), part('C3', { programmeLocalId: 'DEMO-CORE' })], twice, 'not the one next to it'],
    [[part('C0'), first({ programmeLocalId: 'demo-core' }), second()], inSub('programme-version.exists', 'programmeLocalId'), 'none'],
    [[part('C0'), first({ programmeLocalId: 'NEW' }), second({ programmeLocalId: 'NEW' })], all(
      inSub('programme-version.exists', 'programmeLocalId'), inSub('programme-version.exists', 'programmeLocalId', 1), twice
    ), 'in one that does not exist']
  ])
  const reply = await client.post('/complex-enrolments', { ...complex, subEnrolments: [part('C1')] })
  const { entries } = client.sandbox.journal
  t.equal(reply.status, 201)
  const { broken, facts } = entries().at(-1)!.judgements.find(({ broken }) => broken.length > 0)!
  t.equal(`${broken[0]!.refusal(facts)} ${broken[0]!.wouldPass(facts)}`,
    'subEnrolments[0].programmeLocalId "DEMO-NZA" is the programme of another part as well (enrolmentLocalId "C0"). ' +
    'Name another programme, or leave one of the two parts out.')
})

t.test('Each part of a complex enrolment is held to the rules of an enrolment, and all that are broken are reported at once', async t => {
  const client = await open(t)
  await apprenticeWithParts(client)
  const before = '2026-02-15'
  await judge(t, client, createComplex, [
    [{
      ...complex,
      enrolment: part('E1'),
      subEnrolments: [
        first({ programmeVersionNumber: 2 }), second({ participationStartDate: before }),
        part('C3', { programmeLocalId: 'DEMO-IT' })
      ]
    }, all(
      refusedBy('enrolment.local-id-unused', 'enrolment.enrolmentLocalId'),
      inSub('programme-version.exists', 'programmeLocalId'),
      inSub('enrolment.starts-on-or-after-enrolment-date', 'participationStartDate', 1),
      inSub('enrolment.study-type-matches-programme', 'studyTypeCode', 2),
      warnedBy('complex-enrolment.starts-on-or-after-overarching')
    )]
  ])
})

t.test('A refusal of a complex enrolment says which of its parts is meant', async t => {
  const client = await open(t)
  await apprenticeWithParts(client)
  const { body } = await client.post('/complex-enrolments', {
    ...complex,
    enrolment: part('C0', { fundingSourceTypeCode: '38' }),
    subEnrolments: [first(), second({ participationStartDate: '2026-02-15' })]
  })
  const onlyCode = 'Use 37 (Non-degree delivery at levels 3 to 7 on the NZQCF (DQ3-7)).'
  const ofTheOther = 'fundingSourceTypeCode "37" is not the funding source of the over-arching enrolment ("38"). ' +
    'Use one known code throughout.'
  t.strictSame(body.errors, {
    'enrolment.fundingSourceTypeCode': [`enrolment.fundingSourceTypeCode "38" is not a known code. ${onlyCode}`],
    'subEnrolments[0].fundingSourceTypeCode': [`subEnrolments[0].${ofTheOther}`],
    'subEnrolments[1].fundingSourceTypeCode': [`subEnrolments[1].${ofTheOther}`],
    'subEnrolments[1].participationStartDate': [
      'subEnrolments[1].participationStartDate 2026-02-15 is before the enrolment date (2026-02-16). ' +
      'A participationStartDate from 2026-02-16 on passes.'
    ]
  })
})

t.test('The mode that is proposed goes with the programme and with the over-arching enrolment', async t => {
  const client = await openWithHalfYear(t)
  await apprentice(client)
  const halfYear = { programmeLocalId: 'HALF-YEAR', programmeVersionNumber: 2 }
  const proposed = async (mode: number, sub: object): Promise<Record<string, string[]>> => (await client.post('/complex-enrolments', {
    ...complex, enrolment: part('C0', { modeOfDeliveryCode: mode, ...(mode === 26 && halfYear) }), subEnrolments: [first(sub)]
  })).body.errors
  const member = 'subEnrolments[0].modeOfDeliveryCode'
  for (const [mode, sub, ...ends] of [
    [25, { modeOfDeliveryCode: 24 }, 'Use modeOfDeliveryCode 25.'],
    [25, { modeOfDeliveryCode: 26 }, 'Use modeOfDeliveryCode 25.', 'Use modeOfDeliveryCode 25.'],
    [25, { modeOfDeliveryCode: 99 }, 'Use 25 (Work-based: Pathway to work).', 'Use modeOfDeliveryCode 25.'],
    [26, { modeOfDeliveryCode: 24, ...halfYear }, 'Use modeOfDeliveryCode 26.'],
    [26, { modeOfDeliveryCode: 24 }, 'Use one mode throughout that fits each of the programmes.'],
    [26, { modeOfDeliveryCode: 26 }, 'Use a programme with mode 26, or one mode throughout that fits each of the programmes.'],
    [99, { modeOfDeliveryCode: 24 }, 'Use one mode throughout that fits each of the programmes.']
  ] as Array<[number, object, ...string[]]>) {
    const messages = (await proposed(mode, sub))[member]!
    t.same(messages.map((it, i) => it.endsWith(ends[i]!)), ends.map(() => true), `${mode} and ${JSON.stringify(sub)}: ${messages}`)
  }
  const alone = await client.post('/enrolments', { ...whole, modeOfDeliveryCode: 99 })
  t.match(alone.body.detail, 'Use 24 (Work-based) or 25 (Work-based: Pathway to work).', 'the programme is not for 26')
})

t.test('Sub-enrolments follow the over-arching enrolment, and a plan moves them all', async t => {
  const ids = ['C0', 'C1', 'C2']
  const statuses = async (client: Client) => Promise.all(ids.map(id => enrolmentStatus(client, id)))
  for (const [what, request, expected] of [
    ['withdrawn', change('/withdraw', { ...withdrawal, withdrawalDate: '2026-03-02' }, 'C0'), ['Withdrawn', 'Withdrawn', 'Withdrawn']],
    ['withdrawn in part', change('/withdraw', { ...withdrawal, withdrawalDate: '2026-03-02' }, 'C1'), ['Active', 'Withdrawn', 'Pending']],
    ['completed', ['POST', '/__admin/nzqa/completions', { eid: 9001, enrolmentLocalId: 'C0', completionDate: '2026-03-02' }],
      ['Completed', 'Completed', 'Completed']],
    ['completed in part', ['POST', '/__admin/nzqa/completions', { eid: 9001, enrolmentLocalId: 'C2', completionDate: '2026-03-02' }],
      ['Active', 'Active', 'Completed']],
    ['deleted', remove(deletion, 'C0'), [undefined, undefined, undefined]],
    ['deleted in part', remove(deletion, 'C2'), ['Active', 'Active', undefined]],
    ['held', ['PUT', '/training-agreements/A1/hold', { pauseDate: '2026-02-16', onHoldReasonCode: 'PL' }], ['Hold', 'Hold', 'Hold']]
  ] as const) {
    const client = await open(t)
    await apprenticeWithParts(client)
    await client.post('/complex-enrolments', complex)
    await isTriedAndMade(t, client, request)
    t.strictSame(await statuses(client), expected, what)
  }
  const client = await open(t)
  await apprenticeWithParts(client, { plan: false })
  await client.post('/complex-enrolments', complex)
  await client.post('/training-plans', valid.plan('P1', 'A1', '2026-02-23'))
  const starts = await Promise.all(ids.map(async id => (await client.get(`/enrolments/${id}`)).body.participationStartDate))
  t.strictSame(starts, ['2026-02-23', '2026-02-23', '2026-03-03'])
  t.strictSame(await statuses(client), ['Active', 'Active', 'Pending'])
})

t.test('Every broken rule is reported at once', async t => {
  const client = await open(t)
  await apprentice(client)
  await client.post('/learners', valid.learner('L2'))
  await judge(t, client, createWith, [
    [{
      enrolmentLocalId: 'E1',
      fundingSourceTypeCode: '38',
      participationStartDate: '2025-06-15',
      studyTypeCode: 'IT',
      modeOfDeliveryCode: 26
    }, all(localIdUnused, fundingSource, assessmentMode, studyType, onOrAfterEnrolment, onOrAfterPlan)],
    [{ learnerLocalId: 'L9', trainingAgreementLocalId: 'A9', programmeLocalId: 'P9', modeOfDeliveryCode: 1 },
      all(learnerExists, agreementExists, programmeVersionExists, modeOfDelivery)]
  ])
  await client.put('/training-agreements/A1/withdraw', { withdrawalDate: '2026-03-02', withdrawalReasonCode: 'CC' })
  await judge(t, client, createWith, [
    [{ learnerLocalId: 'L2', programmeVersionNumber: 9 }, all(ofTheLearner, agreementNotFinished, programmeVersionExists)]
  ])
})

t.test('What does not exist is "no such record" only where nothing else is wrong', async t => {
  const client = await open(t)
  await apprentice(client)
  t.equal(
    (await client.post('/enrolments', { ...whole, trainingAgreementLocalId: 'A9', programmeVersionNumber: 2 })).body.title,
    'There is no such record'
  )
  t.equal(
    (await client.post('/enrolments', { ...whole, trainingAgreementLocalId: 'A9', fundingSourceTypeCode: '38' })).body.title,
    'A business rule refuses the request'
  )
  await judge(t, client, path => ['GET', path], [['/enrolments/E9', exists]])
})

t.test('An enrolment has the documented shape', async t => {
  const client = await open(t)
  await apprentice(client)
  const members = {
    enrolmentLocalId: { text: [1, 20] },
    programmeLocalId: { text: [1, 20], optional: true },
    programmeVersionNumber: { int32: true, optional: true },
    fundingSourceTypeCode: { text: [1, 2] },
    modeOfDeliveryCode: { int32: true },
    enrolmentDate: { date: true, optional: true },
    participationStartDate: { date: true },
    studyTypeCode: { text: [1, 4], optional: true }
  } as const
  const whose = { learnerLocalId: { text: [1, 20] }, trainingAgreementLocalId: { text: [1, 20] } } as const
  await takesShape(t, client, create, whole, { ...whose, ...members })
  await takesShape(t, client, createComplex, complex, {
    ...whose,
    enrolment: { object: true },
    ...Object.fromEntries(Object.entries(members).map(([member, shape]) => [`enrolment.${member}`, shape])),
    subEnrolments: { list: [50, first()], min: 1 }
  })
  await takesShape(t, client, body => change('', body), {}, { enrolmentDate: { date: true, optional: true } })
  await takesShape(t, client, body => change('/withdraw', body), withdrawal, {
    withdrawalDate: { date: true }, withdrawalReasonCode: { text: [1, 3] }
  })
  await takesShape(t, client, body => transfer(body), { programmeVersionNumber: 2 }, {
    programmeVersionNumber: { int32: true, optional: true }, transferDate: { date: true, optional: true }
  })
  await takesShape(t, client, body => remove(body), deletion, { deletionReason: { text: [1, 2] }, deletionDate: { date: true } })
})

t.test('Members are known in any case; unknown members are passed over', async t => {
  const client = await open(t)
  await apprentice(client)
  const body = Object.fromEntries(Object.entries(whole).map(([member, value]) => [member.toUpperCase(), value]))
  const created = await client.post('/enrolments', { ...body, enrolmentStatus: 'Completed', credits: 12 })
  t.strictSame(created.body, { ...whole, enrolmentStatus: 'Active' })
  t.equal(created.headers['sandbox-warnings'], 'ignored-member:enrolmentStatus, ignored-member:credits')
})

t.test('A dry run of an enrolment gives the real answer and keeps nothing', async t => {
  const client = await open(t)
  await client.post('/learners', valid.learner('L1'))
  await client.post('/training-agreements', valid.agreement('A1', 'L1'))
  await isTriedAndMade(t, client, create(valid.enrolment('E1', 'L1', 'A1', '2026-02-16', { programmeLocalId: 'DEMO-IT' })))
})

t.test('One TEO never sees or changes another\'s enrolments', async t => {
  const client = await open(t, { fixture: 'demo' })
  t.equal((await client.get('/enrolments/DEMO-E04')).body.participationStartDate, '2025-11-12')
  t.equal((await client.call('GET', '/enrolments/DEMO-E04', undefined, asSecondTeo)).body.participationStartDate, '2025-11-27')
  await keepsToItsTeo(t, [
    [['GET', '/enrolments/DEMO-E05'], 400, 'enrolment.exists'],
    [create(valid.enrolment('DEMO-E02', 'DEMO-L02', 'DEMO-TA02', '2026-02-23')), 400, 'learner.exists, agreement.exists'],
    [create(valid.enrolment('DEMO-E04', 'DEMO-L04', 'DEMO-TA04', '2026-02-23')), 400, 'enrolment.local-id-unused'],
    [change('', {}, 'DEMO-E05'), 400, 'enrolment.exists'],
    [change('/withdraw', withdrawal, 'DEMO-E05'), 400, 'enrolment.exists'],
    [transfer({ programmeVersionNumber: 1 }, 'DEMO-E05'), 400, 'enrolment.exists, programme-version.exists'],
    [remove(deletion, 'DEMO-E05'), 400, 'enrolment.exists'],
    [create(valid.enrolment('DEMO-E05', 'DEMO-L04', 'DEMO-TA04', '2026-02-23')), 201],
    [
      createComplex({
        learnerLocalId: 'DEMO-L04',
        trainingAgreementLocalId: 'DEMO-TA04',
        enrolment: part('DEMO-E06'),
        subEnrolments: [first({ enrolmentLocalId: 'DEMO-E07' })]
      }),
      201
    ],
    [change('', { enrolmentDate: '2025-11-01' }, 'DEMO-E04'), 200],
    [transfer({ programmeVersionNumber: 1 }, 'DEMO-E04'), 200],
    [remove(deletion, 'DEMO-E06'), 200],
    [change('/withdraw', withdrawal, 'DEMO-E04'), 200]
  ])
})
