import { createHash, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { Type } from '@sinclair/typebox'
import type { Config } from '../config.ts'
import { BadInput, Failure } from '../core/errors.ts'
import { addDuration, describeClock, movedTo, readMoment, runningFrom, type ClockSetting } from '../core/clock.ts'
import { readJsonBodies } from '../http/bodies.ts'
import { failureOf } from '../http/failure-of.ts'
import type { Catalogue } from '../http/openapi.ts'
import { listOperations, type App } from '../http/operation.ts'
import type { ServedOperation } from '../core/operation.ts'
import { services } from '../services.ts'
import { describeEntry, explain } from '../sandbox/journal.ts'
import { resetScopes, type Sandbox } from '../sandbox/sandbox.ts'
import { problemOf, sendProblem } from '../http/problem.ts'
import { describeContract, describeRules } from './catalogue.ts'
import { exampleOf } from './examples.ts'

interface AdminOptions {
  sandbox: Sandbox
  config: Config
  catalogue: Catalogue
  /** Where the operations are listed. */
  operations: ServedOperation[]
}

const ClockBody = Type.Object({
  mode: Type.Union(['real', 'frozen', 'offset'].map(mode => Type.Literal(mode))),
  now: Type.Optional(Type.String())
}, { additionalProperties: false })

const AdvanceBody = Type.Object({
  by: Type.Optional(Type.String()),
  to: Type.Optional(Type.String())
}, { additionalProperties: false })

const ResetBody = Type.Object({
  scope: Type.Optional(Type.Array(Type.Union(resetScopes.map(scope => Type.Literal(scope))), { minItems: 1 }))
}, { additionalProperties: false })

const RequestsQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 }))
})

/** The sandbox's own API. */
export async function adminRoutes (app: App, { sandbox, config, catalogue, operations }: AdminOptions): Promise<void> {
  app.get('/livez', () => ({ status: 'alive' }))
  app.get('/readyz', () => ({ status: 'ready', fixture: sandbox.fixture.name }))

  await app.register(async (admin: App) => {
    admin.setErrorHandler((error, request, reply) => {
      const failure = error instanceof BadInput ? new Failure('malformed', error.message) : failureOf(error, request)
      if (request.entry) request.entry.failure = failure
      return sendProblem(reply, { ...problemOf(failure, request.url.split('?')[0]!), errors: failure.errors })
    })
    if (config.adminToken !== undefined) askForToken(admin, config.adminToken)
    readJsonBodies(admin)
    admin.addHook('preValidation', async (request) => { request.body ??= {} })

    const moveClock = (setting: ClockSetting) => {
      const fired = sandbox.setClock(setting)
      return { ...describeClock(sandbox.clock), fired }
    }

    admin.get('/clock', () => describeClock(sandbox.clock))

    admin.put('/clock', { schema: { body: ClockBody } }, (request) => {
      const { mode, now } = request.body
      if (mode === 'real') {
        if (now !== undefined) throw new BadInput('A real clock takes no "now". Use mode frozen or offset.')
        return moveClock({ mode })
      }
      const at = now === undefined ? sandbox.clock.now() : readMoment(now)
      return moveClock(mode === 'frozen' ? { mode, at } : runningFrom(sandbox.clock, at))
    })

    admin.post('/clock/advance', { schema: { body: AdvanceBody } }, (request) => {
      const { by, to } = request.body
      if ((by === undefined) === (to === undefined)) throw new BadInput('Send either "by", an ISO 8601 duration, or "to", a date or time.')
      const from = sandbox.clock.now()
      const until = by !== undefined ? addDuration(from, by) : readMoment(to!)
      if (until < from) throw new BadInput('The clock can be advanced only forward. Use PUT /__admin/clock to set it to any time.')
      return moveClock(movedTo(sandbox.clock, until))
    })

    admin.post('/reset', { schema: { body: ResetBody } }, (request) => {
      const scope = request.body.scope ?? resetScopes
      sandbox.reset(scope)
      return { fixture: sandbox.fixture.name, scope, clock: describeClock(sandbox.clock) }
    })

    admin.get('/requests', { schema: { querystring: RequestsQuery } }, (request) => {
      const entries = sandbox.journal.entries().reverse()
      return { total: entries.length, requests: entries.slice(0, request.query.limit ?? 100).map(describeEntry) }
    })

    admin.get('/requests/:id/explain', { schema: { params: Type.Object({ id: Type.String() }) } }, (request) => {
      const { id } = request.params
      const entry = id === 'last' ? sandbox.journal.entries().at(-1) : sandbox.journal.find(id)
      if (!entry) throw new Failure('not-found', `No request ${JSON.stringify(id)} is in the journal, which keeps the last 1,000.`)
      return explain(entry)
    })

    admin.get('/rules', () => describeRules(catalogue.operations))
    admin.get('/rules/:id/examples', { schema: { params: Type.Object({ id: Type.String() }) } }, (request) => exampleOf(sandbox, request.params.id))
    admin.get('/contract', () => describeContract(catalogue.operations))

    for (const { name, adminRoutes: onBehalfOfOthers } of services) {
      await admin.register(async (scope: App) => {
        listOperations(scope, name, operations)
        await onBehalfOfOthers?.(scope, { submissions: config })
      })
    }
  }, { prefix: '/__admin' })
}

function askForToken (admin: FastifyInstance, token: string): void {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const expected = digest(`Bearer ${token}`)
  admin.addHook('onRequest', (request, reply, done) => {
    if (timingSafeEqual(digest(request.headers.authorization ?? ''), expected)) return done()
    reply.header('www-authenticate', 'Bearer realm="tms-sandbox"')
    done(new Failure('unauthenticated', 'The admin API needs its token. ' +
      'Send "Authorization: Bearer <token>", with the token of --admin-token or the one that was printed at the start.'))
  })
}
