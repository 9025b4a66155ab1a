import { Type, type Static } from '@sinclair/typebox'
import { inferred } from '../../core/basis.ts'
import { published, text } from '../../core/schema.ts'
import { eslGuide } from '../sources.ts'

/** Every member is optional here, so that a missing one is refused in RFC 6749's own words. */
export const TokenRequest = Type.Object({
  grant_type: Type.Optional(text({ basis: eslGuide, description: 'Always client_credentials', example: 'client_credentials' })),
  scope: Type.Optional(text({
    basis: eslGuide, description: 'The web host of the environment', example: 'https://web.prd.dxs.pub.tec.govt.nz'
  })),
  org_id: Type.Optional(text({ basis: eslGuide, description: 'The EDUMIS number of the organisation to act for', example: '9001' }))
}, {
  title: 'TokenRequest',
  description: 'What a token is asked for with, as a form',
  [published]: { required: ['grant_type', 'scope', 'org_id'] }
})
export type TokenRequest = Static<typeof TokenRequest>

/** Of the form of a token, and of no use. */
export const shownToken = ['{"alg":"HS256","typ":"JWT"}', '{"org_id":"9001","sub":"demo-tms"}', 'signed by the sandbox']
  .map(it => Buffer.from(it).toString('base64url')).join('.')

export const TokenReply = Type.Object({
  access_token: text({ basis: eslGuide, description: 'A JWT, for one organisation', example: shownToken }),
  token_type: text({ basis: eslGuide, description: 'Always Bearer', example: 'Bearer' }),
  expires_in: Type.Integer({
    description: 'Seconds until it expires',
    examples: [1200],
    'x-basis': inferred('The documented example shows no lifetime; OAuth servers give one')
  })
}, { title: 'TokenReply', description: 'A bearer token' })

export const TokenError = Type.Object({
  error: text({
    basis: inferred('ESL documents no errors; these are RFC 6749\'s'), description: 'A code of RFC 6749', example: 'invalid_client'
  }),
  error_description: text({ basis: inferred('As RFC 6749 has it'), description: 'Why, for a person' })
}, { title: 'TokenError', description: 'Why no token is given' })
