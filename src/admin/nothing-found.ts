import type { TSchema } from '@sinclair/typebox'
import { didYouMean } from '../core/meant.ts'
import { isLike } from '../core/wildcards.ts'
import { cut } from '../core/words.ts'
import type { Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import type { Entry } from '../sandbox/journal.ts'
import { differencesFrom, type Match } from '../sandbox/matching.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Sandboxes } from '../sandbox/sandboxes.ts'
import { journalsElsewhere, type Looking } from './journals-elsewhere.ts'
import { noSuchCaller } from './known-callers.ts'

/** What is said of a match that no request meets: which member was probably meant, and which other sandboxes have such requests. */
export const nothingFound = (
  services: readonly Service[], looking: Looking, match: Match, sandboxes: Sandboxes | undefined
): string => [namesMeant(services, looking, match), journalsElsewhere(looking, sandboxes, match)].filter(it => it !== '').join(' ')

/** What is said of a caller whom the sandbox does not have, and of members that were probably meant to be others; empty for neither. */
export function namesMeant (services: readonly Service[], { sandbox }: Looking, match: Match): string {
  const entries = sandbox.journal.entries()
  return [unknownCaller(services, sandbox, entries, match), membersMeant(entries, match)].filter(it => it !== '').join(' ')
}

/** Somebody whom the sandbox does not know may have called all the same, and was refused. */
const unknownCaller = (services: readonly Service[], sandbox: Sandbox, entries: readonly Entry[], { caller }: Match): string =>
  caller === undefined || caller.includes('*') || entries.some(it => it.caller && isLike(it.caller.id, caller))
    ? ''
    : noSuchCaller(services, sandbox, caller)

/** What was probably meant by members that no body has, and no operation of theirs; empty where nothing is near. */
function membersMeant (entries: readonly Entry[], { operation, body = {} }: Match): string {
  const names = Object.keys(body).filter(name => /^\/?\w+$/.test(name)).map(name => name.replace('/', ''))
  if (names.length === 0) return ''
  const ofIt = entries.filter(entry => operation === undefined || differencesFrom(entry, { operation }).length === 0)
  const known = [...new Set([...ofIt.flatMap(membersSent), ...[...new Set(ofIt.map(it => it.operation))].flatMap(membersTaken)])]
  const isKnown = (name: string): boolean => known.some(it => it.toLowerCase() === name.toLowerCase())
  return names.filter(name => !isKnown(name)).flatMap(name => {
    const meant = didYouMean(known, name)
    return meant === '' ? [] : [`No body has ${cut(name)}.${meant}`]
  }).join(' ')
}

const membersSent = ({ body }: Entry): string[] =>
  typeof body === 'object' && body !== null && !Array.isArray(body) && !Buffer.isBuffer(body) ? Object.keys(body) : []

const membersTaken = (operation: Entry['operation']): string[] =>
  operation && 'wire' in operation ? Object.keys(((operation as Operation).wire.body as TSchema | undefined)?.properties ?? {}) : []
