import { translatorsOf } from '../contract/in-force.ts'
import { sourceOf, type Adaptation, type Translator } from '../contract/edge/translator.ts'
import { withBraces } from '../http/not-found.ts'
import type { Service } from '../http/service.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { describeContract } from './catalogue.ts'

/** Every operation as it is served in a sandbox. */
export function describeContractIn (sandbox: Sandbox, services: readonly Service[]) {
  const translators = translatorsOf(sandbox, services)
  const listed = describeContract(services)
  if (translators.length === 0) return listed
  return [
    ...listed.filter(({ service, path }) => path.startsWith('/__admin/') || !translators.some(it => it.service.name === service)),
    ...translators.flatMap(describeUnder)
  ]
}

function describeUnder (translator: Translator) {
  const { service, operations, match: { oursOnly } } = translator
  const left = describeContract([{ ...service, adminOperations: [] }]).filter(({ operationId }) => oursOnly.includes(operationId))
  return [
    ...operations.map(it => ({
      service: service.name,
      operationId: it.names.operationId,
      summary: it.names.summary,
      method: it.official.method,
      path: withBraces(it.path),
      basis: sourceOf(translator.document),
      routeBasis: sourceOf(translator.document),
      rules: it.operation?.rules.map(({ id }) => id) ?? [],
      ...standingOf(it)
    })),
    ...left.map(it => ({ ...it, standing: 'not-in-contract' }))
  ]
}

function standingOf ({ operation, match, doubtful }: Adaptation) {
  if (operation) return { standing: 'matched', ours: operation.operationId, confidence: match!.confidence, reason: match!.reason }
  if (doubtful === undefined) return { standing: 'from-document' }
  return { standing: 'doubtful', ours: doubtful, confidence: match!.confidence, reason: match!.reason }
}
