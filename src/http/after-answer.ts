import type { FastifyReply, FastifyRequest } from 'fastify'
import { describeAnswer } from '../sandbox/explanation.ts'
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
  counts: RequestCounts, { entry, routeOptions: { config } }: FastifyRequest, { statusCode }: FastifyReply
): void {
  counts.count(config.service, config.operation, statusCode)
  if (entry) counts.countBroken(entry)
}
