import { readClock, type ClockSetting } from './core/clock.ts'
import { BadInput } from './core/errors.ts'
import { choice, wholeNumber } from './core/option.ts'
import { either, quoted } from './core/words.ts'
import { isLoopback } from './admin/access.ts'
import { adminCors } from './admin/origins.ts'
import { checkChoices } from './admin/readings.ts'
import { wireExact } from './http/answering.ts'
import { cors } from './http/cors.ts'
import { publicUrl } from './http/public-url.ts'
import { rateLimits } from './http/rate-limit.ts'
import { webhookHosts, type WebhookHosts } from './sandbox/webhook-hosts.ts'
import { choices } from './sandbox/readings.ts'
import type { Setting } from './sandbox/settings.ts'
import { services } from './services.ts'

/** How a server is set up. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly data: string | undefined
  readonly fixture: string
  readonly clock: ClockSetting | undefined
  readonly logLevel: string
  readonly adminToken: string | undefined
  /** The origins whose pages may use /__admin. */
  readonly adminCors: readonly string[]
  /** What webhooks may call beside public addresses; by where it listens, if it is left out. */
  readonly webhookHosts: WebhookHosts | undefined
  /** Files of contracts that its sandboxes go by. */
  readonly contract: readonly string[]
  /** The folder of demos of a trainer's own. */
  readonly demos: string | undefined
  /** What its sandboxes can be set to, as it is unless they say otherwise; by the names of the settings. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** Those of them that were given, and not left as by default. */
  readonly given: Readonly<Record<string, unknown>>
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']

function notBlank (text: string): string {
  if (text.trim() === '') throw new BadInput('"" is no address; write localhost, 0.0.0.0 or the address of one of this machine\'s networks')
  return text
}

const unlessEmpty = <Value>(read: (text: string) => Value) => (text: string): Value | undefined => text === '' ? undefined : read(text)

/** What a server alone can be set to, when it starts. */
const serverOptions: { readonly [Name in Exclude<keyof Config, 'defaults' | 'given'>]: Setting<Config[Name]> } = {
  port: {
    name: 'port',
    placeholder: 'NUMBER',
    description: 'the port to listen on; 0 takes a free one',
    default: '4010',
    read: (text) => wholeNumber(text, 0, 65_535)
  },
  host: {
    name: 'host',
    placeholder: 'ADDRESS',
    description: 'the address to listen on, localhost for 127.0.0.1 and ::1; beyond loopback, /__admin asks for a token',
    default: 'localhost',
    read: notBlank
  },
  data: {
    name: 'data',
    placeholder: 'FOLDER',
    description: 'keep the data there, over restarts; without it they live in memory',
    default: '',
    read: unlessEmpty(text => text)
  },
  fixture: {
    name: 'fixture',
    placeholder: 'NAME',
    description: 'the starting state: demo, empty, or the path of a folder',
    default: 'demo',
    read: (text) => text
  },
  clock: {
    name: 'clock',
    placeholder: 'CLOCK',
    description: 'real, frozen:2026-03-02T09:00 or offset:2026-03-02T09:00, in New Zealand time',
    default: '',
    read: unlessEmpty(text => readClock(text))
  },
  logLevel: {
    name: 'log-level',
    placeholder: 'LEVEL',
    description: logLevels.join(', '),
    default: 'warn',
    read: (text) => choice(text, logLevels)
  },
  adminToken: {
    name: 'admin-token',
    placeholder: 'TOKEN',
    description: 'the bearer token for /__admin; made at start where one is needed and none is given',
    default: '',
    read: unlessEmpty(text => text)
  },
  adminCors,
  webhookHosts,
  contract: {
    name: 'contract',
    placeholder: 'FILE',
    description: 'an official OpenAPI document to go by, of one of the services; also those in contracts/ beside the data folder',
    default: '',
    isRepeatable: true,
    read: text => text.split(',').filter(it => it !== '')
  },
  demos: {
    name: 'demos',
    placeholder: 'FOLDER',
    description: 'a folder of demos to play to a class, beside those that are there: a Markdown file each',
    default: '',
    read: unlessEmpty(text => text)
  }
}

