import { Type } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import type { Failure, FailureKind } from '../../core/errors.ts'
import { int32, text } from '../../core/schema.ts'
import type { Ask } from '../../core/reading.ts'
import { problemAnswer, problemOf } from '../../http/problem.ts'
import type { Present } from '../../http/service.ts'
import { challenged } from '../challenge.ts'
import { providerBasedPage } from '../sources.ts'
import type { ErrorCodeNames } from './error-codes.ts'
import { codeOfTooMany, codeOfUnauthorized, sharedCodes } from './readings.ts'
import { errorCodeNames } from './settings.ts'

const basis = providerBasedPage('request-a-single-data-return-sdr-submission-token')
const more = inferred('The short form has no such member; the pages of uploads point to an error code all the same')

/** The short form, which the pages give for 401 and, as a schema, for 429. */
export const Problem = Type.Object({
  type: Type.Optional(text({ basis, description: 'Where the status is defined' })),
  title: Type.Optional(text({ basis, description: 'What went wrong, the same for every case of it' })),
  status: Type.Optional(int32({ basis, description: 'The HTTP status' })),
  detail: Type.Optional(text({ basis, description: 'What went wrong in this case' })),
  instance: Type.Optional(text({ basis, description: 'The path that was asked for' })),
}, { title: 'Problem', description: 'A refusal, as problem details', 'x-basis': basis })

/** The short form of a 429. */
export const ProblemWithCode = Type.Object({
  ...Problem.properties,
  errorCode: Type.Optional(text({ basis: more, description: 'The code of the error', example: 'DS1' }))
}, { title: 'ProblemWithCode', description: 'A refusal for now', 'x-basis': basis })

/** The full form, which they give for 400, and the operations on users for 403. */
export const ProblemWithErrors = Type.Object({
  ...Problem.properties,
  errors: Type.Optional(Type.Object({
    returnId: Type.Optional(text({ basis, description: 'What is wrong with the return id' })),
    submissionToken: Type.Optional(text({ basis, description: 'What is wrong with the submission token' })),
    content: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), {
      description: 'What is wrong with records, by their place: [0].gender', 'x-basis': basis
    }))
  }, { title: 'SubmissionErrors', description: 'What is wrong, by what it is about', 'x-basis': basis })),
  errorCode: Type.Optional(text({ basis, description: 'The code of the error', example: 'SC1' }))
}, { title: 'ProblemWithErrors', description: 'A refusal that says what caused it', 'x-basis': basis })

/** The provider-based API's error bodies. Calls about users answer 403 where others answer 401. */
export const providerBasedPresent: Present = {
  failure (failure, call, { settings, reading }) {
    const { path } = call
    const names = namesOf(reading, settings.get(errorCodeNames))
    const isForbidden = failure.kind === 'unauthenticated' && failure.asked === undefined && /\/v1\.0\/user(?:\/register)?\/?$/i.test(path)
    const status = isForbidden ? 403 : failure.status
    const code = codeOf(failure, status, reading)
    const short = problemOf(failure, path, status)
    const detail = failure.kind === 'not-gzip' ? `${code}: ${short.detail}` : renamed(short.detail, names)
    const problem = {
      ...short,
      detail,
      ...(isForbidden && { title: 'Forbidden' }),
      ...(code !== undefined && { errorCode: names[code] ?? code })
    }
    const body = status === 400 || status === 403 ? { ...problem, errors: sorted(failure, names) } : problem
    return challenged(problemAnswer(body), failure, call)
  }
}

/** The code of a failure, where its answer has one. */
function codeOf ({ kind, code }: Failure, status: number, ask: Ask): string | undefined {
  if (status === 401 && ask(codeOfUnauthorized) === 'none') return undefined
  if (status === 429 && code === undefined && ask(codeOfTooMany) === 'always') return 'DS1'
  return code ?? codesOfKinds[kind]
}

const sameText: ErrorCodeNames = { SC2: 'SC1', SC3: 'SC1', SC10: 'SC1', DS2: 'DS1', DS3: 'DS1' }

/** Codes that are answered in the place of others; what somebody named comes before the reading. */
const namesOf = (ask: Ask, named: ErrorCodeNames): ErrorCodeNames => ask(sharedCodes) === 'first' ? { ...sameText, ...named } : named

/** What is wrong with a body before any rule is asked. */
const codesOfKinds: Readonly<Partial<Record<FailureKind, string>>> = { unreadable: 'CV1', malformed: 'CV1', 'not-gzip': 'GM1' }

/** Messages begin with the codes of their rules. */
const renamed = (text: string, names: ErrorCodeNames): string =>
  text.replace(/\b(?:DS|SC)\d+(?=: )/g, code => names[code] ?? code)

/** The members that `errors` has, and no others; `detail` tells of all. */
function sorted ({ errors: written }: Failure, names: ErrorCodeNames): Record<string, unknown> {
  const errors = Object.fromEntries(Object.entries(written).map(([name, messages]) => [name, messages.map(it => renamed(it, names))]))
  const content = Object.entries(errors).filter(([name]) => /^content\b/.test(name))
    .map(([name, messages]) => [name.slice('content'.length) || '$', messages])
  const text = (name: string) => errors[name] ? { [name]: errors[name].join(' ') } : {}
  return { ...text('returnId'), ...text('submissionToken'), ...(content.length > 0 && { content: Object.fromEntries(content) }) }
}
