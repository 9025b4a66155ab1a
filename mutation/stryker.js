// Stryker's instrumenter makes the mutants: one text that has them all, of which one at a time is awake. It is not among the packages that
// an installation brings, as only this asks for it.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'

/** Version 9, as 10 asks for Node.js 22. */
const wanted = '@stryker-mutator/instrumenter@9.6.1'

/** Where what this makes is kept, besides. */
export const folder = '.mutation'

/** Every text of the files, with the mutants in it, and what each mutant is. */
export async function instrument (files) {
  const { createInstrumenter } = await import(installed())
  const { createInjector } = await import(beside('typed-inject'))
  const silent = Object.fromEntries(['trace', 'debug', 'info', 'warn', 'error', 'fatal'].map(level => [level, () => {}]))
  const logger = { ...silent, isDebugEnabled: () => false }
  const injector = createInjector().provideValue('logger', logger).provideValue('getLogger', () => logger)
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: false }
  return injector.injectFunction(createInstrumenter).instrument(files.map(it => ({ ...it, mutate: true })), options)
}

function installed () {
  const path = join(folder, 'tool')
  if (!existsSync(join(path, 'node_modules', '@stryker-mutator'))) {
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'package.json'), '{ "private": true }\n')
    const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--prefix', path, wanted], { stdio: 'inherit', shell: true })
    if (status !== 0) throw new Error(`${wanted} cannot be installed in ${path}`)
  }
  return beside('@stryker-mutator/instrumenter')
}

function beside (name) {
  return pathToFileURL(createRequire(join(process.cwd(), folder, 'tool', 'package.json')).resolve(name)).href
}
