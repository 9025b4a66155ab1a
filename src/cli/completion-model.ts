import type { Command, Option } from 'commander'
import { documented } from '../app.ts'
import { options } from '../config.ts'
import { services } from '../services.ts'

/** What comes after a word: files, one of some words, or what nobody can guess. */
export type Value = 'file' | 'folder' | 'anything' | readonly string[]

export interface Flag {
  /** `--port`. */
  readonly name: string
  readonly description: string
  /** Undefined for one without a value. */
  readonly value: Value | undefined
}

/** A verb as one completes it: what it is called from the program on, and what may follow. */
export interface Completed {
  /** `clock advance`; empty for the program itself. */
  readonly path: string
  readonly verbs: ReadonlyArray<{ readonly name: string, readonly description: string }>
  readonly flags: readonly Flag[]
  readonly value: Value
}

/** Every verb of the program, the program first. */
export function completedOf (command: Command, path: readonly string[] = []): Completed[] {
  const help = command.createHelp()
  const verbs = help.visibleCommands(command).filter(it => it.name() !== 'help')
  const own: Completed = {
    path: path.join(' '),
    verbs: verbs.map(it => ({ name: it.name(), description: it.description() })),
    flags: help.visibleOptions(command).filter(({ long }) => long).map(flagOf),
    value: argumentOf(command)
  }
  return [own, ...verbs.flatMap(it => completedOf(it, [...path, it.name()]))]
}

function flagOf ({ long, description, required, optional, flags }: Option): Flag {
  const setting = options.find(({ name }) => `--${name}` === long)
  const value = setting?.choices ?? byPlaceholder(flags)
  return { name: long!, description, value: required || optional ? value : undefined }
}

function byPlaceholder (flags: string): Value {
  const [, placeholder] = /[<[]([\w=]+)/.exec(flags) ?? []
  if (placeholder === 'YES_OR_NO') return ['yes', 'no']
  if (placeholder === 'ID=CHOICE') return choicesOfReadings()
  return placeholder === 'FILE' ? 'file' : placeholder === 'FOLDER' ? 'folder' : 'anything'
}

/** `unknown-id=404`. */
const choicesOfReadings = (): string[] => services.flatMap(({ readings }) => readings)
  .flatMap(({ id, choices }) => Object.keys(choices).map(choice => `${id}=${choice}`))

/** Of its first argument, which is mostly the only one. */
function argumentOf ({ registeredArguments: [first] }: Command): Value {
  if (!first) return []
  if (first.name() === 'shell') return ['bash', 'zsh', 'fish']
  if (first.name() === 'service') return documented().map(({ name }) => name)
  if (first.name() === 'what') return ['sdr']
  if (first.name() === 'choice') return choicesOfReadings()
  return ['file', 'recording'].includes(first.name()) ? 'file' : 'anything'
}
