import { Type, type Static } from '@sinclair/typebox'
import { int32, text } from '../../../core/schema.ts'
import { providerBasedPage } from '../../sources.ts'
import { instant } from '../schemas.ts'

const page = providerBasedPage('get-current-user')

export const UserInfo = Type.Object({
  identityId: Type.Optional(int32({ basis: page, description: 'TEC\'s number of the user' })),
  externalId: Type.Optional(text({ basis: page, description: 'The machine account' })),
  displayName: Type.Optional(text({ basis: page, description: 'How it is shown' })),
  edumis: Type.Optional(text({ basis: page, description: 'EDUMIS number of the organisation', example: '9001' })),
  organisationId: Type.Optional(int32({ basis: page, description: 'TEC\'s number of the organisation' })),
  providerName: Type.Optional(text({ basis: page, description: 'Name of the organisation' })),
  role: Type.Optional(text({ basis: page, description: 'What it may do' })),
  insertedDateTime: Type.Optional(instant({ basis: page, description: 'When it was registered first' })),
  updatedDateTime: Type.Optional(instant({ basis: page, description: 'When it was registered last' }))
}, { title: 'UserInfo', description: 'A machine account that is registered for an organisation', 'x-basis': page })
export type UserInfo = Static<typeof UserInfo>
