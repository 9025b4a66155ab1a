import t from 'tap'
import { compareFile } from '../../src/cli/contract-check.ts'
import { demand, frozen, open } from '../harness.ts'

/** Documents as somebody may write them: small, with names and tables of their own. */
const documentOf = (title: string, basePath: string, paths: object) =>
  ({ openapi: '3.0.3', info: { title, version: '3' }, servers: [{ url: `https://api.example.govt.nz${basePath}` }], paths })

const inPath = (name: string) => ({ name, in: 'path', required: true, schema: { type: 'string' } })
const inHeader = (name: string) => ({ name, in: 'header', required: true, schema: { type: 'string' } })
const text = { type: 'string' }
const of = (properties: object, required: string[] = []) => ({ type: 'object', required, properties })
const answered = (schema: object, type = 'application/json') => ({ 200: { description: 'ok', content: { [type]: { schema } } } })
const sent = (schema: object) => ({ required: true, content: { 'application/json': { schema } } })

const ofReturns = (more: object = {}) => documentOf('Provider Based Submissions', '/sdr/v3', {
  '/submissions/{returnId}/tokens': {
    post: {
      summary: 'Request a Single Data Return (SDR) submission token.',
      parameters: [inPath('returnId'), inHeader('X-Org')],
      responses: answered(of({ submissionToken: text, submissionContentsUrl: text }))
    }
  },
  '/submissions/{submissionKey}/contents': {
    get: {
      summary: 'Get the contents of a submission as CSV',
      parameters: [inPath('submissionKey'), inHeader('X-Org')],
      responses: answered(text, 'text/csv')
    }
  },
  ...more
})

const organisation = (...operations: string[]) => Object.fromEntries(operations.map(id => [`${id}.header.EID`, 'header.X-Org']))

const decided = {
  'RequestSubmissionToken.path.returnIdOrSubmissionToken': 'path.returnId',
  'GetSubmissionContents.path.submissionToken': 'path.submissionKey',
  ...organisation('RequestSubmissionToken', 'GetSubmissionContents')
}

const byHeader = { authorization: 'Bearer demo-token-9001', 'x-org': '9001' }
const asFirst = { authorization: 'Bearer demo-token-9001', eid: '9001' }

t.test('Links in replies lead to the places of a contract, and what stands in a header or a path is called as it is there', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo', clock: frozen })
  demand(await admin('PUT', '/contract', { document: ofReturns(), overlay: { matches: decided } }))
  const { submissionToken, submissionContentsUrl } =
    demand(await inject({ method: 'POST', url: '/sdr/v3/submissions/202602/tokens', headers: byHeader })).body
  const { pathname } = new URL(submissionContentsUrl)
  t.equal(pathname, `/sdr/v3/submissions/${submissionToken}/contents`)
  t.match(demand(await inject({ method: 'GET', url: pathname, headers: byHeader })).text, /^Local Id,/)
  const { body } = await inject({ method: 'GET', url: pathname, headers: { ...byHeader, 'x-org': 'nine' } })
  t.equal(body.detail, 'AM1: X-Org "nine" is not a number of up to 8 digits. Send the EDUMIS number of the organisation, "X-Org: 9001".')
  const { body: described } = await admin('GET', '/sandboxes/default')
  t.match(described, { urls: { 'tec-provider-based': /\/sdr\/v3$/, 'tec-work-based': /\/work-submission-api/ } })
  demand(await admin('PUT', '/contract', documentOf('Work Based Submissions', '/wbs', {
    '/agreements/{agreementRef}': {
      get: {
        summary: 'Get Training Agreement',
        parameters: [inPath('agreementRef'), inHeader('EID')],
        responses: answered(of({ learnerLocalId: text, trainingAgreementLocalId: text }))
      }
    }
  })))
  const refused = await inject({ method: 'GET', url: '/wbs/agreements/NONE', headers: asFirst })
  t.match(refused, { status: 400, body: { detail: /check agreementRef\.$/, errors: { agreementRef: [/check agreementRef\.$/] } } })
})

const pausing = (reasons: object) => ({
  '/agreements/{agreementRef}/pause': {
    post: {
      summary: 'Place Training Agreement on hold',
      parameters: [inPath('agreementRef'), inHeader('EID')],
      requestBody: sent(of({ pauseDate: { type: 'string', format: 'date' }, onHoldReasonCode: text, ...reasons }, ['pauseDate'])),
      responses: answered(of({ pauseDate: text, onHoldReasonCode: text }))
    }
  }
})

const pause = '/wbs/agreements/DEMO-TA03/pause'

