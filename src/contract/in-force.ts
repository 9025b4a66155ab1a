import { deserialize, serialize } from 'node:v8'
import { LRUCache } from 'lru-cache'
import { finishInTurns, nextTurn } from '../core/in-turns.ts'
import type { Service } from '../http/service.ts'
import { contractsIn, type Adopted } from '../sandbox/contracts.ts'
import { perSandbox } from '../sandbox/live.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { createTranslator, makingTranslator, type Translator } from './edge/translator.ts'
import type { ContractMatch } from './match.ts'

/** What a contract was found to be, as bytes: shapes that are shared stay so. */
export const compiledFrom = (match: ContractMatch): Buffer => serialize(match)

/** Sandboxes under the same contract share what was made of it, which nothing changes: that of the contracts used last. */
const made = new LRUCache<string, Translator>({ max: 32 })

function translatorOf ({ service: name, hash, compiled }: Adopted, services: readonly Service[]): Translator | undefined {
  const service = services.find(it => it.name === name)
  const key = `${name} ${hash}`
  const known = made.get(key)
  if (known?.service === service) return known
  if (!service) return undefined
  const translator = createTranslator(deserialize(compiled) as ContractMatch, service, hash)
  made.set(key, translator)
  return translator
}

/** Makes it while others have their turn, so that the first request under a contract that is adopted does not have to. */
export async function prepareTranslator (
  { service: name, hash }: Adopted, match: ContractMatch, services: readonly Service[]
): Promise<void> {
  const service = services.find(it => it.name === name)!
  made.set(`${name} ${hash}`, await finishInTurns(makingTranslator(match, service, hash)))
  await nextTurn()
}

const inForce = perSandbox<{ translators?: readonly Translator[] | undefined }>('contracts in force', () => ({}))

/** The contracts that a sandbox goes by: none, as a rule. */
export function translatorsOf (sandbox: Sandbox, services: readonly Service[]): readonly Translator[] {
  const held = inForce(sandbox)
  return (held.translators ??= contractsIn(sandbox.db, sandbox.settings).flatMap(it => translatorOf(it, services) ?? []))
}

/** To be called when it goes by others. */
export const forgetTranslators = (sandbox: Sandbox): void => { inForce(sandbox).translators = undefined }
