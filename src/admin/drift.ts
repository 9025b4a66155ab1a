import { translatorsOf } from '../contract/in-force.ts'
import type { Translator } from '../contract/edge/translator.ts'
import { ours } from '../core/basis.ts'
import { finishInTurns, nextTurn } from '../core/in-turns.ts'
import { answer, json } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { ContractDrift } from './drift-schemas.ts'

/** In what the contracts that a sandbox goes by are otherwise than what was published, or guessed. */
export const driftOperations = (services: readonly Service[]): Operation[] => [
  operation({
    operationId: 'GetContractDrift',
    summary: 'Compare the contract',
    description: 'How each contract in force differs from the sandbox without one: what moved, is new, is gone, or is ' +
      'called otherwise. What is documented comes first, as that is a mistake of the sandbox.',
    basis: ours,
    method: 'GET',
    path: '/__admin/contract/drift',
    tag: 'Contract',
    wire: { response: { 200: ContractDrift } },
    status: 200,
    rules: [],
    perform ({ sandbox }) {
      const translators = translatorsOf(sandbox, services)
      return answer({ type: json, body: async () => ({ contracts: await Promise.all(translators.map(driftIn)) }) })
    }
  })
]

async function driftIn ({ service, hash, match }: Translator) {
  // A sandbox that goes by no contract never needs them.
  const [{ driftOf }, { makingOurs }, { rulesOf }] = await Promise.all([
    import('../contract/drift.ts'), import('../contract/our-documents.ts'), import('../contract/rules-about.ts')
  ])
  const our = await finishInTurns(makingOurs(service))
  await nextTurn()
  const drift = driftOf(our, match, rulesOf(service))
  const documented = drift.filter(({ basis }) => basis === 'documented')
  return {
    service: service.name,
    title: match.document.title,
    version: match.document.version,
    hash,
    documented: documented.length,
    differences: [...documented, ...drift.filter(({ basis }) => basis !== 'documented')]
  }
}
