import { Type, type Static } from '@sinclair/typebox'
import { int32, oneOf } from '../../../core/schema.ts'
import { providerBasedPage } from '../../sources.ts'
import { instant, PageQuery, pageOf } from '../schemas.ts'
import { returnTypes, runStatuses } from '../statuses.ts'

const page = providerBasedPage('list-available-returns')

export const ReturnsQuery = Type.Object({
  ...PageQuery.properties,
  includeIndicative: Type.Optional(Type.Boolean({ description: 'true lists Indicative returns, too', example: true, 'x-basis': page }))
})

export const AvailableReturn = Type.Object({
  edumis: Type.Optional(int32({ basis: page, description: 'The organisation whose return it is' })),
  returnId: Type.Optional(int32({ basis: page, description: 'Year and month', example: 202604 })),
  returnYear: Type.Optional(int32({ basis: page, description: 'Year' })),
  returnMonth: Type.Optional(int32({ basis: page, description: 'Month' })),
  openWindowDate: Type.Optional(instant({ basis: page, description: 'When its window opens' })),
  closeWindowDate: Type.Optional(instant({ basis: page, description: 'When its window closes' })),
  returnStatus: Type.Optional(oneOf(runStatuses, { basis: page, description: 'What its submission is in; not given where there is none' })),
  returnType: Type.Optional(oneOf(returnTypes, { basis: page, description: 'Full has five collections, Indicative three' })),
  closeDate: Type.Optional(instant({ basis: page, description: 'When it was closed, if it was' }))
}, { title: 'AvailableReturn', description: 'A return that an organisation has to make', 'x-basis': page })
export type AvailableReturn = Static<typeof AvailableReturn>

export const AvailableReturns = pageOf(AvailableReturn, 'AvailableReturns', page)
