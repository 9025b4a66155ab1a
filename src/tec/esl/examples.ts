import { sceneOn, type Example, type ExampleRequest, type Examples } from '../../core/example.ts'
import type { Sandbox } from '../../sandbox/sandbox.ts'
import { callerForExamples, type TecScene } from '../scene.ts'

const form = { grant_type: 'client_credentials', scope: 'https://web.prd.dxs.pub.tec.govt.nz' }

/** A token request, with parts of it changed or, as undefined, left out. */
function ask ({ eid }: TecScene, changed: Record<string, string | undefined> = {}, credentials = 'demo-tms:demo-secret'): ExampleRequest {
  const fields = Object.entries({ ...form, org_id: String(eid), ...changed })
    .filter(([, value]) => value !== undefined) as Array<[string, string]>
  return {
    method: 'POST',
    path: '/oauth2/access_token',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Authorization: `Basic ${Buffer.from(credentials).toString('base64')}` },
    body: new URLSearchParams(fields).toString()
  }
}

const asking = (changed: Record<string, string | undefined>, credentials?: string) => (scene: TecScene): Example =>
  ({ given: [], accepted: ask(scene), broken: ask(scene, changed, credentials) })

export const eslExamples: Examples<TecScene> = {
  'esl.client-known': asking({}, 'demo-tms:wrong'),
  'esl.grant-type-given': asking({ grant_type: undefined }),
  'esl.grant-type-client-credentials': asking({ grant_type: 'password' }),
  'esl.scope-of-an-environment': asking({ scope: 'https://example.org' }),
  'esl.org-id-given': asking({ org_id: undefined }),
  'esl.org-id-of-the-account': asking({ org_id: '9999' })
}

export const eslScene = (sandbox: Sandbox): TecScene => ({ ...sceneOn(sandbox.clock.today(), 1), ...callerForExamples(sandbox) })
