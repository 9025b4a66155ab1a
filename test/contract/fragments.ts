import { readFileSync } from 'node:fs'
import type { InjectOptions } from 'light-my-request'
import t from 'tap'
import { demand, open } from '../harness.ts'

const asFirst = { authorization: 'Bearer demo-token-9001', eid: '9001' }
const asUser = { authorization: 'Bearer demo-api-key' }

interface Asked {
  readonly method: 'POST' | 'PUT' | 'GET'
  /** Where the page has it, and where ours has. */
  readonly official: string
  readonly ours: string
  readonly headers: Record<string, string>
  readonly body?: object
  readonly status: number
}

/** Of each document that was made of a published page, a request to what it has. */
const fragments: Readonly<Record<string, Asked>> = {
  'record-a-visit.yaml': {
    method: 'POST',
    official: '/wbl/plans/DEMO-TP04/visit',
    ours: '/work-submission-api/v1.0/training-plans/DEMO-TP04/visits',
    headers: asFirst,
    body: { visitLocalId: 'V-90', visitDate: '2026-03-02' },
    status: 201
  },
  'place-training-agreement-in-grace.yaml': {
    method: 'PUT',
    official: '/wbl/agreements/DEMO-TA04/grace',
    ours: '/work-submission-api/v1.0/training-agreements/DEMO-TA04/grace',
    headers: asFirst,
    body: { pauseDate: '2026-03-01', graceReasonCode: 'RD' },
    status: 200
  },
  'update-training-plan.yaml': {
    method: 'PUT',
    official: '/wbl/plans/DEMO-TP04',
    ours: '/work-submission-api/v1.0/training-plans/DEMO-TP04',
    headers: asFirst,
    body: { trainingPlanSignedDate: '2025-11-13' },
    status: 200
  },
  'request-a-submission-token.yaml': {
    method: 'POST',
    official: '/submissions/v1.0/token/202602',
    ours: '/submissions/v1.0/token/202602',
    headers: asFirst,
    status: 200
  },
  'course-feeds.yaml': {
    method: 'PUT',
    official: '/accessplan/api/v1/coursedates/5014',
    ours: '/accessplan/api/v1/coursedates/5014',
    headers: asUser,
    body: { StartDate: '2026-05-04T09:00:00', EndDate: '2026-05-06T16:00:00', Status: 'Available', MaxPlaces: 12 },
    status: 200
  }
}

for (const [file, { method, official, ours, headers, body, status }] of Object.entries(fragments)) {
  t.test(`What a published page states is adopted, and answered as without it: ${file}`, async t => {
    const document = readFileSync(new URL(`official/${file}`, import.meta.url), 'utf8')
    const [plain, under] = [await open(t, { fixture: 'demo' }), await open(t, { fixture: 'demo' })]
    const adopted = demand(await under.inject({
      method: 'PUT', url: '/__admin/contract', payload: document, headers: { 'content-type': 'application/yaml' }
    })).body
    t.match(adopted, { doubtful: [], fromDocument: [] })
    const asked = (url: string): InjectOptions => ({ method, url, headers, ...body && { payload: body } })
    const [one, other] = [await plain.send(asked(ours)), await under.send(asked(official))]
    t.equal(one.status, status, one.text)
    t.equal(other.status, status, other.text)
    t.equal(other.headers['sandbox-warnings'], one.headers['sandbox-warnings'])
    t.same(withoutToken(other), withoutToken(one))
    const { operation } = (await under.admin('GET', '/requests/last/explain')).body
    t.match(operation.basis, { documented: new RegExp(`SHA-256 ${adopted.hash}`) })
  })
}

/** A token is another in each sandbox. */
const withoutToken = ({ text, body }: { text: string, body: any }): string =>
  body?.submissionToken === undefined ? text : text.replaceAll(body.submissionToken, '…')
