import type { Speech } from '../contract/edge/speech.ts'
import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import type { Service } from '../http/service.ts'
import { isLike, type Match } from '../sandbox/matching.ts'
import { describeRules, listAll } from './catalogue.ts'
import { methods } from './fault-of.ts'

/** A name that nothing has would match nothing, and "at most none" would be true of it for ever. Throws BadInput. */
export function checkNames (services: readonly Service[], speech: Speech, match: Match): Match {
  const { service, operation, rule, status, method } = match
  check('service', service, () => [...services.map(({ name }) => name), 'admin'])
  check('operation', operation, () => [...listAll(services), ...speech.operations()].map(({ operationId }) => operationId))
  check('rule', rule, () => describeRules(services).map(({ id }) => id))
  if (status !== undefined && !/^[1-5](?:xx|\d\d)$/i.test(String(status))) {
    throw new BadInput(`status ${quoted(String(status))} is not an HTTP status. Use a number, such as 400, or a class, such as "4xx".`)
  }
  if (method !== undefined && !method.includes('*') && !methods.includes(method.toUpperCase())) {
    throw new BadInput(`method ${quoted(method)} is not an HTTP method.${didYouMean(methods, method)} Use ${either(methods)}.`)
  }
  for (const [path, wanted] of Object.entries(match.body ?? {})) checkExistence(path, wanted)
  return match
}

/** `{"exists": "true"}` would be looked for as the value that it is, which no body has. */
function checkExistence (path: string, wanted: unknown): void {
  if (typeof wanted !== 'object' || wanted === null || Object.keys(wanted).join() !== 'exists') return
  const { exists } = wanted as { exists: unknown }
  if (typeof exists === 'boolean') return
  throw new BadInput(`body ${quoted(path)}: exists must be true or false, but is ${JSON.stringify(exists)}.`)
}

function check (what: string, name: string | undefined, known: () => readonly string[]): void {
  if (name === undefined) return
  const names = known()
  if (names.some(it => isLike(it, name))) return
  const where = what === 'rule' ? 'GET /__admin/rules' : 'GET /__admin/contract'
  throw new BadInput(`No ${what} ${quoted(name)} exists.${didYouMean(names, name)} ${where} lists them.`)
}
