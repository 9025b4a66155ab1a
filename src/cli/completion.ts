import type { Command } from 'commander'
import { choice } from '../core/option.ts'
import { bashOf } from './completion-bash.ts'
import { fishOf } from './completion-fish.ts'
import { completedOf } from './completion-model.ts'
import { zshOf } from './completion-zsh.ts'

export const shells = ['bash', 'zsh', 'fish'] as const

const scripts = { bash: bashOf, zsh: zshOf, fish: fishOf }

/** Prints what completes the program's commands and flags in a shell. Throws BadInput for one that is not known. */
export function printCompletion (shell: string, program: Command): void {
  process.stdout.write(scripts[choice(shell, shells)](completedOf(program)))
}
