import { options, variableOf } from '../config.ts'
import { optionsAsMarkdown } from '../pages/options.ts'
import { optionsAsSchema } from '../pages/options-schema.ts'

export interface OptionsFlags {
  readonly markdown?: true
  readonly schema?: true
}

/** Prints every option. */
export function printOptions ({ markdown, schema }: OptionsFlags): void {
  const lines = () => `${options.map(({ name, description }) => `--${name.padEnd(28)} ${description} (${variableOf(name)})`).join('\n')}\n`
  process.stdout.write(schema ? optionsAsSchema() : markdown ? optionsAsMarkdown() : lines())
}
