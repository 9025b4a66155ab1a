import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServedOperation } from '../core/operation.ts'
import { brokenRules, warningsOf, type Entry } from '../sandbox/journal.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sandbox: Sandbox
  }
  interface FastifyRequest {
    sandbox: Sandbox
    /** The journal's record of this request, filled in as it goes its way. */
    entry: Entry
  }
  interface FastifyContextConfig {
    operation?: ServedOperation
  }
}

const keptBytes = 16_384

/**
 * Gives every request its sandbox, and each one that is meant for an emulated service an entry in the journal,
 * closed with the answer. What the sandbox has to say of an answer goes into headers, unless `wireExact`.
 */
export function keepJournal (app: FastifyInstance, sandbox: Sandbox, wireExact: boolean): void {
  app.decorate('sandbox', sandbox)
  app.decorateRequest('sandbox')
  app.decorateRequest('entry')

  app.addHook('onRequest', (request, _reply, done) => {
    request.sandbox = sandbox
    const { operation } = request.routeOptions.config
    if (operation || request.is404) {
      sandbox.catchUp()
      request.entry = sandbox.journal.open({
        at: sandbox.clock.now(),
        method: request.method,
        url: request.originalUrl,
        headers: request.headers,
        operation,
        dryRun: isAskedFor(request.headers['sandbox-dry-run'])
      })
    }
    done()
  })

  app.addHook('preValidation', (request, _reply, done) => {
    if (request.entry) request.entry.body = keep(request)
    done()
  })

  app.addHook('onSend', (request, reply, payload, done) => {
    const { entry } = request
    if (entry) {
      entry.status = reply.statusCode
      entry.reply = (typeof payload === 'string' || Buffer.isBuffer(payload)) && payload.length <= keptBytes ? payload.toString() : undefined
      if (!wireExact) addHeaders(reply, entry)
    }
    done()
  })
}

/** Whatever is not plainly a no is a yes: a dry run that writes would be the worse mistake. */
const isAskedFor = (header: string | string[] | undefined): boolean =>
  header !== undefined && !/^(?:0|no|false)?$/i.test(String(header))

/** The body, unless it is large. What Content-Length says is believed of a plain body only. */
function keep ({ headers, body }: FastifyRequest): unknown {
  const isPlain = headers['content-length'] !== undefined && headers['content-encoding'] === undefined
  const bytes = isPlain ? Number(headers['content-length']) : JSON.stringify(body)?.length ?? 0
  return bytes <= keptBytes ? body : `(${bytes} bytes, not kept)`
}

function addHeaders (reply: FastifyReply, entry: Entry): void {
  reply.header('sandbox-request-id', entry.id)
  if (entry.dryRun) reply.header('sandbox-dry-run', '1')
  if (entry.ignored.length === 0 && entry.judgements.every(({ broken }) => broken.length === 0)) return
  const broken = brokenRules(entry, 'enforce')
  if (broken.length > 0) reply.header('sandbox-rules', broken.join(', '))
  const warnings = warningsOf(entry)
  if (warnings.length > 0) reply.header('sandbox-warnings', warnings.map(encodeURI).join(', ').slice(0, 2000))
}
