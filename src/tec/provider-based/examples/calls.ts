import type { ExampleRequest } from '../../../core/example.ts'
import type { ReturnOfScene } from './returns.ts'

/** Who calls, and with what. */
export type Caller = Pick<ReturnOfScene, 'eid' | 'token'>

/** A request to the API, by its path. */
export const send = (method: string, { eid, token }: Caller) => (path: string, body?: unknown): ExampleRequest => ({
  method,
  path: `/submissions/v1.0${path}`,
  headers: { Authorization: `Bearer ${token}`, EID: String(eid) },
  ...(body !== undefined && { body })
})

/** Asks for a token to a return. */
export const askToken = (of: ReturnOfScene): ExampleRequest => send('POST', of)(`/token/${of.returnId}`)

/** Opens a return of earlier years, as TEC does on request. */
export const openAgain = (of: ReturnOfScene): ExampleRequest =>
  ({ method: 'POST', path: `/__admin/returns/${of.returnId}/open`, headers: {}, body: { eid: of.eid } })

/** A learner that an upload takes; a validation would find something. */
export const learner = {
  localId: 'LEARNER-1', studentIdentificationCode: 'S100001', gender: 'F', dateOfBirth: '2004-05-17', nameIdCode: 'WALKA'
}

/** Uploads learners, to the submission of the last token if no other is named. */
export const upload = (caller: Caller, submissionToken = '{submissionToken}', content: object[] = [learner]): ExampleRequest =>
  send('PUT', caller)('/learners', { submissionToken, content })

/** Deletes that learner. */
export const remove = (caller: Caller, submissionToken = '{submissionToken}'): ExampleRequest =>
  send('DELETE', caller)('/learners', { submissionToken, content: [{ localId: learner.localId }] })

/** Submits, as a person would. */
export const submit = (caller: Caller, submissionToken: string): ExampleRequest =>
  ({ ...send('POST', caller)(''), path: `/__admin/submissions/${submissionToken}/submit` })

/** Reads the status of a validation. */
export const read = (caller: Caller, submissionToken: string) => send('GET', caller)(`/validation/${submissionToken}`)

/** Asks for a validation. */
export const validate = (caller: Caller, submissionToken: string) => send('POST', caller)(`/validation/${submissionToken}`)

/** Cancels a submission. */
export const reset = (caller: Caller, submissionToken: string) => send('DELETE', caller)(`/token/${submissionToken}`)
