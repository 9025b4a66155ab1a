import { readConfig, sandboxSettings, serverOptionNames, type Config } from '../config.ts'
import { clockModes, isMode } from '../core/clock-forms.ts'
import { BadInput } from '../core/errors.ts'
import { meantBy } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'
import { flagText, shown } from '../option-values.ts'
import type { ClockSetting, StartOptions } from './types.ts'

interface Kind {
  readonly wanted: string
  fits (value: unknown): boolean
  /** What more there is to say of a value that does not fit, if there is. */
  flawOf? (value: unknown): string | undefined
}

/** An empty one would be taken for none. */
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== ''
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textSuchAs = (example: string): Kind => ({ wanted: `a text, such as "${example}"`, fits: isText })

const kinds: Readonly<Record<keyof StartOptions, Kind>> = {
  port: { wanted: 'a number, such as 4010', fits: value => typeof value === 'number' },
  host: textSuchAs('localhost'),
  data: textSuchAs('./sandbox-data'),
  fixture: textSuchAs('demo'),
  clock: {
    wanted: 'a text, such as "frozen:2026-03-02T09:00", or an object, such as { mode: "frozen", now: "2026-03-02T09:00" }',
    fits: value => isText(value) || isClockSetting(value),
    flawOf: clockFlaw
  },
  rateLimit: textSuchAs('20/1m'),
  logLevel: textSuchAs('info'),
  settings: { wanted: 'an object, such as { reading: "unknown-id=404" }', fits: isObject },
  contract: { wanted: 'the name of a file, or a document', fits: value => isText(value) || isObject(value) },
  tls: {
    wanted: 'two names of PEM files, such as { cert: "server.pem", key: "server-key.pem" }',
    fits: value => isObject(value) && Object.keys(value).sort().join() === 'cert,key' && Object.values(value).every(isText)
  }
}

/** One that says where it begins; a real one has no such thing. */
const isClockSetting = (value: unknown): boolean => isObject(value) && (value.mode === 'real'
  ? value.now === undefined
  : (value.mode === 'frozen' || value.mode === 'offset') && isText(value.now))

function clockFlaw (value: unknown): string | undefined {
  if (!isObject(value)) return undefined
  if (value instanceof Date) {
    return `clock must say how it goes, too, but is the Date ${shown(value)}. ` +
      'Use { mode: "frozen", now: date.toISOString() }, or "offset" for a clock that goes on from there.'
  }
  const { mode, now } = value
  if (!isMode(mode)) return `clock.mode must be ${either(clockModes.map(it => quoted(it)))}, but is ${shown(mode)}.`
  if (mode === 'real') return undefined
  if (now === undefined) {
    return `clock: one that is ${mode} from the start needs "now", the moment at which it begins: ` +
      `{ mode: "${mode}", now: "2026-03-02T09:00" }.`
  }
  const remedy = now instanceof Date ? ' Use its toISOString().' : ''
  return `clock.now must be a text, such as "2026-03-02T09:00", but is ${shown(now)}.${remedy}`
}

const refused = (message: string): BadInput => new BadInput(`startSandbox(): ${message}`)

/** How a server, or a sandbox, is set up by them. Throws BadInput that names the option, what it can be, and an example. */
export function configOf (options: StartOptions): Config {
  check(options)
  const { port = 0, host, data, fixture, clock, logLevel, rateLimit, settings = {}, tls } = options
  return readConfig({
    ...settingTexts(settings),
    ...{ port: String(port), host, data, fixture, clock: clock && clockText(clock), 'log-level': logLevel },
    ...rateLimit !== undefined && { 'rate-limit': rateLimit },
    ...tls && { 'tls-cert': tls.cert, 'tls-key': tls.key }
  }, flag => `startSandbox(): ${Object.hasOwn(settings, flag) ? settingName(flag) : ownNames[flag] ?? flag}`)
}

/** What went wrong, with the options in the words of a program where it names the flags of the command line. */
export function inOptions (error: unknown): unknown {
  if (!(error instanceof BadInput)) return error
  const words = error.message.replaceAll('npm start -- ', '')
  const inOurs = words.replace(/--([a-z-]+)(?: (\d+))?/g, (flag, name: string, value?: string) => {
    const own = ownNames[name] ?? name
    if (!optionNames.includes(own.split('.')[0]!)) return flag
    return value === undefined ? own : `${own}: ${value}`
  })
  return inOurs === error.message ? error : new BadInput(inOurs, { cause: error })
}

/** What differs from the flag. */
const ownNames: Readonly<Record<string, string>> =
  { 'log-level': 'logLevel', 'rate-limit': 'rateLimit', 'tls-cert': 'tls.cert', 'tls-key': 'tls.key' }

const settingName = (flag: string): string => /^\w+$/.test(flag) ? `settings.${flag}` : `settings["${flag}"]`

/** In a program without types, a misspelt option would start a sandbox that is not the one asked for. */
function check (options: StartOptions): void {
  if (!isObject(options)) throw refused(`give an object of options, such as { fixture: "empty" }, or nothing, but not ${shown(options)}.`)
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(kinds, name)) throw refused(`${quoted(name)} is not an option. ${insteadOf(name)}`)
    const { wanted, fits, flawOf } = kinds[name as keyof StartOptions]
    if (value !== undefined && !fits(value)) throw refused(flawOf?.(value) ?? `${name} must be ${wanted}, but is ${shown(value)}.`)
  }
}

const optionNames = Object.keys(kinds)
const settingNames = sandboxSettings.map(({ name }) => name)

function insteadOf (name: string): string {
  if (settingNames.includes(name)) return `It is a setting: write settings: { ${JSON.stringify(name)}: … }.`
  const [meant] = meantBy(optionNames, name)
  const [setting] = meant === undefined ? meantBy(settingNames, name) : []
  if (setting !== undefined) return `Did you mean the setting ${quoted(setting)}? Write settings: { ${JSON.stringify(setting)}: … }.`
  return meant === undefined
    ? `Use ${either(optionNames)}. What else a sandbox can be set to goes into settings, by the names of the flags.`
    : `Did you mean ${quoted(meant)}?`
}

function settingTexts (settings: NonNullable<StartOptions['settings']>): Record<string, string> {
  const given = Object.entries(settings).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => {
    const setting = sandboxSettings.find(it => it.name === name)
    if (!setting) throw refused(`settings: ${quoted(name)} is not a setting of a sandbox. ${settingInsteadOf(name)}`)
    try {
      return [name, flagText(setting, value)]
    } catch (error) {
      throw refused(`${settingName(name)}: ${(error as Error).message}`)
    }
  }))
}

function settingInsteadOf (name: string): string {
  if (Object.hasOwn(kinds, name)) return `It is an option beside settings: write startSandbox({ ${name}: … }).`
  if (serverOptionNames.includes(name)) return `It is one of a server: start that with tms-sandbox start --${name}, and connect() to it.`
  const [meant] = meantBy(settingNames, name)
  return meant === undefined ? `Use ${either(settingNames)}.` : `Did you mean ${quoted(meant)}?`
}

const clockText = (clock: string | ClockSetting): string =>
  typeof clock === 'string' ? clock : clock.mode === 'real' ? 'real' : `${clock.mode}:${clock.now}`
