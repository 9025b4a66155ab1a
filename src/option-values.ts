import { inspect } from 'node:util'
import { BadInput } from './core/errors.ts'
import { cut } from './core/words.ts'
import type { Setting } from './sandbox/settings.ts'

/** What an option is given where there are other types than the texts of flags: in a file, in a program, over HTTP. */
export type OptionValue = string | number | boolean | ReadonlyArray<string | number>

/** The text of its flag. Throws BadInput. */
export function flagText (option: Setting, value: unknown): string {
  const texts = textsOf(option, value)
  if (texts) return texts.join(',')
  const example = isYesOrNo(option) ? '' : `, such as ${exampleOf(option)}`
  throw new BadInput(`${shown(value)} is not a value that it can have. Use ${kindOf(option)}${example}.`)
}

/** The texts of its flag, one for each time that it would be given; undefined where the value is none of its kind. */
export function textsOf (option: Setting, value: unknown): string[] | undefined {
  const items: unknown[] = option.isRepeatable && Array.isArray(value) ? value : [value]
  const texts = items.map(item => textOf(option, item))
  return texts.every(text => text !== undefined) ? texts : undefined
}

function textOf (option: Setting, value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (isYesOrNo(option)) return typeof value === 'boolean' ? value ? 'yes' : 'no' : undefined
  return typeof value === 'number' ? String(value) : undefined
}

/** Whether it is one that is switched on and off. */
export const isYesOrNo = ({ placeholder }: Setting): boolean => placeholder === 'YES_OR_NO'

/** The kind of value that it takes. */
export const kindOf = (option: Setting): string => {
  if (isYesOrNo(option)) return 'true or false'
  return `${option.placeholder === 'NUMBER' ? 'a number or ' : ''}a text${option.isRepeatable ? ' or a list of texts' : ''}`
}

const exampleOf = ({ choices, default: usual, example, placeholder }: Setting): string =>
  JSON.stringify(choices?.[0] ?? (usual || (example ?? placeholder)))

/** A value as a sentence shows it, with its type where that could be mistaken. */
export const shown = (value: unknown): string => typeof value === 'string'
  ? `the text ${JSON.stringify(cut(value))}`
  : cut(inspect(value, { depth: 2, breakLength: Infinity }))
