import { speechIn } from '../contract/edge/speech.ts'
import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { canMeet, isLike, withoutLastSlash } from '../core/wildcards.ts'
import { either, quoted } from '../core/words.ts'
import type { Service } from '../http/service.ts'
import { differencesFrom, mostSteps, stepsOf, type Match } from '../sandbox/matching.ts'
import { warningKinds } from '../sandbox/remarks.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import { describeRules } from './catalogue.ts'
import { methods } from './fault-of.ts'
import { journalledPlaces, type Place } from './places.ts'
import { refuseNoPath, refuseUnserved, type Meant } from './served-match.ts'

/** What nothing can be like would match nothing, and "at most none" would be true of it for ever. Throws BadInput. */
export function checkMatch (services: readonly Service[], sandbox: Sandbox, given: Match): Match {
  const match = given.path === undefined ? given : { ...given, path: withoutLastSlash(given.path) }
  const places = journalledPlaces(services, speechIn(sandbox, services))
  const rules = () => describeRules(services).map(({ id }) => id)
  check('service', match.service, () => services.map(({ name }) => name))
  check('operation', match.operation, () => places.flatMap(({ names }) => names))
  check('rule', match.rule, rules)
  checkWarning(match.warning, rules)
  checkAnswer(match)
  for (const [path, wanted] of Object.entries(match.body ?? {})) {
    checkDepth(path)
    checkExistence(path, wanted)
  }
  checkPlace(places, sandbox, match)
  return match
}

function check (what: string, name: string | undefined, known: () => readonly string[]): void {
  if (name === undefined) return
  const names = known()
  if (names.some(it => isLike(it, name))) return
  const where = what === 'rule' ? 'GET /__admin/rules' : 'GET /__admin/contract'
  throw new BadInput(`No ${what} ${quoted(name)} exists.${didYouMean(names, name)} ${where} lists them.`)
}

/** It is the id of a rule, or says what was odd and, after a colon, of which member. */
function checkWarning (warning: string | undefined, known: () => readonly string[]): void {
  if (warning === undefined) return
  const rules = known()
  if (rules.some(it => isLike(it, warning)) || warningKinds.some(kind => canMeet(warning.replaceAll('/', '-'), `${kind}::member`))) return
  throw new BadInput(`No warning ${quoted(warning)} exists.${didYouMean([...warningKinds.map(it => `${it}:*`), ...rules], warning)} ` +
    `It is the id of a rule, as GET /__admin/rules lists them, or one of ${either(warningKinds)} with a colon and the name of a member.`)
}

function checkAnswer ({ status, method }: Match): void {
  if (status !== undefined && !/^[1-5](?:xx|\d\d)$/i.test(String(status))) {
    throw new BadInput(`status ${quoted(String(status))} is not an HTTP status. Use a number, such as 400, or a class, such as "4xx".`)
  }
  if (method !== undefined && !methods.some(it => isLike(it, method))) {
    throw new BadInput(`method ${quoted(method)} is not an HTTP method.${didYouMean(methods, method)} Use ${either(methods)}.`)
  }
}

function checkDepth (path: string): void {
  const steps = stepsOf(path).length
  if (steps <= mostSteps) return
  throw new BadInput(`body ${quoted(path)} leads ${steps} levels down, and no body has more than ${mostSteps}. ` +
    'Write the path of a member that a request can have, such as "identity.dateOfBirth".')
}

/** `{"exists": "true"}` would be looked for as the value that it is, which no body has. */
function checkExistence (path: string, wanted: unknown): void {
  if (typeof wanted !== 'object' || wanted === null || Object.keys(wanted).join() !== 'exists') return
  const { exists } = wanted as { exists: unknown }
  if (typeof exists === 'boolean') return
  throw new BadInput(`body ${quoted(path)}: exists must be true or false, but is ${JSON.stringify(exists)}.`)
}

/** What was sent can be looked for wherever it went; a path that nothing serves leads to a 404, and whoever means that says so. */
function checkPlace (places: readonly Place[], { journal }: Sandbox, { service, operation, method, path, status }: Match): void {
  const meant: Meant = Object.fromEntries(
    Object.entries({ service, operation, method, path }).filter(([, wanted]) => wanted !== undefined))
  if ((operation ?? path) === undefined || journal.entries().some(it => differencesFrom(it, meant).length === 0)) return
  if (path !== undefined) refuseNoPath(path)
  // Without an operation, another method is a 405 that can be looked for.
  if (operation !== undefined) return refuseUnserved(places, meant, 'no request can match')
  if (String(status) !== '404') refuseUnserved(places, { ...meant, method: undefined }, noneButLost)
}

const noneButLost = 'no request can match but one that was answered with 404; to look for that, add "status": 404'
