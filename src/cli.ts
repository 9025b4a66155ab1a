#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { options, readConfig, variableOf } from './config.ts'
import { BadInput } from './core/errors.ts'
import { shipped } from './core/shipped.ts'
import type { RunningServer } from './server.ts'

const commands = ['start', 'health', 'openapi', 'rules', 'generate'] as const

// These two stand above the call of main, which needs them.
/** A return that is the same on every day, so that a seed gives the same bytes. */
const usualReturn = '202604'

/** The flags of `generate`. */
const ofGenerate = {
  learners: { type: 'string' }, seed: { type: 'string' }, return: { type: 'string' }, out: { type: 'string' }, mutants: { type: 'boolean' }
} as const

try {
  await main(process.argv.slice(2))
} catch (error) {
  // What a person can mend is one line; anything else is our own mistake and shows where.
  console.error(error instanceof BadInput ? `tms-sandbox: ${error.message}` : error)
  process.exitCode = error instanceof BadInput ? 2 : 1
}

async function main (words: string[]): Promise<void> {
  const { command, flags, rest } = readWords(words)
  if (flags.help || command === 'help') return console.log(help())
  if (flags.version) return console.log(version())
  switch (command) {
    case 'start': return await start(flags)
    case 'health': return await health(flags)
    case 'openapi': return await openapi(rest)
    case 'rules': return await rules(flags)
    case 'generate': return await generate(flags, rest)
    case undefined: throw new BadInput('Say what to do: tms-sandbox start, or tms-sandbox --help')
    default: throw new BadInput(`"${command}" is none of ${commands.join(', ')}; see tms-sandbox --help`)
  }
}

type Flags = Record<string, string | undefined>

function readWords (words: string[]): { command: string | undefined, flags: Flags, rest: string[] } {
  const known = Object.fromEntries(Object.values(options).map(({ flag }) => [flag, { type: 'string' as const }]))
  try {
    const { values, positionals: [command, ...rest] } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { ...known, ...ofGenerate, json: { type: 'boolean' }, markdown: { type: 'boolean' }, help: { type: 'boolean', short: 'h' }, version: { type: 'boolean', short: 'v' } }
    })
    if (rest.length > (command === 'openapi' || command === 'generate' ? 1 : 0)) throw new Error(`"${rest.at(-1)}" is a word too many. `)
    return { command, flags: values as unknown as Flags, rest }
  } catch (error) {
    throw new BadInput(`${(error as Error).message.split('. ')[0]}; see tms-sandbox --help`)
  }
}

async function start (flags: Flags): Promise<void> {
  const { startServer } = await import('./server.ts')
  const { greeting } = await import('./greeting.ts')
  const server = await startServer(readConfig(flags, process.env))
  console.log(greeting(server))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      console.log('Stopping')
      server.stop().then(() => process.exit(0), (error: unknown) => {
        console.error(error)
        process.exit(1)
      })
    })
  }
}

/** For a container's health check: exit code 0 if the server of these flags answers. */
async function health (flags: Flags): Promise<void> {
  const { host, port } = readConfig(flags, process.env)
  const local = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host
  try {
    const reply = await fetch(`http://${local.includes(':') ? `[${local}]` : local}:${port}/readyz`, { signal: AbortSignal.timeout(3000) })
    console.log(reply.ok ? 'ready' : `not ready: ${reply.status}`)
    process.exitCode = reply.ok ? 0 : 1
  } catch {
    console.log(`not ready: nothing answers at ${local}:${port}`)
    process.exitCode = 1
  }
}

/** Prints the OpenAPI document of a service. */
async function openapi ([service]: string[]): Promise<void> {
  const { services } = await import('./services.ts')
  const names = services.map(it => it.name)
  if (service === undefined || !names.includes(service)) throw new BadInput(`Say of which service: ${names.join(' or ')}`)
  const document = await ofAServer(({ catalogue }) => catalogue.document(service))
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
}

/** Prints the rules of every service. */
async function rules ({ json, markdown }: Flags): Promise<void> {
  const { describeRules } = await import('./admin/catalogue.ts')
  const { rulesAsMarkdown, rulesAsTable } = await import('./pages/rules.ts')
  const catalogue = await ofAServer(({ catalogue }) => describeRules(catalogue.operations))
  process.stdout.write(json ? `${JSON.stringify(catalogue, null, 2)}\n` : markdown ? rulesAsMarkdown(catalogue) : `${rulesAsTable(catalogue)}\n`)
}

/** Writes the upload bodies of a made-up return. */
async function generate ({ learners, seed, return: returnId = usualReturn, out = 'sdr', mutants }: Flags, [what]: string[]): Promise<void> {
  if (what !== 'sdr') throw new BadInput('Say what to generate: tms-sandbox generate sdr --learners 200 --seed 1')
  const { writeReturn } = await import('./tec/provider-based/generator/files.ts')
  const making = {
    learners: inRange('--learners', learners, 1, 1_000_000),
    seed: inRange('--seed', seed, 0, 2_147_483_647),
    returnId: inRange('--return', returnId, 200_001, 209_912)
  }
  if (making.returnId % 100 < 1 || making.returnId % 100 > 12) throw new BadInput(`--return: ${making.returnId} has no month from 01 to 12`)
  const files = writeReturn(out, making, Boolean(mutants))
  console.log(`${files.length} files in ${out}: return ${making.returnId} of ${making.learners} learners, seed ${making.seed}`)
}

function inRange (flag: string, text: string | undefined, least: number, most: number): number {
  if (text === undefined || !/^\d+$/.test(text) || Number(text) < least || Number(text) > most) {
    throw new BadInput(`${flag}: ${text === undefined ? 'give' : `"${text}" is not`} a whole number from ${least} to ${most}`)
  }
  return Number(text)
}

/** Asks a server that is there for as long as the question takes. */
async function ofAServer<Answer> (ask: (server: RunningServer) => Answer): Promise<Answer> {
  const { startServer } = await import('./server.ts')
  const server = await startServer(readConfig({ port: '0', fixture: 'empty' }))
  try {
    return ask(server)
  } finally {
    await server.stop()
  }
}

function version (): string {
  return JSON.parse(readFileSync(shipped('package.json'), 'utf8')).version
}

function help (): string {
  const width = 32
  const lines = Object.values(options).map(({ flag, value, about, usual }) =>
    `  ${`--${flag} ${value}`.padEnd(width)} ${about}${usual === '' ? '' : ` (${usual})`}\n  ${''.padEnd(width)} ${variableOf(flag)}`)
  return `tms-sandbox ${version()}: stands in for the APIs that a training management system talks to

Usage: tms-sandbox start [options]     start the server
       tms-sandbox health [options]    exit with 0 if the server of these options answers
       tms-sandbox openapi SERVICE     print a service's OpenAPI document
       tms-sandbox rules               print the rules; with --json or --markdown, for programs or pages
       tms-sandbox generate sdr --learners NUMBER --seed NUMBER [--return YYYYMM] [--out FOLDER] [--mutants]
                                       write the upload bodies of a made-up Single Data Return that is valid, into the folder
                                       sdr (of 202604); with --mutants, also what breaks each rule of the validation

Options, each with its usual value and its environment variable:
${lines.join('\n')}
  ${'-h, --help'.padEnd(width)} print this
  ${'-v, --version'.padEnd(width)} print the version`
}