t.test('A pattern that takes forever is looked at for a while only, and said so', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo', clock: frozen })
  const note = (pattern: string, more: object = {}) => ({ note: { type: 'string', pattern, ...more } })
  const send = async (pattern: string, value: unknown, more?: object) => {
    demand(await admin('PUT', '/contract', documentOf('Work Based Submissions', '/wbs', pausing(note(pattern, more)))))
    const payload = { pauseDate: '2026-03-01', onHoldReasonCode: 'SW', note: value }
    const { status, body } = await inject({ method: 'POST', url: pause, headers: { ...asFirst, 'sandbox-dry-run': '1' }, payload })
    return status === 200 ? 'taken' : body.errors.note[0]
  }
  const evil = '1'.repeat(60)
  t.equal(await send('^(\\d+)+$', evil), 'taken')
  const short = `${'1'.repeat(60)}…`.replace('1', '"1').slice(0, 60)
  t.match(await send('^(\\d+)+$', `${evil}x`), `note must match ^(\\d+)+$, but is ${short}…, which could not be told within 25 ms.`)
  t.match(await send('^(\\d+)+$', '12x'), 'note must match ^(\\d+)+$, but is "12x".')
  t.match(await send('^(a|aa)+$', `${'a'.repeat(80)}!`), /could not be told within 25 ms/)
  t.match(await send('^\\d*\\d*\\d*\\d*\\d*x$', '1'.repeat(3000)), /could not be told within 25 ms/)
  t.equal(await send('^[A-Z]{2}\\d{1,4}$', 'AB12'), 'taken')
  t.match(await send('^[A-Z]{2}$', 'ABC', { maxLength: 2 }), 'note must have at most 2 characters, but "ABC" has 3.')
  t.match(await send('^[A-Z]{2}$', 7), /^note must be a string, but is/)
  t.equal(await send('^(?<', evil), 'taken', 'what is no pattern is not held to')
})

t.test('Hundreds of patterns that take forever take no longer than one, and hundreds that do not are all looked at', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo', clock: frozen })
  const names = Array.from({ length: 200 }, (_, n) => `note${n}`)
  const send = async (patternOf: (n: number) => string, value: string) => {
    const notes = Object.fromEntries(names.map((name, n) => [name, { type: 'string', pattern: patternOf(n) }]))
    demand(await admin('PUT', '/contract', documentOf('Work Based Submissions', '/wbs', pausing(notes))))
    const values = Object.fromEntries(names.map((name, n) => [name, `${value}${n}`]))
    const payload = { pauseDate: '2026-03-01', onHoldReasonCode: 'SW', ...values }
    const began = performance.now()
    const { status, body } = await inject({ method: 'POST', url: pause, headers: { ...asFirst, 'sandbox-dry-run': '1' }, payload })
    return { status, errors: Object.keys(body.errors ?? {}).filter(name => name.startsWith('note')), took: performance.now() - began }
  }
  const slow = await send(n => `^(\\d+)+y{${n}}$`, `${'1'.repeat(60)}x`)
  // So many are told of.
  const told = names.slice(0, 50)
  t.match(slow, { status: 400, errors: told })
  t.ok(slow.took < 10_000, `${slow.took} ms: 200 looks of 25 ms would be more`)
  const mail = (n: number) => `^[a-z]+[.][a-z]+@(example[.](org|nz)){1,2}${n}$`
  t.match(await send(mail, 'kiri.walker.example@example.org'), { status: 400, errors: told })
  t.match(await send(mail, 'kiri.walkerexample@example.org'), { status: 200, errors: [] })
})

t.test('Who calls is stood in for in a recording, whatever the contract calls the header, or where it is in the query', async t => {
  const places = [['X-Org', 'header'], ['org', 'query']] as const
  for (const [name, place] of places) {
    const document = ofReturns()
    const parameter = { ...inHeader(name), in: place }
    for (const item of Object.values<any>(document.paths)) Object.values<any>(item)[0].parameters[1] = parameter
    const there = (theirs: string) => theirs.replace('header.X-Org', `${place}.${name}`)
    const matches = Object.fromEntries(Object.entries(decided).map(([ours, theirs]) => [ours, there(theirs)]))
    const folder = t.testdir({
      'it.json': JSON.stringify(document),
      'it.overlay.json': JSON.stringify({ matches }),
      'it.har': JSON.stringify({
        log: {
          entries: [{
            startedDateTime: '2026-03-01T20:00:00.000Z',
            request: {
              method: 'POST',
              url: `https://api.example.govt.nz/sdr/v3/submissions/202602/tokens${place === 'query' ? '?org=7777' : ''}`,
              headers: [{ name: 'Authorization', value: 'Bearer real-secret' }, ...place === 'header' ? [{ name, value: '7777' }] : []]
            },
            response: {
              status: 200,
              content: { mimeType: 'application/json', text: '{"submissionToken":"real","submissionContentsUrl":"https://real"}' }
            }
          }]
        }
      })
    })
    const [one] = await compareFile(`${folder}/it.har`, { contract: `${folder}/it.json` })
    t.match(one, { outcome: 'same', status: { real: 200, here: 200 } }, place)
  }
})

