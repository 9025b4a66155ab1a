import type { Example, ExampleRequest, Examples } from '../core/example.ts'
import type { CallerScene } from './scene.ts'

/** The same call by a caller who is known and by one who is not. */
const calling = (changed: (scene: CallerScene) => Record<string, string | undefined>) => (scene: CallerScene): Example => {
  const headers = { Authorization: `Bearer ${scene.token}`, EID: String(scene.eid) }
  const learner = {
    learnerLocalId: scene.id('L'),
    identity: { nationalStudentNumber: scene.number, dateOfBirth: '2005-03-14', nameIdCode: 'WALKA' },
    demographics: { countryOfCitizenship: 'NZL', disabilityStatus: 2 },
    educationHistory: {}
  }
  const create: ExampleRequest = { method: 'POST', path: '/work-submission-api/v1.0/learners', headers, body: learner }
  const get: ExampleRequest = { method: 'GET', path: `/work-submission-api/v1.0/learners/${learner.learnerLocalId}`, headers }
  const given = Object.fromEntries(Object.entries({ ...headers, ...changed(scene) })
    .filter(([, value]) => value !== undefined)) as Record<string, string>
  return { given: [create], accepted: get, broken: { ...get, headers: given } }
}

export const callerExamples: Examples<CallerScene> = {
  'token.given': calling(() => ({ Authorization: undefined })),
  'token.known': calling(() => ({ Authorization: 'Bearer nobody-issued-this' })),
  'token.not-expired': calling(({ expiredToken }) => ({ Authorization: `Bearer ${expiredToken}` })),
  'token.already-valid': calling(({ tokenNotYetValid }) => ({ Authorization: `Bearer ${tokenNotYetValid}` })),
  'token.of-the-organisation': calling(({ eid }) => ({ EID: String(eid + 1) })),
  'token.account-enabled': calling(({ tokenWithoutPermissions }) => ({ Authorization: `Bearer ${tokenWithoutPermissions}` })),
  'eid.given': calling(() => ({ EID: undefined })),
  'eid.numeric': calling(({ eid }) => ({ EID: `EID${eid}` }))
}
