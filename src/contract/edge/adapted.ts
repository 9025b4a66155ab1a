import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Official } from '../../http/official.ts'
import { unknownOption } from '../../http/query-options.ts'
import { malformed } from '../../http/schemas.ts'
import { quoted } from '../../core/words.ts'
import type { Entry, Remark } from '../../sandbox/journal.ts'
import type { Asked } from './arrival.ts'
import { bodyOf, type BodyRead } from './body.ts'
import { fitTo } from './fitting.ts'
import { keepMembers, keptMembers, refuseDeleted } from './kept.ts'
import { itemPathOf } from './item-path.ts'
import type { Address } from './address.ts'
import type { PathValues } from './paths.ts'
import { isJson, plainWording, readJson, speakingReply } from './spoken.ts'
import { successIn } from './success.ts'
import { listUnder } from './listed.ts'
import { linkUnder } from './to-official.ts'
import type { Strange } from './translation.ts'
import type { Adaptation, Translator } from './translator.ts'

/** What a contract makes of a request that an operation of ours does, and our own URL of it, with our own headers. */
export function adapted (
  translator: Translator, adaptation: Adaptation, asked: Asked, params: PathValues
): { readonly official: Official, readonly url: string } {
  const { service } = translator
  const { places } = adaptation
  const address = { params, query: asked.query, headers: asked.raw.headers }
  const path = service.mount + places.pathOf(address)
  const { query, unknown, passedOver } = places.queryOf(address)
  const remarks = unknown.length + passedOver.length === 0 ? none : remarksOf(unknown, passedOver)
  const under = { translator, adaptation, path, read: undefined, isSpoken: false, isTranslated: false }
  const official = officialFor(under, asked, address, remarks)
  for (const [name, value] of places.headersOf(address)) asked.raw.headers[name.toLowerCase()] = value
  return { official, url: query === '' ? path : `${path}?${query}` }
}

const none: readonly Remark[] = []

function officialFor (under: UnderWay, { method, prefix }: Asked, address: Address, remarks: readonly Remark[]): Official {
  const { translator, adaptation, path } = under
  const { service } = translator
  const { operation, names, places, wording, shapes } = adaptation
  return {
    service,
    method,
    path: prefix + path,
    names,
    bodyShape: shapes.body,
    isTranslated: true,
    remarks,
    checkAddress () {
      const faults = places.faultsOf(address)
      if (faults.length > 0) inItsWords(under, () => { throw malformed(faults) })
    },
    readBody (request) {
      under.read = inItsWords(under, () => bodyOf(request, service, operation!, shapes))
      return under.read.value
    },
    fit: (request, schema) => fitTo(schema, request, wording),
    admit (sandbox, caller) {
      if (translator.deletesMore) refuseDeleted({ sandbox, service, caller, path: itemPathOf(operation!, path) })
    },
    performed (sandbox, caller, call, value) {
      if (under.read?.rest === undefined && operation!.method !== 'DELETE') return
      const where = { sandbox, service, caller, path: itemPathOf(operation!, path) }
      keepMembers(where, { operation: operation!, read: under.read, call, value })
    },
    linkTo: (path) => linkUnder(translator, path, ''),
    ...repliesUnder(under)
  }
}

function repliesUnder (under: UnderWay): Pick<Official, 'success' | 'list' | 'reply'> {
  const { translator: { service }, adaptation: { shapes } } = under
  return {
    success (request, value) {
      // What goes out in more forms than JSON has no text to rename yet.
      under.isTranslated = !shapes.isReplyOurs() && (service.present.renamed !== undefined || !shapes.renaming())
      return under.isTranslated ? answeredUnder(under, request, value) : undefined
    },
    list (request, list) {
      if (shapes.isReplyOurs()) return undefined
      under.isTranslated = true
      return listUnder(shapes, ours => answeredUnder(under, request, ours), list)
    },
    reply: (request, reply, payload) => reply.statusCode >= 400
      ? refusalOf(under)(request, reply, payload)
      : successOf(under, request, reply, payload)
  }
}

interface UnderWay {
  readonly translator: Translator
  readonly adaptation: Adaptation
  /** Ours, with the mount. */
  readonly path: string
  read: BodyRead | undefined
  /** Whether what it is refused with is about the contract's own names. */
  isSpoken: boolean
  /** Whether what it answers has the contract's names already. */
  isTranslated: boolean
}

function inItsWords<Value> (under: UnderWay, work: () => Value): Value {
  try {
    return work()
  } catch (error) {
    under.isSpoken = true
    throw error
  }
}

const refusalOf = ({ adaptation: { official, wording }, isSpoken }: UnderWay) =>
  speakingReply(isSpoken ? plainWording : wording, status => official.replies[status]?.schema)

/** Undefined where it goes out as it is. */
function successOf (under: UnderWay, request: FastifyRequest, reply: FastifyReply, payload: unknown): string | undefined {
  const { shapes, operation } = under.adaptation
  const { statusCode } = reply
  const status = shapes.statusOf(statusCode)
  if (status !== statusCode) reply.code(status)
  if (under.isTranslated || shapes.isReplyOurs()) return undefined
  const rename = statusCode === operation!.status ? shapes.renaming() : undefined
  if (rename) return (typeof payload === 'string' || Buffer.isBuffer(payload)) && isJson(reply) ? rename(payload.toString()) : undefined
  const body = readJson(reply, payload)
  return body === undefined ? undefined : JSON.stringify(answeredUnder(under, request, body))
}

function answeredUnder (
  { translator: { service }, adaptation: { operation, shapes, wording }, path, read }: UnderWay,
  { sandbox, caller, entry }: FastifyRequest, ours: unknown
): unknown {
  const kept = shapes.hasMoreInReply()
    ? keptMembers({ sandbox, service, caller, path }, {
      operation: operation!, ours, read, schema: shapes.reply(), place: shapes.listInReply()
    })
    : undefined
  return successIn({ shapes, wording, tell: strange => tellOfValue(entry, strange) }, ours, kept)
}

/** Once for each member and value. */
function tellOfValue (entry: Entry | undefined, { path, value }: Strange): void {
  const message = `${path} ${quoted(String(value))} is the sandbox's; the contract has no such value`
  if (entry && !entry.remarks.some(it => it.message === message)) {
    entry.remarks.push({ kind: 'unknown-value', member: path, message, isOfficial: true })
  }
}

const remarksOf = (unknown: readonly string[], passedOver: readonly string[]): Remark[] => [
  ...unknown.map((name): Remark => ({
    kind: 'new-member', member: name, message: `${name} is in the contract and does nothing in the sandbox`, isOfficial: true
  })),
  ...passedOver.map((name): Remark => ({ ...unknownOption(name), isOfficial: true }))
]
