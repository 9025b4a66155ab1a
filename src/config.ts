import { BadInput } from './core/errors.ts'
import { choice } from './core/option.ts'
import { either, quoted } from './core/words.ts'
import { isLoopback } from './admin/access.ts'
import { checkChoices } from './admin/readings.ts'
import { wireExact } from './http/answering.ts'
import { cors } from './http/cors.ts'
import { publicUrl } from './http/public-url.ts'
import { rateLimits } from './http/rate-limit.ts'
import { webhookHosts, type WebhookHosts } from './sandbox/webhook-hosts.ts'
import { choices } from './sandbox/readings.ts'
import type { Setting } from './sandbox/settings.ts'
import { flagText, type OptionValue } from './option-values.ts'
import { serverOptions, type ServerConfig } from './server-options.ts'
import { services } from './services.ts'

/** How a server is set up. */
export interface Config extends ServerConfig {
  /** What its sandboxes can be set to, as it is unless they say otherwise; by the names of the settings. */
  readonly defaults: Readonly<Record<string, unknown>>
  /** Those of them that were given, and not left as by default. */
  readonly given: Readonly<Record<string, unknown>>
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
  read: (text) => checkChoices(services, choices.read(text), 'tms-sandbox readings prints all.')
}

/** What a sandbox can be set to; the flags give what it is otherwise. */
export const sandboxSettings: readonly Setting[] = [
  rateLimitsOfServices, wireExact, cors, publicUrl, choicesOfServices, ...new Set(services.flatMap(service => service.settings))
]

/** Reads some of what a sandbox can be set to, by the names of its flags. Throws BadInput. */
export const readSettings = (given: Readonly<Record<string, OptionValue>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => {
    const setting = sandboxSettings.find(it => it.name === name)
    if (!setting) {
      throw new BadInput(`${quoted(name)} is nothing that a sandbox can be set to. Use ${either(sandboxSettings.map(it => it.name))}.`)
    }
    try {
      return [name, setting.read(flagText(setting, value))]
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

function readText<Value> (option: Setting<Value>, text: string, from: From): Value {
  try {
    return option.read(text)
  } catch (error) {
    throw new BadInput(`${from(option.name)}: ${(error as Error).message}`)
  }
}

/** Throws BadInput for a value that is there and empty: taken for none, it would leave a server without a token, or without its data. */
export function refuseEmpty (texts: Readonly<Record<string, string | undefined>>, from: From): void {
  const empty = Object.keys(texts).find(name => texts[name]?.trim() === '')
  if (empty === undefined) return
  throw new BadInput(`${from(empty)} is empty, as where a shell variable is not set. Give it a value, or leave it out.`)
}

/** Throws BadInput for a text that its option cannot have, whether or not it counts in the end. */
export function checkTexts (texts: Readonly<Record<string, string>>, from: From): void {
  for (const option of options) if (texts[option.name] !== undefined) readText(option, texts[option.name]!, from)
}

/** Reads the texts of options, by their flags; those that are left out are as by default. Throws BadInput. */
export function readConfig (texts: Readonly<Record<string, string | undefined>> = {}, from: From = flag => `--${flag}`): Config {
  const unknown = Object.keys(texts).find(name => options.every(option => option.name !== name))
  if (unknown !== undefined) throw new BadInput(`${quoted(unknown)} is not an option. Use ${either(options.map(({ name }) => name))}.`)
  const read = <Value>(option: Setting<Value>): Value => readText(option, texts[option.name] ?? option.default, from)
  const ofServer = Object.fromEntries(Object.entries(serverOptions).map(([name, option]) => [name, read(option as Setting)]))
  if (ofServer.shared === true && ofServer.data === undefined) {
    throw new BadInput(`${from('shared')}: there is no folder to share. Name it with --data.`)
  }
  const defaults = Object.fromEntries(sandboxSettings.map(setting => [setting.name, read(setting)]))
  return {
    ...ofServer as Omit<Config, 'defaults' | 'given'>,
    defaults: { ...defaults, [webhookHosts.name]: ofServer.webhookHosts ?? hostsFor(String(ofServer.host), defaults) },
    given: Object.fromEntries(Object.entries(defaults).filter(([name]) => texts[name] !== undefined))
  }
}
