import type { FirstCall } from '../../http/service.ts'
import { marked } from '../../sandbox/marks.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { edumisOf } from '../edumis.ts'
import { listMachineAccounts, organisationsOf } from './store.ts'

/** A token for the first organisation of the first machine account, and what a wrong secret is told. */
export function firstCalls (sandbox: Sandbox): FirstCall[] {
  const account = listMachineAccounts(sandbox.db).find(({ isEnabled }) => isEnabled)
  const [organisation] = account ? organisationsOf(sandbox.db, account.name) : []
  if (!account || !organisation) return []
  const body = new URLSearchParams({
    grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz', org_id: edumisOf(organisation.eid)
  }).toString()
  const request = (secret: string) => ({
    method: 'POST',
    path: '/oauth2/access_token',
    headers: {
      Authorization: `Basic ${Buffer.from(`${marked(sandbox, account.name)}:${secret}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded'
    },
    body
  })
  return [
    { shows: 'Get a bearer token', isRefused: false, request: request(marked(sandbox, account.secret)) },
    { shows: 'Ask with a wrong secret', isRefused: true, request: request('wrong') }
  ]
}
