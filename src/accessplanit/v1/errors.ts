import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import type { Failure } from '../../core/errors.ts'
import { text } from '../../core/schema.ts'
import type { Answer } from '../../http/answer.ts'
import type { Call } from '../../http/operation.ts'
import type { Asked } from '../../http/service.ts'
import { withName } from './named-json.ts'
import { inFormOf } from './xml.ts'

const basis = inferred('The sentence of the vendor\'s page that describes the body is cut')

/** What version 1 answers when it refuses. */
export const V1Error = Type.Object({
  Errors: Type.Array(Type.Object({
    Field: text({ basis, description: 'What it is about; empty if it is about nothing in particular' }),
    Message: text({ basis, description: 'What is wrong' })
  }, { title: 'FieldError', description: 'One thing that is wrong', xml: { name: 'Error' } }), { 'x-basis': basis, xml: { wrapped: true } })
}, { title: 'Refusal', description: 'Why a request was refused', xml: { name: 'Error' } })

/** A record that the path names and that does not exist is a 404, as the vendor's page says. */
export function presentFailure (failure: Failure, call: Call, asked?: Asked): Answer {
  const { kind, errors, message } = failure
  const listed = Object.entries(errors).flatMap(([Field, messages]) => messages.map(Message => ({ Field, Message })))
  const status = kind === 'missing' ? 404 : failure.status
  const body = { Errors: listed.length > 0 ? listed : [{ Field: '', Message: message }] }
  const headers: Record<string, string> = status === 401 ? { 'www-authenticate': 'Bearer' } : {}
  return inFormOf(call, withName('Error', JSON.stringify(body)), asked?.reading, { status, headers })
}
