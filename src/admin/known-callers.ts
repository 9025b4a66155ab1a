import { BadInput } from '../core/errors.ts'
import { isLike } from '../core/wildcards.ts'
import { quoted } from '../core/words.ts'
import type { Service } from '../http/service.ts'
import type { Match as FaultMatch } from '../sandbox/faults.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'

/** A fault for a caller whom the sandbox does not have would never strike. `word` is what it was named by. Throws BadInput. */
export function refuseUnknownCaller (
  services: readonly Service[], sandbox: Sandbox, { service, operation, caller }: FaultMatch, word: string
): void {
  if (caller === undefined) return
  const named = services.filter(it => service === undefined || isLike(it.name, service))
  const having = named.filter(({ operations }) => operation !== undefined && operations.some(it => isLike(it.operationId, operation)))
  const meant = having.length > 0 ? having : named
  const asked = meant.filter(({ callers, callerWord }) => callers && (word === 'caller' || word === callerWord))
  if (asked.length === 0) {
    const [{ name, callerWord: right }] = meant as [Service]
    throw new BadInput(right === undefined
      ? `No request to ${name} shows who calls, so the fault would never strike. Leave out match.${word}.`
      : `Callers of ${name} are named by ${quoted(right)}, not by ${quoted(word)}. Give match.${right}.`)
  }
  const unknown = noSuchCaller(asked, sandbox, caller)
  if (unknown !== '') throw new BadInput(`${unknown} The fault would never strike.`)
}

/** What is said of a caller whom no service has; empty where one has. */
export function noSuchCaller (services: readonly Service[], sandbox: Sandbox, caller: string): string {
  const asked = services.flatMap(({ callers }) => callers ?? [])
  return asked.some(it => it.has(sandbox, caller)) ? '' : [...new Set(asked.map(it => it.noSuch(sandbox, caller)))].join(' ')
}
