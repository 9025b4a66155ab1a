import { Failure } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import { longestDelay, type Effect } from '../sandbox/faults.ts'

/** A fault that a request can name: its effect, or that its token has expired. */
export interface Scenario {
  readonly does: string
  readonly effect: Effect | 'token-expired'
}

/** By their names, as the header `Sandbox-Scenario` has them. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  'rate-limited': { does: '429, to be tried again after a second', effect: { status: 429, retryAfter: 1 } },
  'token-expired': { does: '401, as for a bearer token that has expired', effect: 'token-expired' },
  forbidden: { does: '403', effect: { status: 403 } },
  'server-error': { does: '500', effect: { status: 500 } },
  'bad-gateway': { does: '502', effect: { status: 502 } },
  unavailable: { does: '503, to be tried again after a second', effect: { status: 503, retryAfter: 1 } },
  'gateway-timeout': { does: '504', effect: { status: 504 } },
  slow: { does: 'the real answer, three seconds late', effect: { delayMs: 3000 } },
  timeout: { does: 'no answer for ten minutes, and nothing done once the client has gone', effect: { delayMs: longestDelay } },
  'connection-reset': { does: 'the connection is reset', effect: { wire: 'CONNECTION_RESET_BY_PEER' } },
  'empty-response': { does: 'the connection is closed without an answer', effect: { wire: 'EMPTY_RESPONSE' } },
  'malformed-response': { does: '200, and then no chunk that could be read', effect: { wire: 'MALFORMED_RESPONSE_CHUNK' } },
  'random-data': { does: 'bytes that are not HTTP, and the connection is closed', effect: { wire: 'RANDOM_DATA_THEN_CLOSE' } }
}

/** Throws Failure for a name that none has. */
export function scenarioNamed (name: string): Scenario {
  if (Object.hasOwn(scenarios, name)) return scenarios[name]!
  const names = Object.keys(scenarios)
  throw new Failure('malformed', `Sandbox-Scenario: ${quoted(name)} is not a scenario.${didYouMean(names, name)} Use ${either(names)}.`)
}

export const listScenarios = () => Object.entries(scenarios).map(([name, { does }]) => ({ name, does }))

const others = Object.keys(scenarios).filter(name => name !== 'token-expired')

/** For those that no bearer token has anything to do with. */
export const nothingExpires = (title: string): Failure => new Failure('malformed',
  `Sandbox-Scenario: ${title} takes no bearer token, so none can expire. Use ${either(others)}.`)
