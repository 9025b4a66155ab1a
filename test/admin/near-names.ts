import t from 'tap'
import { demand, open } from '../harness.ts'

t.test('A name that the sandbox\'s own API does not know is refused with the one that was probably meant', async t => {
  const { admin, call } = await open(t, { fixture: 'demo' })
  demand(await admin('POST', '/snapshots', { id: 'before' }))
  const effect = { status: 503 }
  for (const [method, path, body, meant] of [
    ['POST', '/requests/find', { oepration: 'RecordVisit' }, /^oepration is not known here\. Did you mean operation\? Use service, /],
    ['POST', '/requests/find', { operation: 'RecordVisits' }, /^No operation "RecordVisits" exists\. Did you mean RecordVisit\? GET /],
    ['POST', '/requests/count', { service: 'work-based' }, 'tec-work-based'],
    ['POST', '/requests/count', { rule: 'visit.date-by-toady' }, 'visit.date-by-today'],
    ['POST', '/requests/verify', { match: { method: 'PSOT' } }, /^method "PSOT" is not an HTTP method\. Did you mean POST\? Use GET, /],
    ['POST', '/requests/verify', { match: { stauts: 400 } }, /^match\.stauts is not known here\. Did you mean status\? Use service, /],
    ['POST', '/requests/verify', { mtach: {} }, 'match'],
    ['POST', '/requests/verify', { match: {}, times: 1 }, 'exactly'],
    ['POST', '/faults', { effect, exactly: 1 }, 'times'],
    ['POST', '/sandboxes', { ttl: 600 }, 'ttlSeconds'],
    ...[{ match: { sameBody: true } }, { sameBody: true }].map(body => ['POST', '/requests/verify', body,
      /sameBody is not known here\. It belongs in an item of inOrder, such as inOrder: \[ \{ .* \}, \{ "sameBody": true \} \]\.$/] as const),
    ['POST', '/requests/verify', { inOrder: [{ waring: '*' }] }, 'warning'],
    ['GET', '/requests?rule=visit.date-by-toady', undefined, 'visit.date-by-today'],
    ['GET', '/requests?service=tec-workbased', undefined, 'tec-work-based'],
    ['PATCH', '/rules/visit.date-by-toady', { mode: 'off' }, 'visit.date-by-today'],
    ['PATCH', '/rules/visit.date-by-today', { mode: 'wran' },
      /^mode is the string "wran"\. Did you mean warn\? It must be enforce, warn, off or usual\.$/],
    ['PATCH', '/rules/visit.*', { mode: 'off' }, /^No rule "visit\.\*" exists\. One rule is asked for at a time, by its whole id\. GET /],
    ['GET', '/rules/visit.date-by-toady/examples', undefined, 'visit.date-by-today'],
    ['PUT', '/readings', { 'unknown-idd': '404' }, /^No reading "unknown-idd" exists\. Did you mean unknown-id\? GET \/__admin\/readings lists all\.$/],
    ['PUT', '/readings', { 'visit-id-scope': 'plann' }, 'plan'],
    ['POST', '/faults', { effect, match: { operation: 'GetTrainingPlans' } }, 'GetTrainingPlan'],
    ['POST', '/faults', { effect, match: { operation: 'CreateVisit' } }, 'RecordVisit'],
    ['POST', '/requests/count', { operation: 'addLearner' }, 'CreateLearner'],
    ['POST', '/faults', { effect, match: { service: 'tec-workbased' } }, 'tec-work-based'],
    ['POST', '/faults', { effect, match: { method: 'PSOT' } }, 'POST'],
    ['POST', '/faults', { effect, match: { mehtod: 'POST' } }, 'method'],
    ['POST', '/faults', { effect: { wire: 'EMPTY_RESPONS' } }, 'EMPTY_RESPONSE'],
    ['GET', '/faults/rate-limitd', undefined, 'rate-limited'],
    ['PUT', '/clock', { mode: 'frozn' }, 'frozen'],
    ['POST', '/reset', { scope: ['jurnal'] }, 'journal'],
    ['POST', '/tokens', { service: 'tec-workbased', eid: 9001 }, 'tec-work-based'],
    ['GET', '/rules/coverage?service=tec-workbased', undefined, 'tec-work-based'],
    ['GET', '/rules/coverage?format=jsn', undefined, 'json'],
    ['GET', '/demos/three-month', undefined, 'three-months'],
    ['GET', '/snapshots/befor/changes', undefined, 'before'],
    ['POST', '/sandboxes', { fixture: 'dmeo' }, 'demo'],
    ['POST', '/sandboxes', { ttlSecond: 60 }, 'ttlSeconds'],
    ['POST', '/classes', { name: 'Monday', seats: 1, tasks: ['missing-vist'] }, 'missing-visit']
  ] as const) {
    const reply = await admin(method, path, body)
    t.ok(reply.status === 400 || reply.status === 404, `${method} ${path} ${JSON.stringify(body)}: ${reply.status}`)
    const isAsItIs = typeof meant !== 'string'
    t.match(reply.body.detail, isAsItIs ? meant : ` Did you mean ${meant}? `, `${method} ${path} ${JSON.stringify(body)}`)
  }
  const { body: { detail } } = await call('GET', '/training-plans/DEMO-TP04', undefined, { 'sandbox-scenario': 'sever-error' })
  t.match(detail, '"sever-error" is not a scenario. Did you mean server-error? Use ')
})

