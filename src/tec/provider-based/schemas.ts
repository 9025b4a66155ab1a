import { Type, type TSchema } from '@sinclair/typebox'
import { inferred, type Basis } from '../../core/basis.ts'
import { int32, text, withBasis } from '../../core/schema.ts'
import { providerBasedPage } from '../sources.ts'

type About = { basis: Basis, description: string, example?: unknown }

/** A date and time in an answer, which is always in UTC. */
export const instant = ({ basis, ...about }: About) => Type.String({ format: 'date-time', ...about, 'x-basis': basis })

/** Part of a list, and where it stands in it. */
export const pageOf = <Item extends TSchema>(item: Item, title: string, basis: Basis) => Type.Object({
  page: Type.Optional(int32({ basis, description: 'Number of the page, from 0' })),
  pageSize: Type.Optional(int32({ basis, description: 'How many a page has at most' })),
  results: Type.Optional(Type.Array(item, { 'x-basis': basis })),
  totalCount: Type.Optional(int32({ basis, description: 'How many there are on all pages' }))
}, { title, description: 'A page of a list', 'x-basis': basis })

const paging = providerBasedPage('get-validation-results')

export const PageQuery = Type.Object({
  page: Type.Optional(int32({ basis: paging, description: 'Number of the page; the first is 0', example: 0 })),
  pageSize: Type.Optional(int32({
    basis: paging, description: 'How many a page has; 100 if left out, and no more than 1000', example: 100
  }))
})

const tokenPage = providerBasedPage('request-a-single-data-return-sdr-submission-token')

export const SubmissionToken = text({ basis: tokenPage, min: 1, description: 'The submission\'s token', example: 'a submission token' })

export const TokenPath = Type.Object({
  submissionToken: withBasis(SubmissionToken, inferred('The page names the parameter, not its place in the path'))
})

export const SignedPath = Type.Object({
  ...TokenPath.properties,
  signature: text({ basis: inferred('A signed address has one'), description: 'What the address was signed with' })
})
