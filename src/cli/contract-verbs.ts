import type { Command } from 'commander'
import type { CheckFlags } from './contract-check.ts'
import type { ContractFlags, DiffFlags } from './contract.ts'

/** Adds the verbs that read official documents; `verb` makes one. */
export function addContractVerbs (verb: (name: string, description: string) => Command): void {
  const parent = verb('contract', 'read an official OpenAPI document: a file, - or an address')
  const below = (usage: string, description: string): Command => parent.command(usage).description(description)
    .allowExcessArguments(false).configureOutput({ outputError: () => {} }).exitOverride()
  const under = (usage: string, description: string): Command => below(usage, description)
    .option('--overlay <FILE>', 'what a person decided of doubtful matches')
    .option('--write <FILE>', 'write such a file, with what is proposed')
    .option('--json', 'for programs')
  under('match <file>', 'print which of our operations and members it means')
    .action(async (file: string, flags: ContractFlags) => (await import('./contract.ts')).matchFile(file, flags))
  under('diff <file> [newer]', 'print in what it is otherwise than ours, or a newer one than it; exit with 1 where it is')
    .option('--junit <FILE>', 'write it as JUnit\'s XML')
    .option('--html <FILE>', 'write it as a page')
    .action(async (file: string, newer: string | undefined, flags: DiffFlags) =>
      (await import('./contract.ts')).diffFiles(file, newer, flags))
  below('check <recording>', 'send what a HAR recorded of a real environment to a fresh sandbox; exit with 1 where it answers otherwise, ' +
    'or nothing can be compared')
    .option('--contract <FILE>', 'an official OpenAPI document, by which the sandbox is to go')
    .option('--fixture <NAME>', 'what the sandbox begins with', 'demo')
    .option('--json', 'for programs')
    .action(async (recording: string, flags: CheckFlags) => (await import('./contract-check.ts')).checkFile(recording, flags))
}
