import type { FastifyReply, FastifyRequest } from 'fastify'
import { yesOrNo } from '../core/option.ts'
import { stayAlone, untilFree } from '../sandbox/alone.ts'
import { refusedBelow } from '../sandbox/below.ts'
import { brokenRules, warningsOf, type Entry } from '../sandbox/journal.ts'
import { unknownHeaders } from '../sandbox/own-headers.ts'
import { written } from '../sandbox/remarks.ts'
import { askOf } from '../sandbox/readings.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { isSet, type Setting } from '../sandbox/settings.ts'
import { answer, isAnswer, jsonText, type Answer, type Naming } from './answer.ts'
import { noteAnsweredEarly } from './answered-early.ts'
import { letGo } from './body-ahead.ts'
import { changing, forgetChanged } from './body-faults.ts'
import { callOf } from './call.ts'
import { officialOf, type Official } from './official.ts'
import { contextOf, noting } from './context.ts'
import { refuseDryRun } from './dry-run.ts'
import { Failure, isRefusal } from '../core/errors.ts'
import { failureOf } from './failure-of.ts'
import { keptReply } from './kept-bodies.ts'
import type { Call, Operation } from './operation.ts'
import { withIdsMeant } from './mistaken-ids.ts'
import { withMeant } from './near-members.ts'
import { serverOf } from './public-url.ts'
import { asRealApi } from './real-words.ts'
import { restOfBody } from './rest-of-body.ts'
import { withoutSandbox } from './sandbox-path.ts'
import { send } from './sending.ts'
import type { Asked, Service } from './service.ts'
import { withSlipInName } from './slip-in-name.ts'
import { leaveToNobody, unlessGone } from './unanswered.ts'

/** The handler of every operation: performs it and sends what it answers; a promise only where that takes its time. */
export function perform (request: FastifyRequest, reply: FastifyReply): void | Promise<FastifyReply> {
  const call = callOf(request)
  const waiting = request.serving.operation!.before?.(request.sandbox, request.caller!, call)
  return untilSent(reply, waiting ? waiting.then(() => performOnceStill(request, reply, call)) : performOnceStill(request, reply, call))
}

/** What a promise comes to Fastify would send, unless that is the reply: it waits for that. */
const untilSent = (reply: FastifyReply, handedOver: void | Promise<void>): void | Promise<FastifyReply> =>
  handedOver?.then(() => reply)

/** What comes while something has its sandbox to itself waits until that is over; nothing is read for a client that has gone by then. */
function performOnceStill (request: FastifyRequest, reply: FastifyReply, call: Call): void | Promise<void> {
  const operation = request.serving.operation!
  const busy = operation.neverWaits ? undefined : untilFree(request.sandbox)
  return busy
    ? busy.then(() => {
      if (!writes(operation)) unlessGone(reply)
      return performOnceStill(request, reply, call)
    })
    : performNow(request, reply, call)
}

const writes = ({ writes, method }: Operation): boolean => writes ?? method !== 'GET'

function performNow (request: FastifyRequest, reply: FastifyReply, call: Call): void | Promise<void> {
  const { sandbox, caller, entry, afterwards, serving: config } = request
  const [service, operation] = [config.service!, config.operation!]
  const origin = serverOf(request)
  const official = officialOf(request)
  const { hearers } = request.server
  const [goOn, linkTo] = [() => { unlessGone(reply) }, official?.linkTo]
  const perform = () =>
    operation.perform(contextOf({ sandbox, caller, entry: entry!, origin, linkTo, afterwards, goOn, hearers }), call)
  const work = official ? () => performUnder(official, request, call, perform) : perform
  // Nothing can come between the queries of one turn, so what only reads takes no lock.
  const isWriting = writes(operation)
  if (isWriting && service.isJournalled === false) refuseDryRun(request)
  const done = isWriting && service.isJournalled !== false ? sandbox.store.transact(work, !entry!.dryRun) : work()
  if (!(done instanceof Promise)) return present(request, reply, call, official, done)
  const made = done.then((later: unknown) => present(request, reply, call, official, later))
  // A contract has more to look for, of each record that was read; whoever reads the reply may take as long as they like.
  if (official) stayAlone(sandbox, made)
  return made
}

/** Sends what was answered in the service's own form, with the names that a contract has. */
function present (
  request: FastifyRequest, reply: FastifyReply, call: Call, official: Official | undefined, done: unknown
): void | Promise<void> {
  const { sandbox, entry, serving: { service, operation } } = request
  const { status: usual } = operation!
  const naming = official && namingBy(official, request)
  if (isAnswer(done) && done.value === undefined) {
    const list = done.list && inTurn(naming, changing(request))?.list(done.list)
    return send(reply, usual, list ? answer({ ...done, list }) : done)
  }
  const [value, status] = isAnswer(done) ? [done.value, done.status ?? usual] : [done, usual]
  const { success, renamed } = service!.present
  if (success) {
    const names = renamed && inTurn(naming, changing(request))
    return send(reply, status, success(names ? renamed!(value, names) : value, call, askedOf(sandbox, entry)))
  }
  const named = naming?.body(value)
  return send(reply, status, named === undefined ? value : jsonText(JSON.stringify(named)))
}

