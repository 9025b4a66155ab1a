import type { Command } from 'commander'
import { meantBy } from '../core/meant.ts'
import { either, quoted } from '../core/words.ts'

/** A verb of the command line, and how somebody wrote it: `clock advance`, with what followed. */
export interface Asked {
  readonly command: Command
  readonly path: string
  readonly rest: readonly string[]
}

/** The verb that words ask for. */
export function askedBy (program: Command, words: readonly string[]): Asked {
  let [command, count] = [program, 0]
  for (const word of words) {
    const next = command.commands.find(it => it.name() === word)
    if (!next) break
    command = next
    count++
  }
  const rest = words.slice(count).flatMap(it => it.startsWith('--') ? it.split('=') : [it])
  return { command, path: words.slice(0, count).join(' '), rest }
}

/** What the parser has found wrong, in one line, with the form that was probably meant. */
export function toldBy ({ code, message }: { code: string, message: string }, asked: Asked): string {
  const line = message.replace(/^error: /, '').replaceAll('\n', ' ')
  const [word] = asked.command.args
  // Where the parser would print its help as an error.
  if (code === 'commander.help' && asked.path === '') return noVerb(asked.rest[1]!, asked)
  if (code === 'commander.help') return `No command of ${asked.path} given. ${useOf(asked)}`
  if (code === 'commander.missingArgument') return `${line}. ${lacking(asked)}`
  if (/\.(?:excessArguments|unknownCommand)$/.test(code) && asked.command.commands.length > 0 && word !== undefined) {
    return noVerb(word, asked)
  }
  if (code === 'commander.excessArguments') return tooMuch(asked)
  const [, unknown, flag] = code === 'commander.unknownOption' ? /^(unknown option '(--[^'=]+)[^']*')/.exec(line) ?? [] : []
  // A word before the flag is a verb that there is not, of which the flag may well be.
  if (flag !== undefined && isVerbWrong(asked)) return noVerb(asked.rest[0]!, asked)
  const meant = flag === undefined ? undefined : formMeant(flag, asked)
  if (meant !== undefined) return `${unknown}. ${meant}`
  return `${line}${/[.)]$/.test(line) ? '' : '.'}`
}

/** The first word for which a verb has no argument. */
function tooMuch ({ command, path }: Asked): string {
  const { args, registeredArguments: taken } = command
  const remedy = taken.length === 0 ? `${path} takes flags alone.` : `Write ${path.replace(/\S+$/, '')}${formOf(command)}.`
  return `${quoted(args[taken.length]!)} is too much. ${remedy}`
}

const isVerbWrong = ({ command, rest: [word = '-'] }: Asked): boolean =>
  command.commands.length > 0 && command.registeredArguments.length === 0 && !word.startsWith('-')

function noVerb (word: string, asked: Asked): string {
  const { path } = asked
  const [meant] = meantBy(verbsOf(asked).map(it => it.name()), word)
  if (path === '') return `${quoted(word)} is not a command.${meant === undefined ? '' : ` Did you mean ${meant}?`}`
  return `${quoted(word)} is not a command of ${path}. ${meant === undefined ? useOf(asked) : `Did you mean ${path} ${meant}?`}`
}

const verbsOf = ({ command }: Asked): Command[] => command.commands.filter(it => it.name() !== 'help')

/** What does something by itself has flags of its own. */
const useOf = (asked: Asked): string =>
  `Use ${either([...asked.command.options.length > 0 ? [asked.path] : [], ...verbsOf(asked).map(it => `${asked.path} ${formOf(it)}`)])}.`

const formOf = (verb: Command): string => [verb.name(), ...verb.registeredArguments.map(it => {
  const name = `${it.name()}${it.variadic ? '...' : ''}`
  return it.required ? `<${name}>` : `[${name}]`
})].join(' ')

/** What the first argument that is not there may be, as the help has it. */
function lacking ({ command, path }: Asked): string {
  const { description } = command.registeredArguments[command.args.length] ?? {}
  return `${path.replace(/\S+$/, '')}${formOf(command)}: ${description || command.description()}.`
}

/** A flag of a verb below, that of a sandbox's address, or what goes without any flag. */
function formMeant (flag: string, { command, path, rest }: Asked): string | undefined {
  const takers = command.commands.filter(it => it.options.some(({ long }) => long === flag))
  // The verb that was named counts for more, where the flag stands before it.
  const below = takers.find(it => rest.includes(it.name())) ?? takers[0]
  if (below) return `Write ${[path, below.name(), flag].join(' ').trimStart()} …`
  const value = rest[rest.indexOf(flag) + 1]
  const url = command.options.find(({ long }) => long === '--url')
  if (flag === '--sandbox' && url) return `A sandbox is named by its address: --url http://localhost:4010/sandboxes/${value ?? '…'}.`
  const isArgument = rest[0] === flag && command.registeredArguments.some(it => it.required)
  return isArgument && value !== undefined ? `Write ${path} ${value}.` : undefined
}
