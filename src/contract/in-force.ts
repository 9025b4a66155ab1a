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

const keyOf = ({ service, hash }: Adopted): string => `${service} ${hash}`

function translatorOf (adopted: Adopted, services: readonly Service[]): Translator | undefined {
  const service = services.find(it => it.name === adopted.service)
  const known = made.get(keyOf(adopted))
  if (known?.service === service) return known
  if (!service) return undefined
  const translator = createTranslator(deserialize(adopted.compiled) as ContractMatch, service, adopted.hash)
  made.set(keyOf(adopted), translator)
  return translator
}

/** Makes it while others have their turn, so that the first request under a contract that is adopted does not have to. */
export async function prepareTranslator (adopted: Adopted, match: ContractMatch, services: readonly Service[]): Promise<void> {
  const service = services.find(it => it.name === adopted.service)!
  made.set(keyOf(adopted), await finishInTurns(makingTranslator(match, service, adopted.hash)))
  await nextTurn()
}

interface InForce {
  translators?: readonly Translator[] | undefined
  coming?: Promise<void> | undefined
}

const inForce = perSandbox<InForce>('contracts in force', () => ({}))

/** Puts the contracts of a sandbox in force while others have their turn; undefined where they are. */
export function comeInForce (sandbox: Sandbox, services: readonly Service[]): Promise<void> | undefined {
  const held = inForce(sandbox)
  if (held.translators) return undefined
  held.coming ??= prepareAll(contractsIn(sandbox.db, sandbox.settings), services).finally(() => { held.coming = undefined })
  return held.coming
}

async function prepareAll (contracts: readonly Adopted[], services: readonly Service[]): Promise<void> {
  for (const adopted of contracts) {
    if (made.has(keyOf(adopted))) continue
    await nextTurn()
    const match = deserialize(adopted.compiled) as ContractMatch
    await nextTurn()
    await prepareTranslator(adopted, match, services)
  }
}

/** The contracts that a sandbox goes by: none, as a rule. */
export function translatorsOf (sandbox: Sandbox, services: readonly Service[]): readonly Translator[] {
  const held = inForce(sandbox)
  return (held.translators ??= contractsIn(sandbox.db, sandbox.settings).flatMap(it => translatorOf(it, services) ?? []))
}

/** To be called when it goes by others. */
export const forgetTranslators = (sandbox: Sandbox): void => { inForce(sandbox).translators = undefined }
