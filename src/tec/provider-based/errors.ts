import type { FastifyReply } from 'fastify'
import { Type } from '@sinclair/typebox'
import { inferred, type Basis } from '../../core/basis.ts'
import { failures, type Failure } from '../../core/errors.ts'
import { int32, text } from '../../core/schema.ts'
import { problemOf, sendProblem } from '../../http/problem.ts'
import { errorCodesGuide, providerBasedPage } from '../sources.ts'

/** What an `errorCode` stands for, and how we know. */
interface ErrorCode { readonly meaning: string, readonly basis: Basis }

const placed = inferred('The code is documented; that it is raised here is not, as several share one text')
const chosen = inferred('The published table is cut before this code; something has to be said in the case')

/** Every code of the service. Those that are inferred can be replaced: `--error-codes SC4=SC1`. */
export const errorCodes: Readonly<Record<string, ErrorCode>> = {
  AM1: { meaning: 'The EID header is not a number', basis: errorCodesGuide },
  AM2: { meaning: 'The EID header is missing', basis: errorCodesGuide },
  AU1: { meaning: 'The machine account is not set up', basis: errorCodesGuide },
  AU2: { meaning: 'The token is no good', basis: errorCodesGuide },
  CV1: { meaning: 'The body does not have its shape', basis: errorCodesGuide },
  DS1: { meaning: 'Another request changes the collection: an upload', basis: placed },
  DS2: { meaning: 'Another request changes the collection: a deletion', basis: placed },
  DS3: { meaning: 'Another request changes a collection: a request for validation', basis: placed },
  GM1: { meaning: 'The compressed body cannot be read', basis: errorCodesGuide },
  MP1: { meaning: 'The batch has too many records', basis: errorCodesGuide },
  PR1: { meaning: 'A page or its size is below 0', basis: errorCodesGuide },
  PR2: { meaning: 'The page lies beyond the data', basis: errorCodesGuide },
  R1: { meaning: 'The year of the return is out of bounds', basis: errorCodesGuide },
  SC1: { meaning: 'No such submission token: an upload', basis: placed },
  SC2: { meaning: 'No such submission token: a deletion, a reset', basis: placed },
  SC3: { meaning: 'No such submission token: a request for validation', basis: placed },
  SC4: { meaning: 'The submission token has expired', basis: chosen },
  SC5: { meaning: 'The submission or the return is not in a state that allows it', basis: chosen },
  SC6: { meaning: 'No such return', basis: chosen },
  SC7: { meaning: 'The window of the return is not open', basis: chosen },
  SC8: { meaning: 'No records were uploaded', basis: chosen },
  SC9: { meaning: 'A validation of the return runs', basis: chosen },
  SC10: { meaning: 'No such submission token: status, results and contents', basis: placed }
}

const basis = providerBasedPage('request-a-single-data-return-sdr-submission-token')
const more = inferred('The short form has no such member; the pages of uploads point to an error code all the same')

/** The short form, which the pages give for 401 and 429. */
export const Problem = Type.Object({
  type: Type.Optional(text({ basis, description: 'Where the status is defined' })),
  title: Type.Optional(text({ basis, description: 'What went wrong, the same for every case of it' })),
  status: Type.Optional(int32({ basis, description: 'The HTTP status' })),
  detail: Type.Optional(text({ basis, description: 'What went wrong in this case' })),
  instance: Type.Optional(text({ basis, description: 'The path that was asked for' })),
  errorCode: Type.Optional(text({ basis: more, description: 'The code of the error' }))
}, { title: 'Problem', description: 'A refusal, as problem details', 'x-basis': basis })

/** The full form, which they give for 400, and the operations on users for 403. */
export const ProblemWithErrors = Type.Object({
  ...Problem.properties,
  errors: Type.Optional(Type.Object({
    returnId: Type.Optional(text({ basis, description: 'What is wrong with the return id' })),
    submissionToken: Type.Optional(text({ basis, description: 'What is wrong with the submission token' })),
    content: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), { description: 'What is wrong with records, by their place: [0].gender', 'x-basis': basis }))
  }, { 'x-basis': basis })),
  errorCode: Type.Optional(text({ basis, description: 'The code of the error', example: 'SC1' }))
}, { title: 'ProblemWithErrors', description: 'A refusal that says what caused it', 'x-basis': basis })

/** Codes to answer in the place of others. */
export type ErrorCodeNames = Readonly<Record<string, string>>

/** The provider-based API's error bodies. Calls about users answer 403 where others answer 401. */
export function sendProviderBasedError (failure: Failure, instance: string, names: ErrorCodeNames, reply: FastifyReply): FastifyReply {
  const { kind, retryAfter } = failure
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter))
  const isForbidden = kind === 'unauthenticated' && /\/v1\.0\/user(?:\/register)?$/.test(instance)
  const status = isForbidden ? 403 : failures[kind].status
  const code = failure.code ?? (kind === 'unreadable' ? 'CV1' : undefined)
  const short = problemOf(failure, instance, status)
  const problem = { ...short, detail: renamed(short.detail, names), ...(isForbidden && { title: 'Forbidden' }), ...(code !== undefined && { errorCode: names[code] ?? code }) }
  return sendProblem(reply, status === 400 || status === 403 ? { ...problem, errors: sorted(failure, names) } : problem)
}

/** Messages begin with the codes of their rules. */
const renamed = (text: string, names: ErrorCodeNames): string =>
  text.replace(/\b(?:DS|SC)\d+(?=: )/g, code => names[code] ?? code)

/** The members that `errors` has, and no others; `detail` tells of all. */
function sorted ({ errors: written }: Failure, names: ErrorCodeNames): Record<string, unknown> {
  const errors = Object.fromEntries(Object.entries(written).map(([name, messages]) => [name, messages.map(it => renamed(it, names))]))
  const content = Object.entries(errors).filter(([name]) => /^content\b/.test(name)).map(([name, messages]) => [name.slice('content'.length) || '$', messages])
  const text = (name: string) => errors[name] ? { [name]: errors[name].join(' ') } : {}
  return { ...text('returnId'), ...text('submissionToken'), ...(content.length > 0 && { content: Object.fromEntries(content) }) }
}
