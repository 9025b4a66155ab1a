import t from 'tap'
import { open } from '../harness.ts'

const near = async (client: Awaited<ReturnType<typeof open>>) => {
  const { refusedBy } = (await client.admin('GET', '/requests/last/explain')).body
  return Object.fromEntries(refusedBy.map((it: any) => [it.rule, it.nearest]))
}

t.test('For an id that names nothing, the ids of that caller that are most like it are told', async t => {
  const client = await open(t, { fixture: 'demo' })
  const ta = { trainingAgreementLocalId: 'DEMO-TA8', learner: undefined }
  const cases: Array<[string, () => Promise<unknown>, string, string | undefined]> = [
    ['a learner', () => client.get('/learners/DEMO-L1'), 'learner.exists', 'DEMO-L01'],
    ['in another case', () => client.get('/learners/demo-l01'), 'learner.exists', 'DEMO-L01'],
    ['like none', () => client.get('/learners/something-else-entirely'), 'learner.exists', undefined],
    ['an agreement', () => client.get(`/training-agreements/${ta.trainingAgreementLocalId}`), 'agreement.exists', 'DEMO-TA08'],
    ['an enrolment', () => client.get('/enrolments/DEMOE08'), 'enrolment.exists', 'DEMO-E08'],
    ['a plan', () => client.get('/training-plans/DEMO-TP4'), 'plan.exists', 'DEMO-TP04'],
    ['a programme', () => client.get('/programmes/DEMO-NZB/versions/1'), 'programme-version.exists', 'DEMO-NZA'],
    ['a return', () => client.sdr('POST', '/submissions', { returnId: 202699 }), 'return.exists', undefined],
    ['a user', () => client.v1('GET', '/users/2991'), 'user.exists', '2001'],
    ['a course', () => client.v1('GET', '/coursedates/50144'), 'course-date.exists', '5014'],
    ['a record of a module', () => client.v2('GET', 'User/20011'), 'record.exists', '2001'],
    ['a record of another', () => client.v2('GET', 'CourseDate/50144'), 'record.exists', '5014']
  ]
  for (const [name, send, rule, nearest] of cases) {
    await send()
    const found = await near(client)
    if (nearest === undefined) t.equal(found[rule], undefined, name)
    else t.ok(found[rule]?.includes(nearest), `${name}: ${JSON.stringify(found)}`)
  }
})

t.test('A hint says what was meant where it is a slip, what was never filled in, and which sandbox was asked', async t => {
  const client = await open(t, { fixture: 'demo' })
  await client.admin('POST', '/sandboxes', { id: 'x1', fixture: 'demo' })
  for (const [id, hint, prefix = ''] of [
    ['DEMO-TP4', 'Did you mean DEMO-TP04? This is the default sandbox.'],
    ['demo-tp04', 'Did you mean DEMO-TP04? This is the default sandbox.', '/sandboxes/default'],
    ['DEMO-TP0004', 'Did you mean DEMO-TP04? This is sandbox "x1".', '/sandboxes/x1'],
    ['DEMO-TQ04', 'Did you mean DEMO-TP04? This is the default sandbox.'],
    ['DEMO-TP05', 'This is the default sandbox.'],
    ['DEMO-PLAN', 'This is the default sandbox.'],
    ...['None', 'undefined', '{trainingPlanLocalId}', 'null', '{{plan}}', '<id>'].map(it =>
      [it, `"${it}" is not an id, but what stands for one that was never filled in. This is the default sandbox.`])
  ]) {
    const headers = { authorization: 'Bearer demo-token-9001', eid: '9001' }
    await client.inject({ method: 'GET', url: `${prefix}/work-submission-api/v1.0/training-plans/${encodeURIComponent(id!)}`, headers })
    const { refusedBy } = (await client.inject({ method: 'GET', url: `${prefix}/__admin/requests/last/explain` })).body
    t.equal(refusedBy.find(({ rule }: any) => rule === 'plan.exists').hint, hint, `${prefix} ${id}`)
  }
})

t.test('A refusal says what an id was meant to be where that shows, and only what the sandbox adds', async t => {
  const [client, exact] = [await open(t, { fixture: 'demo' }), await open(t, { fixture: 'demo', 'wire-exact': 'yes' })]
  const visit = { visitLocalId: 'V-1', visitDate: '2026-03-02' }
  for (const [id, said, todo] of [
    ['demo-tp04', 'The sandbox has DEMO-TP04; ids are compared with their case.', 'Otherwise create it first, or check'],
    ['DEMO-TP4', 'The sandbox has DEMO-TP04; did you mean that?', 'Otherwise create it first, or check'],
    ['DEMO-L04', 'In this sandbox, DEMO-L04 is the id of a learner, whose training plan is DEMO-TP04.', 'Check'],
    ['DEMO-TA04', 'In this sandbox, DEMO-TA04 is the id of a training agreement, whose training plan is DEMO-TP04.', 'Check'],
    ['DEMO-PLAN', undefined, 'Create it first, or check']
  ] as const) {
    const [first, rest] = [`No training plan "${id}" exists for EID 9001.`, 'Create it first, or check trainingPlanLocalId.']
    const { body } = await client.post(`/training-plans/${id}/visits`, visit)
    t.equal(body.detail, [first, said, `${todo} trainingPlanLocalId.`].filter(Boolean).join(' '), id)
    t.match(Object.values(body.errors).flat()[0], said ?? first, id)
    t.equal((await exact.post(`/training-plans/${id}/visits`, visit)).body.detail, `${first} ${rest}`, `${id}, wire-exact`)
  }
  const alone = client.db().prepare(`SELECT trainingPlanLocalId FROM trainingPlan WHERE eid = 9001
    EXCEPT SELECT trainingPlanLocalId FROM trainingPlan WHERE eid = 9002`).pluck().get() as string
  const asked = `/training-plans/${alone.toLowerCase()}/visits`
  t.match((await client.post(asked, visit)).text, `The sandbox has ${alone}`)
  t.notMatch((await client.call('POST', asked, visit, { authorization: 'Bearer demo-token-9002', eid: '9002' })).text, /The sandbox has|In this sandbox/, 'what is another\'s is not told')
})

t.test('What is another\'s is not told', async t => {
  const client = await open(t, { fixture: 'demo' })
  const ids = async (headers: Record<string, string> = {}) => {
    await client.call('GET', '/learners/DEMO-L', undefined, headers)
    return (await near(client))['learner.exists'] ?? []
  }
  const [first, second] = [await ids(), await ids({ authorization: 'Bearer demo-token-9002', eid: '9002' })]
  const theirs = (eid: number) => client.db().prepare('SELECT learnerLocalId FROM learner WHERE eid = ?').pluck().all(eid)
  t.ok(first.length > 0 && first.every((id: string) => theirs(9001).includes(id)))
  t.ok(second.every((id: string) => theirs(9002).includes(id)))
})
