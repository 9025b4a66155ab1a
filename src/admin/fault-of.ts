import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { isLike, withoutLastSlash } from '../core/wildcards.ts'
import { article, both, either, quoted } from '../core/words.ts'
import { listScenarios, scenarios } from '../http/scenarios.ts'
import { speechIn, type Speech } from '../contract/edge/speech.ts'
import type { Service } from '../http/service.ts'
import { listFaults, saveFaults, type BodyChange, type Distribution, type Effect, type Fault, type Match } from '../sandbox/faults.ts'
import type { Settings } from '../sandbox/settings.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { refuseUnknownCaller } from './known-callers.ts'
import { placesOf } from './places.ts'
import { refuseNoPath, refuseUnserved } from './served-match.ts'
import { mostChanged, type CallerWords, type Delay, type EffectBody, type FaultBody } from './faults-schemas.ts'

/** A fault as it was asked for. Throws BadInput for what makes no sense. */
export const faultOf = (
  services: readonly Service[], sandbox: Sandbox, id: string, { match = {}, probability, times, effect }: FaultBody
): Fault => ({
  id,
  match: matchOf(services, sandbox, match),
  ...probability !== undefined && { probability },
  ...times !== undefined && { times },
  effect: effectOf(effect),
  matched: 0,
  struck: 0
})

/** Throws BadInput for what cannot name a fault. */
export function checkId (id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new BadInput(`${quoted(id)} cannot name a fault. Use 1 to 64 letters, digits, "-" and "_".`)
  if (Object.hasOwn(scenarios, id)) throw new BadInput(`${quoted(id)} is the name of a scenario. Choose another id.`)
  return id
}

export const mostFaults = 100

/** Throws BadInput where there would be too many. */
export function save (settings: Settings, faults: readonly Fault[]): void {
  if (faults.length > mostFaults) {
    throw new BadInput(`A sandbox has at most ${mostFaults} faults, and these would be ${faults.length}. Remove some first.`)
  }
  saveFaults(settings, faults)
}

export const describeFaults = (settings: Settings, speech: Speech) =>
  ({ faults: listFaults(settings).map(it => spokenFault(speech, it)), scenarios: listScenarios() })

/** A fault as it is shown: it is kept by our own id of an operation, so that it strikes whatever contract there is. */
export const spokenFault = (speech: Speech, fault: Fault): Fault => fault.match.operation === undefined
  ? fault
  : { ...fault, match: { ...fault.match, operation: speech.name(fault.match.operation) } }

/** The words by which services call their callers. */
export const callerWords = (services: readonly Service[]): CallerWords => new Map(services.flatMap(
  ({ callerWord, hasNumberedCallers = false }) => callerWord === undefined ? [] : [[callerWord, hasNumberedCallers] as const]))

/** Whom a match names, and by which word. Throws BadInput for more than one. */
export function callerIn (words: CallerWords, given: Readonly<Record<string, unknown>>): { word: string, caller: string } | undefined {
  const [word, ...more] = ['caller', ...words.keys()].filter(word => given[word] !== undefined)
  if (word === undefined) return undefined
  if (more.length > 0) throw new BadInput(`match must name one caller, but has ${both([word, ...more])}.`)
  const id = String(given[word])
  return { word, caller: words.get(word) === false ? id : plainCaller(id) }
}

/** A number is known without the zeros that some write before it: EDUMIS numbers have four digits in headers. */
const plainCaller = (id: string): string => /^\d+$/.test(id) ? String(Number(id)) : id

function matchOf (services: readonly Service[], sandbox: Sandbox, given: Readonly<Record<string, string | number>>): Match {
  const speech = speechIn(sandbox, services)
  const places = placesOf(services, speech)
  const { service, operation, method, path } = given as Record<string, string | undefined>
  const { word, caller } = callerIn(callerWords(services), given) ?? {}
  const match = {
    ...service !== undefined && { service: known(service, services.map(({ name }) => name), 'service') },
    ...operation !== undefined && {
      operation: speech.ours(known(operation, places.flatMap(({ names }) => names), 'operation'))
    },
    ...caller !== undefined && { caller },
    ...method !== undefined && { method: known(method, methods, 'method') },
    ...path !== undefined && { path: withoutLastSlash(path) }
  }
  if (path !== undefined) refuseNoPath(path)
  refuseUnserved(places, match, 'the fault would never strike')
  if (word !== undefined) refuseUnknownCaller(services, sandbox, match, word)
  return match
}

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** A name as it is spelt, or one with `*` that is like some. Throws BadInput. */
function known (name: string, names: readonly string[], kind: string): string {
  const found = names.find(it => isLike(it, name))
  if (found !== undefined) return name.includes('*') ? name : found
  const remedy = names.length <= 10 ? `Use ${either(names)}.` : 'GET /__admin/contract lists all.'
  throw new BadInput(`match.${kind} ${quoted(name)} is not ${article(kind)}.${didYouMean(names, name)} ${remedy}`)
}

const effects = ['status', 'delayMs', 'delay', 'wire', 'body'] as const

function effectOf (effect: EffectBody): Effect {
  const { status, retryAfter, delayMs, delay, wire, body } = effect
  if (effects.filter(name => effect[name] !== undefined).length !== 1) {
    throw new BadInput(`effect must have exactly one of ${either(effects)}.`)
  }
  if (retryAfter !== undefined && status === undefined) {
    throw new BadInput('effect.retryAfter is a header of an answer. Give effect.status as well.')
  }
  if (status !== undefined) return { status, ...retryAfter !== undefined && { retryAfter } }
  if (delayMs !== undefined) return { delayMs }
  if (body) return { body: changeOf(body) }
  return delay ? { delay: distributionOf(delay) } : { wire: wire! }
}

function changeOf (body: BodyChange): BodyChange {
  if (Object.values(body).every(it => Object.keys(it).length === 0)) {
    throw new BadInput('effect.body is empty. Give rename, remove or texts with the names of members, such as {"remove": ["Email"]}.')
  }
  holdToNames(body.rename ?? {})
  return body
}

/** What members of JSON and elements of XML alike can be called. */
const memberName = /^[\p{L}_][\p{L}\p{M}\p{N}_.-]{0,199}$/u

function holdToNames (rename: Readonly<Record<string, string>>): void {
  const names = Object.values(rename)
  if (names.length > mostChanged) {
    throw new BadInput(`effect.body.rename must have at most ${mostChanged} names, but has ${names.length}. Leave some out.`)
  }
  const odd = names.find(name => !memberName.test(name))
  if (odd !== undefined) {
    throw new BadInput(`effect.body.rename: ${quoted(odd)} cannot name a member in both JSON and XML. ` +
      'Use 1 to 200 letters, digits, "_", "-" and ".", the first of them a letter or "_".')
  }
}

function distributionOf ({ distribution, lower, upper, median, sigma }: Delay): Distribution {
  if (distribution === 'uniform') {
    if (lower === undefined || upper === undefined || median !== undefined || sigma !== undefined) {
      throw new BadInput('effect.delay of the distribution uniform has lower and upper, and nothing else.')
    }
    if (upper < lower) throw new BadInput(`effect.delay.upper ${upper} must not be less than effect.delay.lower ${lower}.`)
    return { distribution, lower, upper }
  }
  if (median === undefined || sigma === undefined || lower !== undefined || upper !== undefined) {
    throw new BadInput('effect.delay of the distribution lognormal has median and sigma, and nothing else.')
  }
  return { distribution, median, sigma }
}
