import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeAnswer } from '../sandbox/explanation.ts'
import { brokenRules } from '../sandbox/journal.ts'
import { redactUrl } from '../sandbox/redaction.ts'
import type { RequestCounts } from './request-counts.ts'
import { attempt } from './step.ts'

/** What is done once a request is answered. Nobody waits any more, so an error is reported. */

export function closeJournal ({ entry, sandbox }: FastifyRequest, reply: FastifyReply): void {
  if (!entry) return
  entry.took = reply.elapsedTime
  sandbox.journal.close(entry)
}

/** What was put off until the change was kept; and those who listen to the sandbox. */
export function tellListeners ({ entry, sandbox, afterwards }: FastifyRequest, reply: FastifyReply): void {
  if (entry) sandbox.journal.events.tell('answered', () => describeAnswer(entry))
  if (reply.statusCode >= 400 || entry?.dryRun) return
  for (const work of afterwards ?? []) attempt(() => work(sandbox), sandbox.report)
}

export function countRequest (
  counts: RequestCounts, { entry, sandbox, serving: config }: FastifyRequest, { statusCode }: FastifyReply
): void {
  counts.count(config.service, config.operation, statusCode)
  if (!entry) return
  counts.countBroken(entry)
  if (entry.operation) sandbox.journal.coverage.answered(entry.operation.operationId, statusCode)
}

/** A line of the log, where such are written. */
export function logRequest ({ entry, method, originalUrl, sandbox, log }: FastifyRequest, { statusCode, elapsedTime }: FastifyReply): void {
  if (!isInfoLogged.has(log.level ?? '')) return
  log.info({
    ...entry && { sandboxRequestId: entry.id },
    ...sandbox && { sandbox: sandbox.id },
    method,
    url: redactUrl(originalUrl),
    status: statusCode,
    ...entry?.operation && { operation: entry.operation.operationId },
    ...entry?.caller && { caller: entry.caller.id },
    ...entry && { rules: brokenRules(entry, 'enforce') },
    milliseconds: Math.round(elapsedTime * 1000) / 1000
  })
}

const isInfoLogged: ReadonlySet<string> = new Set(['info', 'debug', 'trace'])