export const serverOptionNames: readonly string[] = Object.values(serverOptions).map(({ name }) => name)

/** Names of services in a limit are held against those that there are, which `http` does not know. */
const rateLimitsOfServices: Setting = {
  ...rateLimits,
  description: `${rateLimits.description}; if left out, off, but for what is documented: ${documentedLimits()}`,
  read (text) {
    const limits = rateLimits.read(text)
    const limited = services.filter(({ limitedBy }) => limitedBy).map(({ name }) => name)
    for (const name of Object.keys(limits)) choice(name, ['*', ...limited])
    return limits
  }
}

function documentedLimits (): string {
  return services.filter(({ limitedBy }) => limitedBy && limitedBy.default !== 'off')
    .map(({ name, limitedBy }) => `${name}=${limitedBy!.default}`)
    .join(', ')
}

/** Readings, and their choices, are held against those that there are. */
const choicesOfServices: Setting = {
  ...choices,
  read: (text) => checkChoices(services, choices.read(text))
}

/** What a sandbox can be set to; the flags give what it is otherwise. */
export const sandboxSettings: readonly Setting[] = [
  rateLimitsOfServices, wireExact, cors, publicUrl, choicesOfServices, ...new Set(services.flatMap(service => service.settings))
]

/** Reads some of what a sandbox can be set to, by the names of its flags. Throws BadInput. */
export const readSettings = (texts: Readonly<Record<string, string>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => {
    const setting = sandboxSettings.find(it => it.name === name)
    if (!setting) {
      throw new BadInput(`${quoted(name)} is nothing that a sandbox can be set to. Use ${either(sandboxSettings.map(it => it.name))}.`)
    }
    try {
      return [name, setting.read(text)]
    } catch (error) {
      throw new BadInput(`${name}: ${(error as Error).message}`)
    }
  }))

/** Every flag. */
export const options: readonly Setting[] = [...Object.values(serverOptions), ...sandboxSettings]

export const variableOf = (flag: string): string => `TMS_SANDBOX_${flag.toUpperCase().replaceAll('-', '_')}`

/** Whoever can reach the server must not reach by its webhooks what is around it. */
const hostsFor = (host: string, { [publicUrl.name]: url }: Readonly<Record<string, unknown>>): WebhookHosts =>
  isLoopback(host) && (url === '' || isLoopback(new URL(String(url)).hostname)) ? 'any' : []

/** Where an option's text comes from, for somebody who has to mend it. */
type From = (flag: string) => string

/** Reads the texts of options, by their flags; those that are left out are as by default. Throws BadInput. */
export function readConfig (texts: Readonly<Record<string, string | undefined>> = {}, from: From = flag => `--${flag}`): Config {
  const unknown = Object.keys(texts).find(name => options.every(option => option.name !== name))
  if (unknown !== undefined) throw new BadInput(`${quoted(unknown)} is not an option. Use ${either(options.map(({ name }) => name))}.`)
  const read = <Value>(option: Setting<Value>): Value => {
    try {
      return option.read(texts[option.name] ?? option.default)
    } catch (error) {
      throw new BadInput(`${from(option.name)}: ${(error as Error).message}`)
    }
  }
  const ofServer = Object.fromEntries(Object.entries(serverOptions).map(([name, option]) => [name, read(option as Setting)]))
  const defaults = Object.fromEntries(sandboxSettings.map(setting => [setting.name, read(setting)]))
  return {
    ...ofServer as Omit<Config, 'defaults' | 'given'>,
    defaults: { ...defaults, [webhookHosts.name]: ofServer.webhookHosts ?? hostsFor(String(ofServer.host), defaults) },
    given: Object.fromEntries(Object.entries(defaults).filter(([name]) => texts[name] !== undefined))
  }
}
