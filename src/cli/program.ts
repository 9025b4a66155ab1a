import { Command, Option } from 'commander'
import { version } from '../admin/version.ts'
import { refuseEmpty } from '../config.ts'
import { hasColours, paintFor } from '../core/colours.ts'
import { BadInput } from '../core/errors.ts'
import { meantBy } from '../core/meant.ts'
import { quoted } from '../core/words.ts'
import { addContractVerbs } from './contract-verbs.ts'
import type { GenerateFlags } from './generate.ts'
import { printHealth } from './health.ts'
import type { OptionsFlags } from './options.ts'
import type { PostmanFlags } from './postman.ts'
import { remote, under, type CatalogueFlags } from './remote.ts'
import { addRemoteVerbs } from './remote-verbs.ts'
import { givenTo, misspeltVariables, refuseWords, takenByNpm, takeOptions } from './server-verb.ts'
import type { TryReadingsFlags } from './try-readings.ts'

/** What is wrong is told once, and in one line. */
const output = { outputError: () => {}, writeErr: () => {}, getOutHasColors: () => hasColours(process.stdout) }

/** The command line: one verb a file, loaded when it is used. */
export const program = new Command('tms-sandbox')
  .description('stands in for the APIs that a training management system talks to')
  .version(version(), '-v, --version', 'print the version')
  .helpOption('-h, --help', 'print this')
  .configureHelp({ helpWidth: 130, showGlobalOptions: true, styleTitle: text => paintFor(process.stdout)(text, 'bold') })
  .configureOutput(output)
  .exitOverride()
  .action((_flags, command: Command) => {
    const [word] = command.args
    if (word === undefined) throw new BadInput('No command given. Run "tms-sandbox start", or "tms-sandbox --help" for all commands.')
    const names = command.commands.map(it => it.name())
    const [meant] = meantBy(names, word)
    const remedy = meant === undefined ? `Use ${names.join(', ')}; see` : `Did you mean ${meant}? See`
    throw new BadInput(`"${word}" is not a command. ${remedy} tms-sandbox --help.`)
  })
  .allowExcessArguments()
  .helpCommand('help [command]', 'print this, or the flags of a command')
  .hook('preAction', (_program, asked) => refuseEmptyFlags(asked))

/** Throws BadInput for a flag that is there and empty: its verb would take it for none, or write who knows where. */
function refuseEmptyFlags (verb: Command): void {
  const given = verb.options.filter(it => verb.getOptionValueSource(it.attributeName()) === 'cli')
  refuseEmpty(Object.fromEntries(given.map(it => [it.name(), textOf(verb.getOptionValue(it.attributeName()))])), flag => `--${flag}`)
}

const textOf = (value: unknown): string | undefined => typeof value === 'string' ? value : undefined

const verb = (name: string, description: string): Command => program.command(name)
  .description(description)
  .allowExcessArguments(false)
  .configureOutput(output)
  .exitOverride()

/** A verb that takes the options of a server. */
const serverVerb = (name: string, description: string): Command => takeOptions(verb(name, description))

serverVerb('start', 'start the server').allowExcessArguments().action(async (_flags, command: Command) => {
  const taken = takenByNpm(process.env)
  refuseWords(command.args, taken)
  for (const line of misspeltVariables(process.env)) console.error(line)
  for (const flag of taken) console.error(`npm has kept --${flag} for itself, and it is ignored. Write npm start -- --${flag} …`)
  const { start } = await import('./start.ts')
  await start((await givenTo(command)).read())
})

serverVerb('health', 'exit with 0 if the server with these options answers').action(async (_flags, command: Command) => {
  await printHealth((await givenTo(command)).read())
})

verb('openapi', 'print the OpenAPI document of a service')
  .argument('[service]')
  .option('--out <FOLDER>', 'write those of all services there instead')
  .action(async (service: string | undefined, { out }: { out?: string }) => {
    const { printOpenApi, writeOpenApi } = await import('./openapi.ts')
    if (out === undefined) return await printOpenApi(service)
    if (service === undefined) return await writeOpenApi(out)
    throw new BadInput(`--out writes the documents of all services, and takes no ${quoted(service)}. Leave one of them out.`)
  })

