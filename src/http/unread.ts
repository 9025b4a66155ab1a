import type { FastifyBaseLogger } from 'fastify'
import type { Failure } from '../core/errors.ts'
import { cut } from '../core/words.ts'
import { describeAnswer, describeComing } from '../sandbox/explanation.ts'
import type { Entry } from '../sandbox/journal.ts'
import { redactUrl } from '../sandbox/redaction.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { askOf } from '../sandbox/readings.ts'
import type { Answer } from './answer.ts'
import { asUsual, wireExact } from './answering.ts'
import type { Call } from './operation.ts'
import { asRealApi } from './real-words.ts'
import { serviceOfPath } from './routes.ts'
import { withoutSandbox } from './sandbox-path.ts'
import type { Service } from './service.ts'
import type { Head } from './unparsed-head.ts'

export interface Reached {
  readonly sandboxes: Sandboxes
  readonly services: readonly Service[]
  /** What answers for a path that no service serves. */
  readonly unserved: Service
  /** A path, without that of its sandbox, as its service has it. */
  plain (url: string): string
}

/** What goes out for a request that never came to be one, and whether nothing beside its status is to. */
export interface Unread {
  readonly answer: Answer
  readonly entryId: string | undefined
  readonly isExact: boolean
}

/**
 * Refuses what nobody could read: in the shape of the API that it was sent to, and in the journal of the sandbox, where its address says
 * which those are; else as the sandbox itself refuses, and in the log.
 */
export function refuseUnread (
  { sandboxes, services, unserved, plain }: Reached, failure: Failure, head: Head, log: FastifyBaseLogger
): Unread {
  const { method, url, headers } = head
  const { id = headers['sandbox-id'] || 'default', rest } = withoutSandbox(url)
  const path = plain(rest).split('?', 1)[0]!
  const service = serviceOfPath(services, path) ?? unserved
  const sandbox = sandboxOf(sandboxes, String(id))
  const call: Call = { method, path: url.split('?', 1)[0]!, params: {}, query: {}, body: undefined, headers }
  const isExact = sandbox?.settings.get(wireExact) === true && !/^\/__admin(?:\/|$)/i.test(path)
  const asked = sandbox ? { settings: sandbox.settings, reading: askOf(sandbox.settings) } : asUsual
  const answer = service.present.failure(isExact ? asRealApi(failure) : failure, call, asked)
  const entry = sandbox && service.isJournalled !== false ? noted(sandbox, service, head, failure, answer) : undefined
  if (!entry) tellLog(log, failure, head)
  return { answer, isExact, entryId: entry?.id }
}

/** What nobody knows the address of is told of by the log alone. */
export const tellLog = (log: FastifyBaseLogger, { status, message }: Failure, { method, url }: Partial<Head> = {}): void =>
  log.warn({ ...method && { method: cut(method), url: redactUrl(cut(url!)) }, status }, `A request was refused: ${message}`)

/** One that cannot be opened has said so to whoever asks it something. */
function sandboxOf (sandboxes: Sandboxes, id: string): Sandbox | undefined {
  try {
    return sandboxes.find(id)
  } catch {
    return undefined
  }
}

function noted (sandbox: Sandbox, service: Service, { method, url, headers }: Head, failure: Failure, answer: Answer): Entry {
  const { journal, clock } = sandbox
  const entry = journal.open({
    at: clock.now(), method, url, headers, operation: undefined, dryRun: false, service: service.name, official: undefined
  })
  journal.events.tell('received', () => describeComing(entry))
  entry.failure = failure
  entry.status = answer.status ?? failure.status
  entry.replyType = answer.type
  entry.reply = typeof answer.text === 'string' ? answer.text : undefined
  journal.close(entry)
  journal.events.tell('answered', () => describeAnswer(entry))
  return entry
}