const namingBy = (official: Official, request: FastifyRequest): Naming => ({
  body: body => official.success?.(request, body),
  list: list => official.list?.(request, list)
})

/** The names that a contract gives, and then what a fault makes of them. */
const inTurn = (first: Naming | undefined, second: Naming | undefined): Naming | undefined => first && second
  ? { body: it => second.body(first.body(it) ?? it), list: it => second.list(first.list(it) ?? it) }
  : first ?? second

/** What a contract has besides is read and kept as part of the change. */
function performUnder (official: Official, { sandbox, caller }: FastifyRequest, call: Call, perform: () => unknown): unknown {
  official.admit(sandbox, caller)
  const value = perform()
  official.performed(sandbox, caller, call, value)
  return value
}

const askedOf = ({ settings }: Sandbox, entry: Entry | undefined): Asked => ({ settings, reading: noting(entry, askOf(settings)) })

/** Where no sandbox could be asked. */
export const asUsual: Asked = {
  settings: { get: <Value>(setting: Setting<Value>) => setting.read(setting.default) } as Asked['settings'],
  reading: ({ usual }) => usual
}

/** Answers what was thrown on the way, in the service's own shape. */
export function presentFailure (
  error: unknown, request: FastifyRequest, reply: FastifyReply, service: Service
): void | Promise<FastifyReply> {
  if (error instanceof Failure && error.kind === 'gone') return leaveToNobody(request, reply)
  forgetChanged(request)
  // The sandbox's own API is no other's.
  const isExact = service.isJournalled !== false && isWireExact(request.sandbox)
  const official = officialOf(request)
  const near = withMeant(failureOf(error, request), request.entry, official?.isTranslated ? official.bodyShape() : undefined)
  const failure = withSlipInName(withIdsMeant(near, request.entry, request.sandbox, isExact), request)
  if (request.entry) {
    request.entry.failure = failure
    if (isRefusal(failure)) request.entry.before = request.sandbox.statesBefore.now()
  }
  if (failure.retryAfter !== undefined) reply.header('retry-after', String(failure.retryAfter))
  if (failure.allow) reply.header('allow', failure.allow.join(', '))
  const { sandbox, entry } = request
  const prefix = sandbox ? withoutSandbox(request.originalUrl).prefix : ''
  // Nothing may be left that could be asked.
  const asked = sandbox && failure.kind !== 'unavailable' ? askedOf(sandbox, entry) : asUsual
  const answer = service.present.failure(isExact ? asRealApi(failure) : refusedBelow(prefix, failure), callOf(request), asked)
  const noted = noteAnsweredEarly(request)
  return untilSent(reply, noted ? noted.then(() => refuse(request, reply, answer)) : refuse(request, reply, answer))
}

function refuse (request: FastifyRequest, reply: FastifyReply, answer: Answer): void | Promise<void> {
  letGo(request)
  const rest = restOfBody(request, reply)
  return rest ? rest.then(() => send(reply, 500, answer)) : send(reply, 500, answer)
}

export const wireExact: Setting<boolean> = {
  name: 'wire-exact',
  placeholder: 'YES_OR_NO',
  description: 'yes leaves out the Sandbox-… headers, and what messages say of the sandbox: only what the real API would send goes out',
  default: 'no',
  read: yesOrNo
}

const isWireExact = (sandbox: Sandbox | undefined): boolean => isSet(sandbox, wireExact)

/** Into the journal, and as much of it into headers. */
export function noteAnswer (request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
  const { entry, method, sandbox } = request
  if (!entry) return warnOf(request, reply)
  entry.status = reply.statusCode
  entry.replyType = reply.getHeader('content-type') as string | undefined
  if (method !== 'HEAD') entry.reply = keptReply(reply, payload)
  if (!isWireExact(sandbox)) addHeaders(reply, entry)
}

/** Of a request that is not journalled. */
function warnOf ({ headers, sandbox, remarks = [] }: FastifyRequest, reply: FastifyReply): void {
  const warnings = [...remarks.map(written), ...unknownHeaders(headers).map(name => `unknown-header:${name}`)]
  if (warnings.length > 0 && !isWireExact(sandbox)) addWarnings(reply, warnings)
}

/** So many characters, and so no more warnings than that. */
const longestWarnings = 2000

const addWarnings = (reply: FastifyReply, warnings: readonly string[]): void => {
  reply.header('sandbox-warnings', warnings.slice(0, longestWarnings).map(encodeURI).join(', ').slice(0, longestWarnings))
}

function addHeaders (reply: FastifyReply, entry: Entry): void {
  reply.header('sandbox-request-id', entry.id)
  if (entry.fault) reply.header('sandbox-fault', entry.fault.id)
  if (entry.dryRun) reply.header('sandbox-dry-run', '1')
  const broken = brokenRules(entry, 'enforce')
  if (broken.length > 0) reply.header('sandbox-rules', broken.join(', '))
  const warnings = warningsOf(entry)
  if (warnings.length > 0) addWarnings(reply, warnings)
}