t.test('A call of the clock in another form is refused with the form that was meant, or with the call', async t => {
  const { admin } = await open(t)
  const [frozen, epoch] = ['{ "mode": "frozen", "now": "2026-06-01" }', '"2026-02-25T19:13:20+13:00"']
  const on = (body: string) => `To move the clock on, send ${body} to POST /__admin/clock/advance.`
  for (const [call, body, said] of [
    ['PUT', { by: 'P14D' }, `by is not known here. ${on('{"by": "P14D"}')}`],
    ['PUT', { days: 3 }, `days is not known here. ${on('{"by": "P3D"}')}`],
    ['PUT', { toEvent: 'return.202608.close' }, on('{"toEvent": "return.202608.close"}')],
    ['PUT', { mode: 'frozen', date: '2026-06-01' }, `date is not known here. Give ${frozen}.`],
    ['PUT', { clock: 'frozen:2026-06-01' }, `clock is not known here. Give ${frozen}.`],
    ['PUT', { offset: '2026-06-01' }, 'Give { "mode": "offset", "now": "2026-06-01" }.'],
    ['PUT', { mode: 'frozen:2026-06-01' }, `Give ${frozen}.`],
    ['PUT', { mode: '2026-06-01' }, `Give ${frozen}.`],
    ['PUT', { now: 1772000000 }, `now must be a string, but is the number 1772000000. Give ${epoch}.`],
    ['PUT', { now: 1772000000000 }, `Give ${epoch}.`],
    ['PUT', { now: '2026-06-01' }, `mode is required. Use real, frozen or offset. Give ${frozen}.`],
    ['PUT', { now: '02/03/2026' }, 'mode is required. Use real, frozen or offset. now "02/03/2026" is not a valid date or time: ' +
      'give { "mode": "frozen", "now": "2026-03-02T09:00" }.'],
    ['PUT', {}, 'mode is required. Use real, frozen or offset.'],
    ['PUT', { mode: 'frozen', now: 14 }, 'Give "2026-03-02T09:00".'],
    ['PUT', { mode: 'frozen', now: '1772000000' }, `"1772000000" is not a valid date or time. Use ${epoch.slice(1, -1)}.`],
    ['PUT', 1772000000, `Give { "mode": "frozen", "now": ${epoch} }.`],
    ['PUT', { colour: 'blue' }, 'colour is not known here. Use mode or now.'],
    ['POST', { by: 'P14D' }, 'Use GET, HEAD or PUT. The sandbox has POST /__admin/clock/advance (Advance the clock).'],
    ['advance', { days: 14 }, 'days is not known here. Give { "by": "P14D" }.'],
    ['advance', { seconds: 60 }, 'Give { "by": "PT60S" }.'],
    ['advance', { by: { days: 3 } }, 'by must be a string, but is the object {"days":3}. Give "P3D".'],
    ['advance', { date: '2026-06-01' }, 'date is not known here. Give { "to": "2026-06-01" }.'],
    ['advance', { to: 1772000000 }, `to must be a string, but is the number 1772000000. Give ${epoch}.`],
    ['advance', { mode: 'frozen' }, 'mode is not known here. To set the clock, send that to PUT /__admin/clock.'],
    ['advance', { colour: 'blue' }, 'colour is not known here. Use by, to, toEvent or offset.']
  ] as const) {
    const reply = await (call === 'advance' ? admin('POST', '/clock/advance', body) : admin(call, '/clock', body))
    t.ok(reply.body.detail?.endsWith(said), `${call} ${JSON.stringify(body)}: ${reply.body.detail}`)
  }
})

t.test('Where nothing is near, nothing is suggested', async t => {
  const { admin } = await open(t)
  for (const [method, path, body] of [
    ['POST', '/requests/count', { operation: 'x' }], ['POST', '/requests/count', { colour: 'blue' }],
    ['PATCH', '/rules/visit.date-by-today', { mode: 'maybe' }], ['PUT', '/readings', { 'unknown-id': '410' }],
    ['POST', '/faults', { effect: { status: 503 }, match: { service: 'x' } }]
  ] as const) {
    const { status, body: { detail } } = await admin(method, path, body)
    t.equal(status, 400, path)
    t.notMatch(detail, /Did you mean/)
  }
})
