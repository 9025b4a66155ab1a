import type { OperationExamples } from '../../http/operation-example.ts'
import { edumisOf } from '../edumis.ts'
import { callerForExamples } from '../scene.ts'
import { production } from './rules.ts'
import { shownToken } from './schemas.ts'
import { lifetimeSeconds } from './tokens.ts'

const basic = (credentials: string): string => `Basic ${Buffer.from(credentials).toString('base64')}`

/** A token that a sandbox gives, and some that it does not. */
export const eslSamples: OperationExamples = {
  RequestAccessToken ({ sandbox }) {
    const body = { grant_type: 'client_credentials', scope: production, org_id: edumisOf(callerForExamples(sandbox).eid) }
    return {
      body,
      answer: { access_token: shownToken, token_type: 'Bearer', expires_in: lifetimeSeconds },
      refused: {
        'wrong-secret': { authorization: basic('demo-tms:wrong') },
        'another-grant-type': { body: { ...body, grant_type: 'password' } },
        'unknown-scope': { body: { ...body, scope: 'https://example.org' } },
        'organisation-that-is-no-number': { body: { ...body, org_id: 'demo' } },
        'another-organisation': { body: { ...body, org_id: '9999' } }
      }
    }
  }
}
