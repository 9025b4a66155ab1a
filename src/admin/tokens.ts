import { ours } from '../core/basis.ts'
import { inNewZealand } from '../core/civil-date.ts'
import { BadInput } from '../core/errors.ts'
import { didYouMean } from '../core/meant.ts'
import { both, either, quoted } from '../core/words.ts'
import { answer } from '../http/answer.ts'
import { operation, type Operation } from '../http/operation.ts'
import type { Service } from '../http/service.ts'
import { callerWords } from './fault-of.ts'
import { OrderedToken, tokenBodyOf, withAnyDefect, type TokenBody } from './tokens-schemas.ts'

/** Bearer tokens to order, good ones and such with which something is the matter. */
export function tokenOperations (services: readonly Service[]): Operation[] {
  const giving = services.filter(({ tokens }) => tokens)
  const words = callerWords(giving)
  const defects = [...new Set(giving.flatMap(({ tokens }) => Object.keys(tokens!.defects)))]
  return [operation({
    operationId: 'OrderToken',
    summary: 'Order a token',
    description: `Gives a bearer token without asking for credentials. ${giving.map(describeDefects).filter(isFirst).join(' ')}`,
    basis: ours,
    method: 'POST',
    path: '/__admin/tokens',
    tag: 'Tokens',
    wire: { body: withAnyDefect(tokenBodyOf(words, defects)), response: { 201: OrderedToken } },
    status: 201,
    rules: [],
    isNotKept: true,
    perform (context, { body }) {
      const { service: name, ttlSeconds, defect, ...whose } = body as TokenBody & Record<string, string | number>
      const [service, caller] = wanted(giving, name, whose)
      const { defects, issue } = service.tokens!
      if (defect !== undefined && !Object.hasOwn(defects, defect)) throw noDefect(defect, Object.keys(defects), service.title)
      const made = issue(context, { caller, ttlSeconds, defect })
      return answer({
        headers: { 'cache-control': 'no-store' },
        body: async () => {
          const { token, expiresAt, headers } = await made
          return {
            token,
            headers: { Authorization: `Bearer ${token}`, ...headers },
            services: giving.filter(({ tokens }) => tokens === service.tokens).map(it => it.name),
            expiresAt: inNewZealand(expiresAt),
            ...defect !== undefined && { defect, refusedBy: defects[defect]!.rule }
          }
        }
      })
    }
  })]
}

const noDefect = (defect: string, names: readonly string[], title: string): BadInput =>
  new BadInput(`No token of ${title} can be ${quoted(defect)}.${didYouMean(names, defect)} It can be ${either(names)}.`)

const isFirst = (text: string, at: number, texts: readonly string[]): boolean => texts.indexOf(text) === at

const describeDefects = ({ callerWord, tokens }: Service): string => `Of one by ${callerWord}, the defects are ` +
  `${both(Object.entries(tokens!.defects).map(([name, { does }]) => `\`${name}\` (${does})`))}.`

/** The service that a token is ordered for, and whose it is to be. Throws BadInput. */
function wanted (
  giving: readonly Service[], name: string | undefined, whose: Readonly<Record<string, string | number>>
): [Service, string] {
  const [word, ...more] = Object.keys(whose)
  const words = [...callerWords(giving).keys()]
  if (word === undefined || more.length > 0) {
    throw new BadInput(`Say whose token it is to be: give exactly one of ${either(words.map(quoted))}.`)
  }
  const named = name === undefined ? giving : giving.filter(it => it.name === name)
  if (named.length === 0) {
    const names = giving.map(it => it.name)
    throw new BadInput(`No service ${quoted(name!)} takes tokens.${didYouMean(names, name!)} Use ${either(names)}.`)
  }
  const service = named.find(({ callerWord }) => callerWord === word)
  if (!service) {
    const right = quoted(named[0]!.callerWord!)
    throw new BadInput(`A token of ${name} is ordered with ${right}, not with ${quoted(word)}. Send ${right}.`)
  }
  return [service, String(whose[word])]
}
