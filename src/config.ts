import { BadInput } from './core/errors.ts'
import { isDocumented } from './core/basis.ts'
import { readClock, type ClockSetting } from './core/clock.ts'
import type { RateLimit } from './http/rate-limit.ts'
import { services } from './services.ts'
import { errorCodes } from './tec/provider-based/errors.ts'

/** How a sandbox server is set up. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly data: string | undefined
  readonly fixture: string
  readonly clock: ClockSetting | undefined
  /** By the name of the service. */
  readonly rateLimit: Readonly<Record<string, RateLimit>>
  readonly logLevel: string
  readonly unknownIdStatus: 400 | 404
  readonly deletionReply: 'enrolment' | 'nothing'
  readonly maxRecordsPerBatch: number
  readonly tokenLifetimeSeconds: number
  readonly validatedWithErrors: boolean
  readonly errorCodes: Readonly<Record<string, string>>
  readonly wireExact: boolean
  readonly adminToken: string | undefined
}

interface Option<Value> {
  readonly flag: string
  readonly value: string
  readonly about: string
  readonly usual: string
  read (text: string): Value
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

/** Every option: its flag, what it is for, and how its text is read. The environment variable follows from the flag. */
export const options: { readonly [Name in keyof Config]: Option<Config[Name]> } = {
  port: {
    flag: 'port',
    value: 'NUMBER',
    about: 'the port to listen on; 0 takes a free one',
    usual: '4010',
    read: (text) => inRange(text, 0, 65_535)
  },
  host: {
    flag: 'host',
    value: 'ADDRESS',
    about: 'the address to listen on; beyond loopback, /__admin asks for a token',
    usual: '127.0.0.1',
    read: (text) => text
  },
  data: {
    flag: 'data',
    value: 'FOLDER',
    about: 'keep the data there, over restarts; without it they live in memory',
    usual: '',
    read: (text) => text === '' ? undefined : text
  },
  fixture: {
    flag: 'fixture',
    value: 'NAME',
    about: 'the starting state: demo, empty, or the path of a folder',
    usual: 'demo',
    read: (text) => text
  },
  clock: {
    flag: 'clock',
    value: 'CLOCK',
    about: 'real, frozen:2026-03-02T09:00 or offset:2026-03-02T09:00, in New Zealand time',
    usual: '',
    read: (text) => text === '' ? undefined : readClock(text)
  },
  rateLimit: {
    flag: 'rate-limit',
    value: 'LIMIT',
    about: 'requests per EID, 100/1s if left out; 20/1m or off; for one service, as tec-work-based=20/1s',
    usual: '',
    read: readRateLimits
  },
  logLevel: {
    flag: 'log-level',
    value: 'LEVEL',
    about: logLevels.join(', '),
    usual: 'warn',
    read: (text) => oneOf(text, logLevels)
  },
  unknownIdStatus: {
    flag: 'unknown-id',
    value: 'STATUS',
    about: 'what a GET of an id that does not exist answers: 400 or 404 (TEC\'s pages leave it open)',
    usual: '400',
    read: (text) => Number(oneOf(text, ['400', '404'])) as 400 | 404
  },
  deletionReply: {
    flag: 'deletion-reply',
    value: 'WHAT',
    about: 'what deleting an enrolment answers: enrolment or nothing (TEC has published both)',
    usual: 'enrolment',
    read: (text) => oneOf(text, ['enrolment', 'nothing']) as 'enrolment' | 'nothing'
  },
  maxRecordsPerBatch: {
    flag: 'max-records-per-batch',
    value: 'NUMBER',
    about: 'how many records of a return one request may have (TEC publishes no figure)',
    usual: '500',
    read: (text) => inRange(text, 1, 100_000)
  },
  tokenLifetimeSeconds: {
    flag: 'submission-token-lifetime',
    value: 'TIME',
    about: 'how long a submission token is good for: 24h, 30m or 90s (TEC publishes no figure)',
    usual: '24h',
    read: readSeconds
  },
  validatedWithErrors: {
    flag: 'validated-with-errors',
    value: 'YES_OR_NO',
    about: 'yes has a submission Validated though errors were found (TEC can be read both ways)',
    usual: 'no',
    read: (text) => oneOf(text, ['yes', 'no']) === 'yes'
  },
  errorCodes: {
    flag: 'error-codes',
    value: 'CODES',
    about: 'what to answer in the place of error codes that are inferred: SC4=SC1,SC9=DS3',
    usual: '',
    read: readErrorCodes
  },
  wireExact: {
    flag: 'wire-exact',
    value: 'YES_OR_NO',
    about: 'yes leaves out the Sandbox-… headers, so that replies are the real API\'s alone',
    usual: 'no',
    read: (text) => oneOf(text, ['yes', 'no']) === 'yes'
  },
  adminToken: {
    flag: 'admin-token',
    value: 'TOKEN',
    about: 'the bearer token for /__admin; made at start where one is needed and none is given',
    usual: '',
    read: (text) => text === '' ? undefined : text
  }
}

export const variableOf = (flag: string): string => `TMS_SANDBOX_${flag.toUpperCase().replaceAll('-', '_')}`

/** Reads flags, then environment variables, then what is usual. Throws BadInput. */
export function readConfig (flags: Readonly<Record<string, string | undefined>> = {}, environment: NodeJS.ProcessEnv = {}): Config {
  const read = Object.entries(options).map(([name, option]) => {
    const variable = variableOf(option.flag)
    const [from, text] = flags[option.flag] !== undefined
      ? [`--${option.flag}`, flags[option.flag]!]
      : [variable, environment[variable] ?? option.usual]
    try {
      return [name, option.read(text)]
    } catch (error) {
      throw new BadInput(`${from}: ${(error as Error).message}`)
    }
  })
  return Object.freeze(Object.fromEntries(read)) as Config
}

function inRange (text: string, least: number, most: number): number {
  const number = Number(text)
  if (!/^\d+$/.test(text) || number < least || number > most) throw new BadInput(`"${text}" is no number from ${least} to ${most}`)
  return number
}

function oneOf (text: string, allowed: readonly string[]): string {
  if (!allowed.includes(text)) throw new BadInput(`"${text}" is none of ${allowed.join(', ')}`)
  return text
}

const seconds = { s: 1, m: 60, h: 3600 }

function readRateLimits (text: string): Record<string, RateLimit> {
  const limited = services.filter(service => service.isLimited).map(service => service.name)
  // A service that is not named keeps its usual limit.
  const limits = Object.fromEntries(services.filter(service => service.isLimited).map(({ name, usualLimit = '100/1s' }) => [name, readRateLimit(usualLimit)]))
  if (text === '') return limits
  for (const part of text.split(',')) {
    const [name, limit] = part.includes('=') ? part.split('=') as [string, string] : [undefined, part]
    for (const service of name === undefined ? limited : [oneOf(name, limited)]) limits[service] = readRateLimit(limit)
  }
  return limits
}

function readSeconds (text: string): number {
  const [, count, unit] = /^(\d{1,6})([smh])$/.exec(text) ?? []
  if (!Number(count)) throw new BadInput(`"${text}" is no length of time; write 24h, 30m or 90s`)
  return Number(count) * seconds[unit as keyof typeof seconds]
}

function readErrorCodes (text: string): Record<string, string> {
  if (text === '') return {}
  const inferred = Object.keys(errorCodes).filter(code => !isDocumented(errorCodes[code]!.basis))
  return Object.fromEntries(text.split(',').map(part => {
    const [code, other, ...rest] = part.split('=') as [string, string | undefined]
    if (!other || !/^\w{1,20}$/.test(other) || rest.length > 0) throw new BadInput(`"${part}" replaces no code; write SC4=SC1`)
    return [oneOf(code, inferred), other]
  }))
}

function readRateLimit (text: string): RateLimit {
  if (text === 'off') return 'off'
  const [, max, count, unit] = /^(\d+)\/(\d*)([smh])$/.exec(text) ?? []
  if (!Number(max) || count === '0') throw new BadInput(`"${text}" is no rate limit; write 100/1s, 20/1m or off`)
  return { max: Number(max), seconds: Number(count || 1) * seconds[unit as keyof typeof seconds] }
}
