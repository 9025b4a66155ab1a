import { existsSync } from 'node:fs'
import { Option, type Command } from 'commander'
import { checkTexts, options, readConfig, refuseEmpty, variableOf, type Config } from '../config.ts'
import { meantBy } from '../core/meant.ts'
import { BadInput } from '../core/errors.ts'
import { either, quoted } from '../core/words.ts'
import { isShipped } from '../sandbox/fixtures.ts'
import { usualFile } from './config-file-name.ts'

/** Has a verb take the options of a server: from flags, environment variables and a file. */
export function takeOptions (command: Command): Command {
  for (const { name: flag, placeholder, description, default: defaultValue, isRepeatable, isSwitch } of options) {
    const option = new Option(`--${flag} ${isSwitch ? `[${placeholder}]` : `<${placeholder}>`}`, description).env(variableOf(flag))
    if (isRepeatable) option.argParser<string>((text, before) => before === undefined ? text : `${before},${text}`)
    // Told a second time, as people read it: without quotation marks.
    command.addOption(defaultValue === '' ? option : option.default(defaultValue, defaultValue))
  }
  return command.addOption(new Option('--config <FILE>', `a file of options by their names, in JSON; ${usualFile}, if it is here`)
    .env(variableOf('config')))
}

/** A line for each variable whose name is like that of an option, and is not one: it would be passed over in silence. */
export function misspeltVariables (environment: NodeJS.ProcessEnv): string[] {
  const prefix = variableOf('')
  const known = [...options.map(({ name }) => name), 'config', 'url'].map(name => variableOf(name).slice(prefix.length))
  const written = Object.keys(environment).filter(name => name.startsWith(prefix)).map(name => name.slice(prefix.length))
  return written.filter(name => !known.includes(name)).flatMap(name => {
    const [meant] = meantBy(known, name)
    return meant === undefined ? [] : [`${prefix}${name} is not an option, and is ignored. Did you mean ${prefix}${meant}?`]
  })
}

/** Flags of a server that stood before npm's `--`: npm keeps those for itself, and leaves their values as words. */
export const takenByNpm = (environment: NodeJS.ProcessEnv): string[] =>
  options.map(({ name }) => name).filter(name => environment[`npm_config_${name.replaceAll('-', '_')}`] !== undefined)

/** Throws BadInput where there is any, and says how the flag is given that it was meant for. */
export function refuseWords (words: readonly string[], taken: readonly string[]): void {
  if (words.length === 0) return
  const [flag = words.some(word => /^\d+$/.test(word)) ? 'port' : words.some(isShipped) ? 'fixture' : undefined, another] = taken
  const value = words.length === 1 && another === undefined ? words[0]! : '…'
  const given = `--${flag} ${value}`
  const remedy = flag === undefined ? '' : `Write start ${given}; after npm, flags come behind two dashes: npm start -- ${given}. `
  throw new BadInput(`start takes flags alone, and no ${either(words.map(quoted))}. ${remedy}See tms-sandbox start --help.`)
}

/** The texts of a server's options, each from where it counts most: a flag, a variable, the file. */
export interface Given {
  readonly texts: Readonly<Record<string, string | undefined>>
  /** Reads them, and names what is wrong: the flag, the variable, or the file and its member. Throws BadInput. */
  read (): Config
}

/** Throws BadInput where the file is wrong, or something is given and empty. */
export async function givenTo (command: Command): Promise<Given> {
  const sourceOf = (flag: string) => textOf(command, flag) === undefined ? undefined : command.getOptionValueSource(camelCase(flag))
  refuseEmpty({ config: textOf(command, 'config') }, flag => `--${flag}`)
  const file = textOf(command, 'config') ?? (existsSync(usualFile) ? usualFile : undefined)
  const written = file === undefined ? {} : (await import('./config-file.ts')).readConfigFile(file)
  const isFromFile = (flag: string) => written[flag] !== undefined && !['cli', 'env'].includes(sourceOf(flag) ?? '')
  const texts = Object.fromEntries(options.map(({ name }) => [name, isFromFile(name) ? written[name] : textOf(command, name)]))
  const fromFile = (flag: string): string => `${file}: ${flag}`
  const from = (flag: string): string => isFromFile(flag) ? fromFile(flag) : sourceOf(flag) === 'env' ? variableOf(flag) : `--${flag}`
  // A file that is wrong is so for whoever starts without the flag, too.
  refuseEmpty(written, fromFile)
  refuseEmpty(texts, from)
  return {
    texts,
    read () {
      checkTexts(written, fromFile)
      return readConfig(texts, from)
    }
  }
}

/** A flag that needs no value is on where it has none; a variable that is empty is one that somebody has taken away. */
function textOf (command: Command, flag: string): string | undefined {
  const value = command.getOptionValue(camelCase(flag)) as string | true | undefined
  if (value === '' && command.getOptionValueSource(camelCase(flag)) === 'env') return undefined
  return value === true ? 'yes' : value
}

const camelCase = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
