import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Official } from '../../http/official.ts'
import { malformed } from '../../http/schemas.ts'
import type { Remark } from '../../sandbox/journal.ts'
import type { Asked } from './arrival.ts'
import { bodyOf, type BodyRead } from './body.ts'
import { fitTo } from './fitting.ts'
import { keepMembers, keptMembers, refuseDeleted } from './kept.ts'
import { itemPathOf } from './item-path.ts'
import type { Address } from './parameters.ts'
import type { PathValues } from './paths.ts'
import { plainWording, readJson, speakingReply } from './spoken.ts'
import { successIn } from './success.ts'
import type { Adaptation, Translator } from './translator.ts'

/** What a contract makes of a request that an operation of ours does. */
export function adapted (translator: Translator, adaptation: Adaptation, asked: Asked, params: PathValues): Official {
  const { service } = translator
  const { operation, names, places, wording, shapes } = adaptation
  const address = addressOf(asked, params)
  const path = service.mount + places.pathOf(address)
  const under: UnderWay = { translator, adaptation, path, read: undefined, isSpoken: false, isTranslated: false }
  return {
    service,
    method: asked.method,
    path: asked.prefix + path,
    names,
    hasBody: shapes.body() !== undefined,
    isTranslated: true,
    remarks: remarksOf(adaptation, address),
    checkAddress () {
      const faults = places.faultsOf(params, asked.query, asked.raw.headers)
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
    success (request, value) {
      under.isTranslated = !shapes.isReplyOurs()
      return under.isTranslated ? answeredUnder(under, request, value) : undefined
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
  const { shapes } = under.adaptation
  reply.code(shapes.statusOf(reply.statusCode))
  const body = under.isTranslated || shapes.isReplyOurs() ? undefined : readJson(reply, payload)
  return body === undefined ? undefined : JSON.stringify(answeredUnder(under, request, body))
}

function answeredUnder (
  { translator: { service }, adaptation: { operation, shapes, wording }, path, read }: UnderWay,
  { sandbox, caller }: FastifyRequest, ours: unknown
): unknown {
  const kept = shapes.hasMoreInReply()
    ? keptMembers({ sandbox, service, caller, path }, { operation: operation!, ours, read, schema: shapes.reply() })
    : undefined
  return successIn({ shapes, wording }, ours, kept)
}

const addressOf = ({ query, raw }: Asked, params: PathValues): Address => ({ params, query, headers: raw.headers })

/** Our own URL of it, and our own headers. */
export function urlOf ({ service }: Translator, { places }: Adaptation, asked: Asked, params: PathValues): string {
  const address = addressOf(asked, params)
  const [path, { query }] = [places.pathOf(address), places.queryOf(address)]
  for (const [name, value] of places.headersOf(address)) asked.raw.headers[name.toLowerCase()] = value
  return service.mount + path + (query === '' ? '' : `?${query}`)
}

function remarksOf ({ places }: Adaptation, address: Address): Remark[] {
  if (address.query === '') return []
  const { unknown, passedOver } = places.queryOf(address)
  return [
    ...unknown.map((name): Remark => ({
      kind: 'new-member', member: name, message: `${name} is in the contract and does nothing in the sandbox`, isOfficial: true
    })),
    ...passedOver.map((name): Remark => ({
      kind: 'ignored-option', member: name, message: `${name} is no option of this operation; it was passed over`, isOfficial: true
    }))
  ]
}
