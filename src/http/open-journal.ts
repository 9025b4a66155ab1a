import type { FastifyRequest } from 'fastify'
import { describeComing } from '../sandbox/explanation.ts'
import { isDryRun } from './dry-run.ts'
import { officialOf } from './official.ts'
import { isMeantForAdmin } from './own-paths.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { Step } from './step.ts'
import { isUnserved } from './unserved.ts'

/** Opens the journal's entry of a request to an emulated API, or to a path that nothing serves. */
export const openJournal: Step = (request) => {
  if (!isJournalled(request)) return
  const { sandbox, serving: { service, operation } } = request
  const official = officialOf(request)
  request.entry = sandbox.journal.open({
    at: sandbox.clock.now(),
    method: official?.method ?? request.method,
    url: request.originalUrl,
    headers: request.headers,
    operation,
    dryRun: isDryRun(request),
    service: service?.name,
    official: official?.names
  })
  const { entry } = request
  if (official) entry.remarks.push(...official.remarks)
  sandbox.journal.events.tell('received', () => describeComing(entry))
}

/** What is mistyped of the sandbox's own API is told of by its answer alone: nobody looks for it among what a program has sent. */
function isJournalled (request: FastifyRequest): boolean {
  const { url, originalUrl, serving: { service, operation } } = request
  if (operation) return service!.isJournalled !== false
  return isUnserved(request) && (officialOf(request) !== undefined || !(isMeantForAdmin(url) || isSandbox(originalUrl)))
}

/** `DELETE /sandboxes/my-test` asks for the sandbox itself, which the sandbox's own API deletes at another path. */
function isSandbox (url: string): boolean {
  const { prefix, rest } = withoutSandbox(url)
  return prefix !== '' && /^\/(?:\?|$)/.test(rest)
}
