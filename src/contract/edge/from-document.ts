import { inferred } from '../../core/basis.ts'
import { Failure } from '../../core/errors.ts'
import { answer, json, type Answer } from '../../http/answer.ts'
import type { Official } from '../../http/official.ts'
import { operation, type Operation } from '../../http/operation.ts'
import { malformed } from '../../http/schemas.ts'
import type { Service } from '../../http/service.ts'
import { Type } from '@sinclair/typebox'
import type { Remark } from '../../sandbox/journal.ts'
import { successOf } from '../official.ts'
import type { Asked } from './arrival.ts'
import { bodyOf, type BodyRead } from './body.ts'
import { exampleOf } from './example.ts'
import { canonical } from './item-path.ts'
import type { PathValues } from './paths.ts'
import { plainWording, speakingReply } from './spoken.ts'
import { storedIn, type Stored } from './stored.ts'
import type { Adaptation, Translator } from './translator.ts'

/** Where requests are led that only a contract knows. Nobody else finds anything there. */
export const newOperationPath = ({ mount, name }: Service): string => `${mount}/__contract/${name}`

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** What does all operations of a service that only a contract knows. */
export const newOperationsOf = (service: Service): Service => ({
  ...service,
  operations: methods.map((method): Operation => operation({
    operationId: `${method[0]}${method.slice(1).toLowerCase()}FromDocument`,
    summary: 'An operation of the contract in force',
    description: 'Does what the contract says, as far as that can be told of a document.',
    basis: inferred('It is only in a contract'),
    method,
    path: newOperationPath(service).slice(service.mount.length),
    tag: 'Contract',
    wire: { response: { 200: Type.Unknown() } },
    status: 200,
    rules: [],
    perform (context, call) {
      if (!call.official?.serve) throw new Failure('unknown-route', `No operation is served at ${call.method} ${call.path}.`)
      return call.official.serve(context, call)
    }
  }))
})

/** What a contract makes of a request that no operation of ours does: from what was stored by it, or else an example. */
export function fromDocument (translator: Translator, adaptation: Adaptation, asked: Asked, params: PathValues): Official {
  const { service } = translator
  const { official, names, places, shapes } = adaptation
  let read: BodyRead | undefined
  return {
    service,
    method: asked.method,
    path: asked.prefix + asked.path,
    names,
    bodyShape: shapes.body,
    isTranslated: true,
    remarks: [remarkOf(adaptation)],
    checkAddress () {
      const faults = places.faultsOf({ params, query: asked.query, headers: asked.raw.headers })
      if (faults.length > 0) throw malformed(faults)
    },
    readBody (request) {
      read = bodyOf(request, service, undefined, shapes)
      return read.official
    },
    fit: ({ body }) => ({ value: body, faults: [] }),
    admit () {},
    performed () {},
    serve ({ sandbox, caller }) {
      const where = { sandbox, service, caller, path: canonical(asked.path) }
      return answerOf(adaptation, storedIn({ translator, adaptation, where, params, body: read?.official }), sandbox.clock.today())
    },
    reply: speakingReply(plainWording, status => official.replies[status]?.schema)
  }
}

function answerOf ({ official, shapes }: Adaptation, stored: Stored | undefined, today: string): Answer {
  const { schema } = successOf(official) ?? {}
  const usual = schema ? official.method === 'POST' ? 201 : 200 : 204
  const about = { status: shapes.statusOf(usual), type: json }
  if (stored && 'records' in stored) return answer({ ...about, list: { before: '[', items: stored.records, after: ']' } })
  const value = stored ? stored.value : exampleOf(schema, today)
  return answer({ ...about, text: value === undefined ? '' : JSON.stringify(value) })
}

function remarkOf ({ official, path, names, doubtful }: Adaptation): Remark {
  const may = doubtful === undefined ? '' : `, which may be ${doubtful} of the sandbox's: decide that with "matches"`
  return {
    kind: 'from-document',
    member: `${official.method}:${path}`,
    message: `${names.operationId} is an operation that only the contract knows${may}; it was served from the document`,
    isOfficial: true
  }
}