verb('postman', 'print a collection for Postman: the demos of a service, and all its operations')
  .argument('[service]')
  .option('--out <FILE>', 'write it there, and its environment beside it')
  .option('--environment', 'print the environment instead')
  .action(async (service: string | undefined, flags: PostmanFlags) => {
    const { printPostman } = await import('./postman.ts')
    await printPostman(service, flags)
  })

const catalogue = (name: string, description: string): Command =>
  remote(verb(name, description), 'show what is in force on the running server at this address')
    .addOption(new Option('--markdown', 'as a page').conflicts(['json', 'url']))

const rules = catalogue('rules', 'print the rules of every service')
rules.action(async (flags: CatalogueFlags) => (await import('./rules.ts')).printRules(flags))
under(rules)('set <rule> <mode>', 'set a rule of a running server to enforce, warn or off; usual goes back to its usual mode')
  .action(async (id, mode, flags) => (await import('./rules.ts')).setRuleMode(id, mode, flags))

const readings = catalogue('readings', 'print the sentences that can be understood in more than one way')
readings.action(async (flags: CatalogueFlags) => (await import('./readings.ts')).printReadings(flags))
under(readings)('set <choice...>', 'choose other readings on a running server: visit-id-scope=plan')
  .action(async (chosen, flags) => (await import('./readings.ts')).chooseReadings(chosen, flags))

verb('options', 'print every option')
  .option('--markdown', 'as a page')
  .addOption(new Option('--schema', 'as the JSON Schema of tms-sandbox.config.json').conflicts('markdown'))
  .action(async (flags: OptionsFlags) => {
    const { printOptions } = await import('./options.ts')
    printOptions(flags)
  })

verb('completion', 'print what completes commands and flags in a shell: source <(tms-sandbox completion bash)')
  .argument('<shell>', 'bash, zsh or fish')
  .action(async (shell: string) => {
    const { printCompletion } = await import('./completion.ts')
    printCompletion(shell, program)
  })

verb('admin', 'print the operations of the sandbox\'s own API')
  .option('--markdown', 'as a page')
  .action(async (flags: { markdown?: true }) => {
    const { printAdmin } = await import('./admin.ts')
    printAdmin(flags)
  })

verb('check-fixture', 'say what is wrong with the records of a fixture, without starting a server')
  .argument('[fixture]', 'the path of its folder')
  .option('--schemas <FOLDER>', 'write a JSON Schema of each file there instead, and print the settings by which VS Code takes them')
  .action(async (name: string | undefined, { schemas }: { schemas?: string }) => {
    const { checkFixture, writeFixtureSchemas } = await import('./check-fixture.ts')
    if (schemas === undefined) checkFixture(name)
    else writeFixtureSchemas(name, schemas)
  })

verb('generate', 'write the upload bodies of a made-up return that is valid')
  .argument('<what>', 'sdr, a Single Data Return')
  .option('--learners <NUMBER>', 'how many it has; it must be given')
  .option('--seed <NUMBER>', 'the same seed gives the same bytes; it must be given')
  .option('--return <YYYYMM>', 'year and month', '202604')
  .option('--out <FOLDER>', 'where to write', 'sdr')
  .option('--mutants', 'also what breaks each rule of the validation')
  .action(async (what: string, flags: GenerateFlags) => {
    if (what !== 'sdr') throw new BadInput(`"${what}" cannot be generated. Use sdr: tms-sandbox generate sdr --learners 200 --seed 1`)
    const { generateReturn } = await import('./generate.ts')
    await generateReturn(flags)
  })

serverVerb('try-readings', 'run a command under the other choices of the readings, and print which ones break it')
  .argument('<command...>', 'after --, such as: tms-sandbox try-readings -- npm test')
  .option('--all', 'all readings, not only those that mattered to the command')
  .option('--json', 'for programs')
  .action(async (words: string[], flags: TryReadingsFlags, command: Command) => {
    const { tryReadings } = await import('./try-readings.ts')
    await tryReadings(words, (await givenTo(command)).texts, flags)
  })

// A start is quicker without them.
if (process.argv[2] !== 'start') {
  addRemoteVerbs(verb)
  addContractVerbs(verb)
}
