import type { Service } from '../http/service.ts'
import type { RulesAbout } from './drift.ts'
import type { ContractMatch, OperationMatch } from './match.ts'
import { nameOf } from './match.ts'
import { compact } from './names.ts'

const memberOf = (place: string): string => compact(place.split('.').at(-1)!.replaceAll('[]', ''))

/** The rules of a service whose refusal is filed under a member, or all of an operation. */
export const rulesOf = ({ operations, rules: ofAll }: Service): RulesAbout => {
  const byId = new Map(operations.map(({ operationId, rules }) => [operationId, rules]))
  return (operation, place) => {
    const own = byId.get(operation) ?? []
    return place === undefined
      ? own.map(({ id }) => id)
      : [...ofAll, ...own].filter(({ field }) => memberOf(field) === memberOf(place)).map(({ id }) => id)
  }
}

/** The same in the names of an official document that was matched with ours. */
export const rulesThrough = ({ operations }: ContractMatch, rulesAbout: RulesAbout): RulesAbout => (operation, place) => {
  const match = operations.find(({ official, isUsed }) => isUsed && nameOf(official) === operation)
  const ours = match && place !== undefined ? ourPlace(match, place) : undefined
  return !match || (place !== undefined && ours === undefined) ? [] : rulesAbout(match.operationId, ours)
}

function ourPlace ({ body, reply, parameters }: OperationMatch, place: string): string | undefined {
  const [start = '', ...rest] = place.split('.')
  const within = start === 'body' ? body : start === 'reply' ? reply : parameters
  const path = within === parameters ? place : rest.join('.')
  return within.find(({ official, isUsed }) => isUsed && official === path)?.ours
}
