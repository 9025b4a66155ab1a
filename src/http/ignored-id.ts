import { quoted } from '../core/words.ts'
import { remarksOf } from './remarks.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { Step } from './step.ts'

/** Tells of a header Sandbox-Id beside a path that names another sandbox: it is the path that counts. */
export const noteIgnoredId: Step = (request) => {
  const { sandbox, headers, originalUrl } = request
  const named = headers['sandbox-id']
  if (!named || named === sandbox.id || withoutSandbox(originalUrl).id === undefined) return
  const message = `The header Sandbox-Id names ${quoted(String(named))}, and the path ${quoted(sandbox.id)}; the header was ignored`
  remarksOf(request).push({ kind: 'ignored-header', member: 'Sandbox-Id', message, isOfficial: true })
}
