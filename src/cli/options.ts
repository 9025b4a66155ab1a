import { options, variableOf } from '../config.ts'
import { optionsAsMarkdown } from '../pages/options.ts'

/** Prints every option. */
export function printOptions ({ markdown }: { markdown?: true }): void {
  process.stdout.write(markdown
    ? optionsAsMarkdown()
    : `${options.map(({ name, description }) => `--${name.padEnd(28)} ${description} (${variableOf(name)})`).join('\n')}\n`)
}