t.test('Values that a contract spells otherwise are translated both ways, told of where it is adopted, and where it has none', async t => {
  const { admin, inject, send } = await open(t, { fixture: 'demo', clock: frozen })
  const status = (values: string[]) => ({ type: 'string', enum: values })
  const adopt = (values: string[]) => admin('PUT', '/contract', documentOf('Work Based Submissions', '/wbs', {
    '/agreements/{agreementRef}': {
      get: {
        summary: 'Get Training Agreement',
        parameters: [inPath('agreementRef'), inHeader('EID')],
        responses: answered(of({ trainingAgreementLocalId: text, learnerLocalId: text, trainingAgreementStatus: status(values) }))
      }
    }
  }))
  const read = async (id: string, ask = inject) => {
    const { body, headers } = demand(await ask({ method: 'GET', url: `/wbs/agreements/${id}`, headers: asFirst }))
    return [body.trainingAgreementStatus, headers['sandbox-warnings']]
  }
  const place = 'GetTrainingAgreement.reply.trainingAgreementStatus'
  t.same(demand(await adopt(['PENDING', 'ACTIVE', 'ON_HOLD', 'GRACE', 'FINISHED'])).body.otherValues, [
    `${place}: Pending is PENDING; Active is ACTIVE; Hold is ON_HOLD; Grace is GRACE; Finished is FINISHED`
  ])
  t.same(await read('DEMO-TA06'), ['ON_HOLD', undefined])
  t.same(await read('DEMO-TA03'), ['PENDING', undefined])
  t.same(demand(await adopt(['pending', 'Active', 'PAUSED'])).body.otherValues, [
    `${place}: Pending is pending; Hold is not there; Grace is not there; Finished is not there; PAUSED is not one of the sandbox's`
  ])
  t.same(await read('DEMO-TA06', send), ['Hold', 'unknown-value:trainingAgreementStatus'])
  t.match((await admin('GET', '/requests/last/explain')).body.warnings, undefined)
  t.same(demand(await adopt(['Pending', 'Active', 'Hold', 'Grace', 'Finished', 'Other'])).body.otherValues, [])
})

t.test('The CSV of a return has its titles made of the contract\'s names', async t => {
  const { admin, inject } = await open(t, { fixture: 'demo', clock: frozen })
  const learner = of({
    LocalId: text,
    StudentIdentificationCode: text,
    gender: text,
    DateOfBirth: { type: 'string', format: 'date-time' },
    NameIdCode: text,
    NSN: { type: 'integer', description: 'National Student Number' },
    ethnicGroups: { type: 'array', items: text }
  })
  const document = ofReturns({
    '/students': {
      post: {
        summary: 'Upload learner data to the submission',
        parameters: [inHeader('X-Org')],
        requestBody: sent(of({ submissionToken: text, records: { type: 'array', items: learner } }, ['submissionToken', 'records'])),
        responses: answered(of({ submissionToken: text, records: { type: 'array', items: of({ LocalId: text }) } }))
      }
    }
  })
  const matches = {
    ...decided, ...organisation('UploadLearners'), 'UploadLearners.body.content[].ethnicity[]': 'records[].ethnicGroups[]'
  }
  demand(await admin('PUT', '/contract', { document, overlay: { matches } }))
  const { submissionToken } = demand(await inject({ method: 'POST', url: '/sdr/v3/submissions/202602/tokens', headers: byHeader })).body
  const records = [{
    LocalId: 'L1',
    StudentIdentificationCode: 'S1',
    gender: 'F',
    DateOfBirth: '2005-05-17T00:00:00+12:00',
    NameIdCode: 'WALKA',
    NSN: 150000001,
    ethnicGroups: ['111']
  }]
  demand(await inject({ method: 'POST', url: '/sdr/v3/students', headers: byHeader, payload: { submissionToken, records } }))
  const url = `/sdr/v3/submissions/${submissionToken}/contents?collection=learners`
  const [titles, line] = demand(await inject({ method: 'GET', url, headers: byHeader })).text.split('\r\n')
  t.match(titles, /^Local Id,Student Identification Code,Gender,Date Of Birth,.*,NSN,.*,Ethnic Groups,Permanent Post Code,/)
  t.match(line, /^L1,S1,F,2005-05-16T12:00:00\.000Z,.*,150000001,.*,111,,$/)
})
