import { Type, type Static } from '@sinclair/typebox'
import { int32, oneOf, text } from '../../../core/schema.ts'
import { providerBasedPage } from '../../sources.ts'
import { instant } from '../schemas.ts'
import { returnTypes, submissionStatuses } from '../statuses.ts'
import { ValidationRun } from '../validation/schemas.ts'

const page = providerBasedPage('request-a-single-data-return-sdr-submission-token')

export const ReturnPath = Type.Object({
  returnId: int32({ basis: page, description: 'The return to fill; year and month', example: 202604 })
})

export const SubmissionDetails = Type.Object({
  submissionToken: Type.Optional(text({ basis: page, description: 'Names the submission in the calls that follow' })),
  tokenExpiry: Type.Optional(instant({ basis: page, description: 'From when on the token is no longer valid' })),
  maxRecordPerBatch: Type.Optional(int32({
    basis: page, description: 'Most records in one request, of all collections together', example: 500
  })),
  returnId: Type.Optional(Type.Integer({ format: 'int64', description: 'The return', 'x-basis': page })),
  edumis: Type.Optional(int32({ basis: page, description: 'EDUMIS number of the organisation' })),
  returnYear: Type.Optional(int32({ basis: page, description: 'Year of the return' })),
  returnMonth: Type.Optional(int32({ basis: page, description: 'Month of the return' })),
  submissionStatus: Type.Optional(oneOf(submissionStatuses, { basis: page, description: 'What the submission is in' })),
  submissionType: Type.Optional(oneOf(returnTypes, { basis: page, description: 'The kind of return' })),
  submissionContentsUrl: Type.Optional(text({ basis: page, description: 'Where its contents can be had as CSV' })),
  validationRunResults: Type.Optional(Type.Array(ValidationRun, { description: 'Its validation runs', 'x-basis': page }))
}, { title: 'Submission', description: 'What is gathered for a return', 'x-basis': page })
export type SubmissionDetails = Static<typeof SubmissionDetails>
