import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Official } from '../../http/official.ts'
import { malformed } from '../../http/schemas.ts'
import type { Remark } from '../../sandbox/journal.ts'
import type { Asked } from './arrival.ts'
import { bodyOf, type BodyRead } from './body.ts'
import { fitTo } from './fitting.ts'
import { keepMembers, keptMembers, refuseDeleted } from './kept.ts'
import { itemPathOf } from './item-path.ts'
import type { PathValues } from './paths.ts'
import { plainWording, readJson, speakingReply } from './spoken.ts'
import { successIn } from './success.ts'
import type { Adaptation, Translator } from './translator.ts'

/** What a contract makes of a request that an operation of ours does. */
export function adapted (translator: Translator, adaptation: Adaptation, asked: Asked, params: PathValues): Official {
  const { service } = translator
  const { operation, names, places, wording, shapes } = adaptation
  const path = service.mount + places.pathOf(params)
  const under: UnderWay = { translator, adaptation, path, read: undefined, isSpoken: false }
  return {
    service,
    method: asked.method,
    path: asked.prefix + path,
    names,
    hasBody: shapes.body() !== undefined,
    isTranslated: true,
    remarks: remarksOf(adaptation, asked),
    checkAddress () {
      const faults = places.faultsOf(params, asked.query, asked.raw.headers)
      if (faults.length > 0) inItsWords(under, () => { throw malformed(faults) })
    },
    readBody (request) {
      under.read = inItsWords(under, () => bodyOf(request, service, operation!, shapes))
      return under.read.value
    },
    fit: (request, schema) => fitTo(schema, request, wording),
    admit: (sandbox, caller) => refuseDeleted({ sandbox, service, caller, path: itemPathOf(operation!, path) }),
    performed (sandbox, caller, call, value) {
      const where = { sandbox, service, caller, path: itemPathOf(operation!, path) }
      keepMembers(where, { operation: operation!, read: under.read, call, value })
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
function successOf (
  { translator: { service }, adaptation: { operation, shapes, wording }, path, read }: UnderWay,
  { sandbox, caller }: FastifyRequest, reply: FastifyReply, payload: unknown
): string | undefined {
  const body = shapes.isReplyOurs() ? undefined : readJson(reply, payload)
  reply.code(shapes.statusOf(reply.statusCode))
  if (body === undefined) return undefined
  const kept = shapes.hasMoreInReply()
    ? keptMembers({ sandbox, service, caller, path }, { operation: operation!, ours: body, read, schema: shapes.reply() })
    : undefined
  return JSON.stringify(successIn({ shapes, wording }, body, kept))
}

/** Our own URL of it, and our own headers. */
export function urlOf ({ service }: Translator, { places }: Adaptation, { query, raw }: Asked, params: PathValues): string {
  for (const { ours, official } of places.headers) {
    const value = raw.headers[official.toLowerCase()]
    if (value !== undefined) raw.headers[ours.toLowerCase()] = value
  }
  const own = query === '' ? '' : places.queryOf(query).query
  return service.mount + places.pathOf(params) + (own === '' ? '' : `?${own}`)
}

function remarksOf ({ places }: Adaptation, { query }: Asked): Remark[] {
  if (query === '') return []
  const { unknown, passedOver } = places.queryOf(query)
  return [
    ...unknown.map((name): Remark => ({
      kind: 'new-member', member: name, message: `${name} is in the contract and does nothing in the sandbox`, isOfficial: true
    })),
    ...passedOver.map((name): Remark => ({
      kind: 'ignored-option', member: name, message: `${name} is no option of this operation; it was passed over`, isOfficial: true
    }))
  ]
}
