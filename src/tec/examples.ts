import type { Example, ExampleRequest, Examples, Scene } from '../core/example.ts'

const form = { grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz' }

/** A token request, with parts of it changed or, as undefined, left out. */
function ask ({ eid }: Scene, changed: Record<string, string | undefined> = {}, credentials = 'demo-tms:demo-secret'): ExampleRequest {
  const fields = Object.entries({ ...form, org_id: String(eid), ...changed }).filter(([, value]) => value !== undefined) as Array<[string, string]>
  return {
    method: 'POST',
    path: '/oauth2/access_token',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams(fields).toString()
  }
}

const asking = (changed: Record<string, string | undefined>, credentials?: string) => (scene: Scene): Example =>
  ({ given: [], accepted: ask(scene), broken: ask(scene, changed, credentials) })

export const eslExamples: Examples = {
  'esl.client-known': asking({}, 'demo-tms:wrong'),
  'esl.grant-type-given': asking({ grant_type: undefined }),
  'esl.grant-type-client-credentials': asking({ grant_type: 'password' }),
  'esl.scope-of-an-environment': asking({ scope: 'https://example.org' }),
  'esl.org-id-given': asking({ org_id: undefined }),
  'esl.org-id-of-the-account': asking({ org_id: '9999' })
}

/** The same call by a caller who is known and by one who is not. */
const calling = (changed: (scene: Scene) => Record<string, string | undefined>) => (scene: Scene): Example => {
  const headers = { Authorization: `Bearer ${scene.token}`, EID: String(scene.eid) }
  const learner = { learnerLocalId: scene.id('L'), identity: { nationalStudentNumber: scene.number, dateOfBirth: '2005-03-14', nameIdCode: 'WALKA' }, demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 }, educationHistory: {} }
  const create: ExampleRequest = { method: 'POST', path: '/work-submission-api/v1.0/learners', headers, body: learner }
  const get: ExampleRequest = { method: 'GET', path: `/work-submission-api/v1.0/learners/${learner.learnerLocalId}`, headers }
  const given = Object.fromEntries(Object.entries({ ...headers, ...changed(scene) }).filter(([, value]) => value !== undefined)) as Record<string, string>
  return { given: [create], accepted: get, broken: { ...get, headers: given } }
}

export const callerExamples: Examples = {
  'token.given': calling(() => ({ Authorization: undefined })),
  'token.known': calling(() => ({ Authorization: 'Bearer nobody-issued-this' })),
  'token.not-expired': calling(({ expiredToken }) => ({ Authorization: `Bearer ${expiredToken}` })),
  'token.of-the-organisation': calling(({ eid }) => ({ EID: String(eid + 1) })),
  'token.account-enabled': calling(({ tokenWithoutPermissions }) => ({ Authorization: `Bearer ${tokenWithoutPermissions}` })),
  'eid.given': calling(() => ({ EID: undefined })),
  'eid.numeric': calling(({ eid }) => ({ EID: `EID${eid}` }))
}
