import { Command } from 'commander'
import { refuseEmpty } from '../config.ts'
import { wrongWithAddress } from '../core/address.ts'
import { BadInput } from '../core/errors.ts'
import { quoted } from '../core/words.ts'
import { reach } from '../library/connect.ts'
import type { Controls } from '../library/controls.ts'
import { inVerbs } from './in-verbs.ts'

/** What every verb takes that speaks to a server that runs. */
export interface RemoteFlags {
  readonly url: string
  readonly adminToken?: string
  readonly json?: true
}

/** What prints a catalogue takes, too, that asks no server unless it is told to. */
export interface CatalogueFlags extends Omit<RemoteFlags, 'url'> {
  readonly url?: string
  readonly markdown?: true
}

const usual = 'http://localhost:4010'

/**
 * Adds to a verb what says which server it speaks to, and how it prints; `otherwise` it speaks to none unless one is named. What its
 * `parent` takes as well is taken from there.
 */
export function remote (command: Command, otherwise?: string, parent?: Command): Command {
  const url = command.createOption('--url <URL>', otherwise ?? `the server, or a sandbox of it: ${usual}/sandboxes/mine`)
  return command
    .addOption(otherwise === undefined ? url.env('TMS_SANDBOX_URL').default(usual, usual) : url)
    .addOption(command.createOption('--admin-token <TOKEN>', 'what /__admin asks for beyond loopback').env('TMS_SANDBOX_ADMIN_TOKEN'))
    .option('--json', 'for programs')
    .hook('preAction', (verb, asked) => {
      if (verb !== asked) return
      if (parent) takeFrom(parent, verb)
      passOverEmpty(verb)
      checkUrl(verb)
    })
}

/** A variable that is empty is one that somebody has taken away. Throws BadInput for a token that is empty otherwise. */
function passOverEmpty (verb: Command): void {
  const isEmpty = (name: string) => verb.getOptionValue(name) === '' && verb.getOptionValueSource(name) === 'env'
  if (isEmpty('url')) verb.setOptionValueWithSource('url', usual, 'default')
  if (isEmpty('adminToken')) verb.setOptionValueWithSource('adminToken', undefined, 'default')
  refuseEmpty({ 'admin-token': verb.getOptionValue('adminToken') as string | undefined }, flag => `--${flag}`)
}

/** Adds verbs that speak to a server below another one. */
export const under = (parent: Command) => (usage: string, description: string): Command => remote(
  parent.command(usage).description(description).allowExcessArguments(false).configureOutput({ outputError: () => {} }).exitOverride(),
  undefined, parent)

/** What both verbs take goes to the upper one, wherever it stands. */
function takeFrom (parent: Command, verb: Command): void {
  for (const name of ['url', 'adminToken', 'json']) {
    if (parent.getOptionValueSource(name) === 'cli') verb.setOptionValueWithSource(name, parent.getOptionValue(name), 'cli')
  }
}

/** Throws BadInput for what is no address, and names where it came from. */
function checkUrl (verb: Command): void {
  const url = verb.getOptionValue('url') as string | undefined
  const wrong = url === undefined ? undefined : wrongWithAddress(url)
  if (wrong === undefined) return
  throw new BadInput(`${verb.getOptionValueSource('url') === 'env' ? 'TMS_SANDBOX_URL' : '--url'}: ${wrong}`)
}

/** The controls of the sandbox that a verb speaks to, which answers within so many seconds. Throws SandboxError where there is none. */
export const controlsOf = ({ url, adminToken }: RemoteFlags, seconds?: number): Promise<Controls> => reach(url, adminToken, seconds)

/** The number of a flag. Throws BadInput. */
export function numberOf (flag: string, text: string): number {
  if (!/^-?\d{1,15}(?:\.\d+)?$/.test(text)) throw new BadInput(`--${flag}: ${quoted(text)} is not a number. Use digits, such as 30.`)
  return Number(text)
}

/** Prints a value as JSON where that is asked for, else the lines that a person reads. */
export function print ({ json, url }: RemoteFlags, value: unknown, lines: string | readonly string[]): void {
  const text = json ? JSON.stringify(value ?? null, null, 2) : inVerbs([lines].flat().join('\n'), url)
  if (text !== '') console.log(text)
}
