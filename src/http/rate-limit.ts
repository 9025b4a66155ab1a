import rateLimit from '@fastify/rate-limit'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { LRUCache } from 'lru-cache'
import { BadInput, Failure } from '../core/errors.ts'
import { perSandbox } from '../sandbox/live.ts'
import type { Sandbox } from '../sandbox/sandbox.ts'
import type { Setting } from '../sandbox/settings.ts'
import type { Service } from './service.ts'

/** So many requests in so many seconds, counted for each caller; `off` counts nothing. */
export type RateLimit = Counted | 'off'

interface Counted { readonly max: number, readonly seconds: number }

const seconds = { s: 1, m: 60, h: 3600 }

/** Reads `100/1s`, `20/1m` or `off`. Throws BadInput. */
export function readRateLimit (text: string): RateLimit {
  if (text === 'off') return 'off'
  const [, max, count, unit] = /^(\d+)\/(\d*)([smh])$/.exec(text) ?? []
  if (!Number(max) || count === '0') throw new BadInput(`"${text}" is not a rate limit. Use 100/1s, 20/1m or off.`)
  return { max: Number(max), seconds: Number(count || 1) * seconds[unit as keyof typeof seconds] }
}

/** Limits by the name of a service; `*` is for those that are not named. */
type RateLimits = Readonly<Record<string, RateLimit>>

export const rateLimits: Setting<RateLimits> = {
  name: 'rate-limit',
  placeholder: 'LIMIT',
  description: 'requests of a caller, such as 20/1m, or off, on the sandbox\'s clock; of one service as NAME=20/1s',
  default: '',
  example: '20/1m',
  isRepeatable: true,
  read (text) {
    if (text === '') return {}
    return Object.fromEntries(text.split(',').map(part => {
      const [name, limit] = part.includes('=') ? part.split('=') as [string, string] : ['*', part]
      return [name, readRateLimit(limit)]
    }))
  }
}

/** The limit that a service's requests are counted against in a sandbox. */
export function limitOf ({ settings }: Sandbox, { name, limitedBy }: Service): RateLimit {
  const limits = settings.get(rateLimits)
  return limits[name] ?? limits['*'] ?? defaultOf(limitedBy!.default)
}

const defaults = new Map<string, RateLimit>()

function defaultOf (text: string): RateLimit {
  let limit = defaults.get(text)
  if (limit === undefined) defaults.set(text, limit = readRateLimit(text))
  return limit
}

interface Count { current: number, began: number }

/** So many limits are at hand at once. */
const mostLimits = 100

/** So many callers are counted at once in a sandbox, those who came last. */
const mostCallers = 5000

const counts = perSandbox('rate limit counts', () => new LRUCache<string, Count>({ max: mostCallers }))

interface Key { sandbox: Sandbox, caller: string }

/**
 * Keeps the plugin's counts in the sandbox whose request it is, so that they are no other's and a reset forgets them. Counts by its clock,
 * so that whoever moves it need not wait.
 */
class SandboxStore {
  incr ({ sandbox, caller }: Key, done: (error: Error | null, result: { current: number, ttl: number }) => void, window: number): void {
    // A time that one request was given counts nothing anew.
    const now = sandbox.ownClock.now()
    const known = counts(sandbox).get(caller)
    // A clock that was set back stands before its window.
    const count = known && known.began <= now && now < known.began + window ? known : { current: 0, began: now }
    count.current++
    counts(sandbox).set(caller, count)
    done(null, { current: count.current, ttl: count.began + window - now })
  }

  child (): SandboxStore {
    return this
  }
}

/** Refuses requests beyond their service's limit with `too-many`. */
export async function createLimiter (app: FastifyInstance): Promise<(request: FastifyRequest) => Promise<void>> {
  await app.register(rateLimit, { global: false, store: SandboxStore as never })
  const limitFor = ({ sandbox, serving: { service } }: FastifyRequest) => limitOf(sandbox, service!) as Counted
  const callerOf = ({ caller, serving: { service, operation } }: FastifyRequest) =>
    service!.limitedBy!.key(caller!, operation!)
  const keyGenerator = (request: FastifyRequest) =>
    ({ sandbox: request.sandbox, caller: `${request.serving.service!.name} ${callerOf(request)}` }) as never
  // What is told its limit need not wait for one at each request.
  const checks = new LRUCache<string, ReturnType<FastifyInstance['createRateLimit']>>({ max: mostLimits })
  const checkFor = ({ max, seconds }: Counted) => checks.get(`${max}/${seconds}`) ?? newCheck({ max, seconds })
  const newCheck = ({ max, seconds }: Counted) => {
    const check = app.createRateLimit({ max, timeWindow: seconds * 1000, keyGenerator })
    checks.set(`${max}/${seconds}`, check)
    return check
  }
  return async (request) => {
    const { max, seconds } = limitFor(request)
    const result = await checkFor({ max, seconds })(request)
    if (result.isAllowed || !result.isExceeded) return
    const wait = Math.max(1, Math.ceil(result.ttl / 1000))
    const stands = request.sandbox.ownClock.setting().mode === 'frozen'
    throw new Failure(
      'too-many', `${callerOf(request)} made more than ${max} ${max === 1 ? 'request' : 'requests'} in ${seconds} s. ` +
        `Wait ${wait} s, as Retry-After says${stands ? '; the clock of the sandbox stands still until it is moved' : ''}.`,
      { retryAfter: wait }
    )
  }
}
