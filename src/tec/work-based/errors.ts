import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { int32, text } from '../../core/schema.ts'
import { problemAnswer, problemOf } from '../../http/problem.ts'
import type { Present } from '../../http/service.ts'
import { challenged } from '../challenge.ts'
import { workBasedPage } from '../sources.ts'
import { unknownId } from './readings.ts'

const basis = workBasedPage('record-a-visit-against-a-training-plan')

/** The short form, which the pages give for 429. Every member is optional there. */
export const Problem = Type.Object({
  type: Type.Optional(text({ basis, description: 'Where the status is defined' })),
  title: Type.Optional(text({ basis, description: 'What went wrong, the same for every case of it' })),
  status: Type.Optional(int32({ basis, description: 'The HTTP status' })),
  detail: Type.Optional(text({ basis, description: 'What went wrong in this case' })),
  instance: Type.Optional(text({ basis, description: 'The path that was asked for' }))
}, { title: 'Problem', description: 'A refusal, as problem details', 'x-basis': basis })

/** The form with `errors`, which they give for 400 and 401. */
export const ProblemWithErrors = Type.Object({
  ...Problem.properties,
  errors: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), {
    description: 'Messages by the member that they are about',
    'x-basis': inferred('The pages say that it is an object, not what is in it; the platform that they point to makes this')
  }))
}, { title: 'ProblemWithErrors', description: 'A refusal that says which members caused it', 'x-basis': basis })

/** The work-based API's error bodies: `errors` with 400 and 401, the short form with 429. */
export const workBasedPresent: Present = {
  failure (failure, call, { reading }) {
    const { kind, errors } = failure
    const { method, path } = call
    const status = kind === 'missing' && method === 'GET' ? Number(reading(unknownId)) : failure.status
    const problem = problemOf(failure, path, status)
    const coded = kind === 'not-gzip' ? { ...problem, detail: `GM1: ${problem.detail}` } : problem
    return challenged(problemAnswer(kind === 'too-many' || kind === 'fault' ? coded : { ...coded, errors }), failure, call)
  }
}
