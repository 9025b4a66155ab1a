import type { Command } from 'commander'
import type { CheckFlags } from './contract-check.ts'
import type { ContractFlags, DiffFlags } from './contract.ts'

/** Adds the verbs that read official documents; `verb` makes one. */
export function addContractVerbs (verb: (name: string, description: string) => Command): void {
  const parent = verb('contract', 'read an official OpenAPI document: a file, - or an address')
  const below = (usage: string, description: string): Command => parent.command(usage).description(description)
    .allowExcessArguments(false).configureOutput({ outputError: () => {} }).exitOverride()
  const under = (usage: string, description: string): Command => below(usage, description)
    .option('--overlay <FILE>', 'a file with your decisions on doubtful matches')
    .option('--write <FILE>', 'write such a file, with the proposed matches')
    .option('--json', 'for programs')
  under('match <file>', 'print which of the sandbox\'s operations and members the document describes')
    .action(async (file: string, flags: ContractFlags) => (await import('./contract.ts')).matchFile(file, flags))
  under('diff <file> [newer]', 'print how the document differs from the sandbox, or how a newer document differs from it; ' +
    'exit with 1 if they differ')
    .option('--junit <FILE>', 'write it as JUnit\'s XML')
    .option('--html <FILE>', 'write it as a page')
    .action(async (file: string, newer: string | undefined, flags: DiffFlags) =>
      (await import('./contract.ts')).diffFiles(file, newer, flags))
  below('check <recording>', 'replay a HAR recording of a real environment against a fresh sandbox; exit with 1 if an answer differs, ' +
    'or if nothing can be compared')
    .option('--contract <FILE>', 'an official OpenAPI document for the sandbox to follow')
    .option('--fixture <NAME>', 'what the sandbox begins with', 'demo')
    .option('--json', 'for programs')
    .action(async (recording: string, flags: CheckFlags) => (await import('./contract-check.ts')).checkFile(recording, flags))
}
